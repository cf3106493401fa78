import { test } from 'tap'
import { DUPLICATE, SHARED_NIK } from '../../support/registry/conflict-examples.js'
import { client } from '../../support/http/client.js'
import { firstOf, serviceWithRecords } from '../../support/http/service-with-records.js'

const ID = '9b6f0a52-7c0e-8f0e-9a51-0d3c1d2e3f40'

test('an invalid verdict is refused without repeating what was sent', async (t) => {
  const service = await serviceWithRecords(t, SHARED_NIK)
  const call = client(t, service)
  const marked = 'RAHASIA'
  const queries = [
    'kind=person',
    'state=gone',
    'area=1',
    'severity=101',
    'severity=1-',
    'severity=a',
    'source=%27%3B--',
    'person=1',
    'sort=severity%3B%20DROP%20TABLE%20conflicts',
    'opened_from=yesterday',
    'deferred=maybe',
    'limit=0',
    'limit=501',
    `cursor=${marked}`,
    'lain=1',
    'cursor=AAAAAAAAAAAAAAAAAAAAAAAA',
    'area=16%25',
    'kind=',
  ]
  for (const query of queries) {
    const { status, text } = await call.get(`/v1/conflicts?${query}`)
    t.equal(status, 400, query)
    t.notMatch(text, marked)
  }
  const { id, version } = firstOf(await call.get('/v1/conflicts')) as { id: string; version: number }
  const path = `/v1/conflicts/${id}/resolution`
  const headers = { 'if-match': `"${version}"` }
  const bodies: [number, unknown][] = [
    [422, {}],
    [422, { verdict: 'different' }],
    [422, { verdict: 'different', reason: '' }],
    [422, { verdict: 'perhaps', reason: 'x' }],
    [422, { verdict: 'different', reason: 'x', lain: 1 }],
    [422, { verdict: 'different', reason: 'x'.repeat(1001) }],
    [422, { verdict: 'value', reason: 'x' }],
    [422, { verdict: 'confirm', reason: 'x' }],
    [422, { verdict: 'unsure', reason: 'x' }],
    [422, { verdict: 'value', value: marked, person_id: ID, reason: 'x' }],
    [
      422,
      {
        verdict: 'different',
        reason: 'x',
        records: [
          ['dtks', 'n1'],
          ['dtks', 'n1'],
        ],
      },
    ],
    [
      422,
      {
        verdict: 'different',
        reason: 'x',
        records: [
          ['dtks', 'n1'],
          ['dtks', marked],
        ],
      },
    ],
    [422, { verdict: 'different', reason: '  ' }],
    [422, []],
    [400, '{'],
    [422, { verdict: 'different', reason: 'x', value: 'y'.repeat(301) }],
  ]
  for (const [expected, body] of bodies) {
    const { status, text } = await call.post(path, body, {
      headers: { ...headers, 'content-type': 'application/json' },
    })
    t.equal(status, expected, JSON.stringify(body).slice(0, 80))
    t.notMatch(text, marked)
  }
  const tooMany = Array.from({ length: 201 }, () => ({ id, version, verdict: 'different' }))
  t.match(await call.post('/v1/conflicts/resolutions', { items: tooMany, reason: 'x' }), { status: 422 })
  for (const tag of ['', 'W/"1"', '"x"', '*', '"1", "2"']) {
    const { status } = await call.post(path, { verdict: 'different', reason: 'x' }, { headers: { 'if-match': tag } })
    t.ok([400, 412, 428].includes(status), `If-Match ${tag}`)
  }
  for (const path of [
    '/v1/conflicts/1',
    '/v1/judgements/x',
    '/v1/audit?subject_id=1',
    '/v1/audit/verification?number=1',
  ]) {
    t.match(await call.get(path), { status: 400 }, path)
  }
  t.match(await call.get(`/v1/conflicts/${ID}`), { status: 404 })
  t.match(await call.get(`/v1/judgements/${ID}`), { status: 404 })
  t.match(await call.post(`/v1/judgements/${ID}/reversal`, { reason: 'x' }), { status: 404 })
  t.match(
    await call.get('/v1/conflicts'),
    { body: { items: [{ id, version, state: 'open' }] } },
    'nothing has happened',
  )
})

