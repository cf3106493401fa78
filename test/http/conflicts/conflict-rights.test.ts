import { test } from 'tap'
import { DUPLICATE } from '../../support/registry/conflict-examples.js'
import { client } from '../../support/http/client.js'
import { firstOf, keyWith, serviceWithRecords } from '../../support/http/service-with-records.js'

test('only a steward may judge, and only an admin may read the audit log', async (t) => {
  const service = await serviceWithRecords(t, DUPLICATE)
  const admin = client(t, service)
  const id = String(firstOf(await admin.get('/v1/conflicts'))['id'])
  const headers = { 'if-match': '"1"' }
  const body = { verdict: 'same', reason: 'Satu orang' }
  for (const roles of [['reader'], ['producer']]) {
    const other = admin.as(await keyWith(admin, { roles, scopes: ['pii:read'] }))
    for (const path of [
      '/v1/conflicts',
      '/v1/conflicts/counts',
      `/v1/conflicts/${id}`,
      '/v1/judgements',
      '/v1/audit',
      '/v1/audit/verification',
    ])
      t.match(await other.get(path), { status: 403, body: { code: 'RIGHTS_MISSING' } }, path)
    t.match(await other.post(`/v1/conflicts/${id}/resolution`, body, { headers }), { status: 403 })
    t.match(
      await other.post('/v1/conflicts/resolutions', { items: [{ id, version: 1, verdict: 'same' }], reason: 'x' }),
      { status: 403 },
    )
    t.match(
      await other.post('/v1/judgements', {
        ...body,
        records: [
          ['bantu-umak', 'a'],
          ['p3ke', 'b'],
        ],
      }),
      { status: 403 },
    )
  }
  const steward = admin.as(await keyWith(admin, { roles: ['steward'] }))
  t.match(await steward.get('/v1/audit'), { status: 403 })
  t.match(await steward.as(undefined).get('/v1/conflicts'), { status: 401 })
  const regional = admin.as(await keyWith(admin, { roles: ['admin'], area_prefix: '16.06' }))
  t.match(await regional.get('/v1/audit'), { status: 403 }, 'the log is of the whole registry')
  t.match(await steward.post(`/v1/conflicts/${id}/resolution`, body, { headers }), { status: 200 })
})

test('conflicts of another area are answered with 404 on every route', async (t) => {
  const service = await serviceWithRecords(t, DUPLICATE)
  const admin = client(t, service)
  const id = String(firstOf(await admin.get('/v1/conflicts'))['id'])
  const outside = admin.as(await keyWith(admin, { roles: ['steward'], area_prefix: '16.06' }))
  const headers = { 'if-match': '"1"' }
  const body = { verdict: 'same', reason: 'Satu orang' }
  const records = [
    ['bantu-umak', 'a'],
    ['p3ke', 'b'],
  ]
  t.match(await outside.get('/v1/conflicts'), { body: { items: [], next: null } })
  t.match(await outside.get('/v1/conflicts?area=16'), { body: { items: [] } }, 'nor by a wider area')
  t.match(await outside.get('/v1/conflicts/counts'), { body: { total: 0 } })
  t.match(await outside.get(`/v1/conflicts/${id}`), { status: 404, body: { code: 'CONFLICT_UNKNOWN' } })
  t.match(await outside.post(`/v1/conflicts/${id}/resolution`, body, { headers }), { status: 404 })
  t.match(await outside.post(`/v1/conflicts/${id}/resolution?preview=true`, body, { headers }), { status: 404 })
  t.match(
    await outside.post(`/v1/conflicts/${id}/deferral`, { until: '2026-12-01T00:00:00Z', reason: 'x' }, { headers }),
    { status: 404 },
  )
  t.match(
    await outside.post('/v1/conflicts/resolutions', { items: [{ id, version: 1, verdict: 'same' }], reason: 'x' }),
    {
      body: { items: [{ status: 404, problem: { code: 'CONFLICT_UNKNOWN' } }] },
    },
  )
  t.match(await outside.post('/v1/judgements', { ...body, records }), { status: 404, body: { code: 'RECORD_UNKNOWN' } })
  const judged = await admin.post('/v1/judgements', { ...body, records })
  const judgement = String(judged.headers['location'])
  t.match(await admin.get(judgement), { status: 200 })
  t.match(await outside.as(await keyWith(admin, { roles: ['steward'], area_prefix: '17' })).get(judgement), {
    status: 404,
  })
  t.match(
    await outside
      .as(await keyWith(admin, { roles: ['steward'], area_prefix: '18' }))
      .post(`${judgement}/reversal`, { reason: 'x' }),
    { status: 404 },
  )
})
