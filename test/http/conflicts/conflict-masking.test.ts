import { test } from 'tap'
import { recordWith } from '../../support/registry/review-registry.js'
import { client } from '../../support/http/client.js'
import { firstOf, keyWith, serviceWithRecords } from '../../support/http/service-with-records.js'

const NIK = '1606014103800001'
const OTHER_NIK = '1606014103800005'
const TWO_NIKS = [
  recordWith('dtks', 'a', {
    name: 'SITI AMINAH BADRIYAH',
    dob: '1980-03-01',
    sex: 'P',
    village_code: '16.06.01.2001',
    nik: NIK,
    kk: '1606010101100001',
    mother_name: 'ROHANI BINTI USMAN',
    phone: '081374650928',
    birthplace: 'SEKAYU',
    address: 'JL KAMBOJA 11',
  }),
  recordWith('dtsen', 'b', {
    name: 'SITI AMINAH BADRIYAH',
    dob: '1980-03-01',
    sex: 'P',
    village_code: '16.06.01.2001',
    nik: OTHER_NIK,
    kk: '1606010101100001',
    mother_name: 'ROHANI BINTI USMAN',
    phone: '081374650928',
    birthplace: 'SEKAYU',
    address: 'JL KAMBOJA 11',
  }),
]

test('numbers are masked without the scope, and reads in full are audited', async (t) => {
  const service = await serviceWithRecords(t, TWO_NIKS)
  const admin = client(t, service)
  const path = `/v1/conflicts/${String(firstOf(await admin.get('/v1/conflicts'))['id'])}`
  const seen = await admin.get(path)
  t.notMatch(seen.text, NIK)
  t.notMatch(seen.text, OTHER_NIK)
  t.notMatch(seen.text, '1606010101100001')
  t.match(seen.body['verdicts'], [
    { value: { token: String }, answer: { value_from: ['dtks', 'a'] } },
    { value: { token: String }, answer: { value_from: ['dtsen', 'b'] } },
  ])
  const [one, other] = (seen.body['verdicts'] as { value: { token: string } }[]).map(({ value }) => value)
  t.not(one?.token, other?.token, 'the two sides can be told apart')
  const full = admin.as(await keyWith(admin, { roles: ['steward'], scopes: ['pii:read'] }))
  t.match((await full.get(path, { headers: { 'x-purpose': 'Rapat padan data' } })).body['verdicts'], [
    { value: NIK },
    { value: OTHER_NIK },
  ])
  t.match(await admin.get('/v1/audit?action=conflict.read'), {
    body: { items: [{ reason: 'Rapat padan data', subject_kind: 'conflict' }] },
  })
  const verdict = { verdict: 'value', value_from: ['dtsen', 'b'], reason: 'KTP asli dilihat' }
  const settled = await admin.post(`${path}/resolution`, verdict, { headers: { 'if-match': '"1"' } })
  t.match(settled.body, {
    conflict: { state: 'resolved' },
    effects: { persons: [{ values: [{ field: 'nik', before: one, after: other }] }] },
  })
  t.notMatch((await admin.get('/v1/judgements')).text, OTHER_NIK)
  t.match((await full.get('/v1/judgements')).body.items, [{ value: OTHER_NIK }])
  const logged = service.logged.join('')
  for (const personal of [NIK, OTHER_NIK, 'BADRIYAH', '1980-03-01', 'KTP asli']) t.notMatch(logged, personal)
  t.notMatch((await fetch(`${service.address}/metrics`)).text(), NIK)
})