test('a repeated request with the same key has no second effect', async (t) => {
  const service = await serviceWithRecords(t, SHARED_NIK)
  const call = client(t, service)
  const { id, version } = firstOf(await call.get('/v1/conflicts')) as { id: string; version: number }
  const options = { headers: { 'if-match': `"${version}"`, 'idempotency-key': 'putusan-1' } }
  const body = { verdict: 'different', reason: 'Tiga orang' }
  const first = await call.post(`/v1/conflicts/${id}/resolution`, body, options)
  t.match(first, { status: 200, body: { judgements: { length: 3 } } })
  t.same((await call.post(`/v1/conflicts/${id}/resolution`, body, options)).body, first.body)
  t.match(await call.post(`/v1/conflicts/${id}/resolution`, { ...body, reason: 'Lain' }, options), {
    status: 422,
    body: { code: 'IDEMPOTENCY_KEY_REUSED' },
  })
  t.match(await call.get(`/v1/judgements?conflict=${id}`), { body: { items: { length: 3 } } })
  const page = await call.get('/v1/judgements?limit=2')
  t.match(await call.get(`/v1/judgements?limit=2&cursor=${String(page.body['next'])}`), {
    body: { items: { length: 1 }, next: null },
  })
  const audit = await call.get('/v1/audit?action=judgement.made&limit=2')
  t.match(await call.get(`/v1/audit?action=judgement.made&limit=2&cursor=${String(audit.body['next'])}`), {
    body: { items: { length: 1 } },
  })
})

test('judgements by hand, deferrals and many verdicts are answered with their effects', async (t) => {
  const service = await serviceWithRecords(t, [...DUPLICATE, ...SHARED_NIK])
  const call = client(t, service)
  const value = {
    subject: 'value',
    verdict: 'value',
    field: 'birth_date',
    value: '1981-03-01',
    records: [['p3ke', 'b']],
    reason: 'Akta',
  }
  t.match(await call.post('/v1/judgements?preview=true', value), { status: 200, body: { is_preview: true } })
  t.match(await call.post('/v1/judgements', value), {
    status: 201,
    body: {
      effects: {
        persons: [{ effect: 'changed', values: [{ field: 'birth_date', before: '1980', after: '1981' }] }],
      },
    },
  })
  t.match(await call.post('/v1/judgements', { ...value, value: '1981-02-31' }), {
    status: 422,
    body: { code: 'VALUE_INVALID' },
  })
  t.match(await call.post('/v1/judgements', { ...value, verdict: 'same' }), {
    status: 422,
    body: { code: 'VERDICT_UNFIT' },
  })
  const household = {
    subject: 'household',
    verdict: 'same',
    records: [
      ['dtks', 'n1'],
      ['dtsen', 'n3'],
    ],
    reason: 'Serumah',
  }
  t.match(await call.post('/v1/judgements', household), { status: 201, body: { effects: { households: [{}] } } })
  const { items = [] } = (await call.get('/v1/conflicts')).body
  const [one, two] = items as { id: string; version: number }[]
  const until = new Date(Date.now() + 86_400_000).toISOString()
  const headers = { 'if-match': `"${one?.version}"` }
  t.match(await call.post(`/v1/conflicts/${one?.id}/deferral`, { until, reason: 'Menunggu' }, { headers }), {
    status: 200,
    body: { deferred_until: until },
  })
  t.match(await call.get('/v1/conflicts?deferred=only'), { body: { items: [{ id: one?.id }] } })
  const verdicts = [
    { ...one, verdict: 'different' },
    { id: one?.id, version: (one?.version ?? 0) + 1, verdict: 'different' },
    { ...two, verdict: 'different', reason: 'Diperiksa sendiri' },
  ].map(({ id, version, ...rest }) => ({ id, version, ...pick(rest) }))
  t.match(await call.post('/v1/conflicts/resolutions', { items: verdicts, reason: 'Rapat padan' }), {
    status: 200,
    body: { items: [{ status: 412, resolution: null }, { status: 200, problem: null }, { status: 200 }] },
  })
})

/** What an item of the queue has besides is no part of a verdict. */
function pick({ verdict, reason }: { verdict?: string; reason?: string }): object {
  return reason === undefined ? { verdict } : { verdict, reason }
}
