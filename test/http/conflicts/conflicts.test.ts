import { test } from 'tap'
import { DUPLICATE, SHARED_NIK } from '../../support/registry/conflict-examples.js'
import { client } from '../../support/http/client.js'
import { firstOf, serviceWithRecords } from '../../support/http/service-with-records.js'

test('a conflict is listed, read, previewed, resolved and opened again', async (t) => {
  const call = client(t, await serviceWithRecords(t, DUPLICATE))
  const listed = await call.get('/v1/conflicts?kind=possible_duplicate,nik_shared&severity=60&sort=severity')
  t.match(listed, {
    status: 200,
    body: { items: [{ kind: 'possible_duplicate', state: 'open', severity: 80 }], next: null },
  })
  t.match(await call.get('/v1/conflicts/counts'), { body: { total: 1, counts: [{ band: 'grave', count: 1 }] } })
  const path = `/v1/conflicts/${String(firstOf(listed)['id'])}`
  const seen = await call.get(path)
  t.match(seen, { status: 200, headers: { etag: '"1"' }, body: { evidence: { about: 'pair' }, parties: [{}, {}] } })
  t.match(seen.body['verdicts'], [
    {
      verdict: 'same',
      leaves: 'resolved',
      effects: { programmes: [{ payments: 2, monthly_amount: 650_000, persons_before: 2, persons_after: 1 }] },
    },
    { verdict: 'different', leaves: 'resolved', effects: { persons: [] } },
    { verdict: 'unsure', leaves: 'resolved' },
  ])
  const verdict = { verdict: 'same', reason: 'Diperiksa di lapangan' }
  const headers = { 'if-match': '"1"' }
  t.match(await call.post(`${path}/resolution`, verdict), { status: 428, body: { code: 'ETAG_MISSING' } })
  t.match(await call.post(`${path}/resolution`, verdict, { headers: { 'if-match': '"7"' } }), { status: 412 })
  const tried = await call.post(`${path}/resolution?preview=true`, verdict, { headers })
  t.match(tried, { status: 200, body: { is_preview: true, judgements: [], conflict: { state: 'resolved' } } })
  const settled = await call.post(`${path}/resolution`, verdict, { headers })
  t.match(settled, {
    status: 200,
    headers: { etag: '"2"' },
    body: { is_preview: false, conflict: { state: 'resolved' } },
  })
  t.same(settled.body['effects'], tried.body['effects'])
  t.match(await call.post(`${path}/resolution`, verdict, { headers: { 'if-match': '"2"' } }), {
    status: 409,
    body: { code: 'CONFLICT_CLOSED' },
  })
  const [judgement] = settled.body['judgements'] as { id: string }[]
  t.match(await call.get(`/v1/judgements/${judgement?.id}`), { status: 200, body: { verdict: 'same', is_live: true } })
  const undone = await call.post(`/v1/judgements/${judgement?.id}/reversal`, { reason: 'Salah lihat' })
  t.equal(undone.status, 200)
  const { persons } = undone.body['effects'] as { persons: { effect: string }[] }
  t.same(persons.map(({ effect }) => effect).sort(), ['returned', 'split'])
  t.match(await call.get('/v1/conflicts?state=resolved'), { body: { items: [] } })
  t.match(await call.get('/v1/conflicts'), { body: { items: [{ id: firstOf(listed)['id'], state: 'open' }] } })
  t.match(await call.get('/v1/audit?action=judgement.reversed'), { body: { items: [{ reason: 'Salah lihat' }] } })
  t.match(await call.get('/v1/audit/verification'), { body: { is_intact: true } })
})

test('pages of the queue follow each other', async (t) => {
  const call = client(t, await serviceWithRecords(t, [...SHARED_NIK, ...DUPLICATE]))
  const one = await call.get('/v1/conflicts?limit=1')
  const two = await call.get(`/v1/conflicts?limit=1&cursor=${String(one.body['next'])}`)
  t.match([firstOf(one)['severity'], firstOf(two)['severity'], two.body['next']], [80, 75, null])
  t.match(await call.get(`/v1/conflicts?sort=oldest&cursor=${String(one.body['next'])}`), {
    status: 400,
    body: { code: 'CURSOR_INVALID' },
  })
})
