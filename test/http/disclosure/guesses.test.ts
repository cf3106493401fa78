import sql from 'sql-template-tag'
import { test, type Test } from 'tap'
import { client, type Client } from '../../support/http/client.js'
import { keyWith } from '../../support/http/service-with-records.js'
import { addSource } from '../../support/http/send-batch.js'
import { testService, type TestOptions, type TestService } from '../../support/http/test-service.js'

const RINA = {
  nik: '3512096507860013',
  kk: '3512090203110007',
  phone: '081374650928',
  name: 'RINA KUSUMAWATI HANDAYANI',
  dob: '1986-07-25',
  sex: 'P',
  village_code: '35.12.09.2001',
}
const WRONG_NIK = '3512096507860014'
const PATH = '/v1/sources/warga/records/R-1'

interface Known {
  readonly service: TestService
  readonly admin: Client
  readonly reader: Client
  readonly full: Client
}

async function known(t: Test, options: TestOptions = {}): Promise<Known> {
  const service = await testService(t, options)
  const admin = client(t, service)
  await addSource(admin)
  await admin.put(PATH, RINA)
  const reader = admin.as(await keyWith(admin, { roles: ['reader'] }))
  const full = admin.as(await keyWith(admin, { roles: ['reader'], scopes: ['pii:read'] }))
  return { service, admin, reader, full }
}

test('a whole number finds nobody without a whole name or date that fits, as if it were unknown', async (t) => {
  const { reader, full } = await known(t)
  const { name, nik, kk, phone } = RINA
  const none = { items: [], next: null }
  const hidden: object[] = [
    { nik },
    { kk },
    { phone },
    { nik, name: 'rina' },
    { nik, name: 'SITI AMINAH' },
    { nik, birth_date: '1986' },
    { nik, birth_date: '1986-07-24' },
    { nik: WRONG_NIK, name },
  ]
  for (const search of hidden)
    t.same((await reader.post('/v1/persons/search', search)).body, none, Object.keys(search).join())
  t.same((await reader.post('/v1/households/search', { kk })).body, none)
  t.match((await full.post('/v1/persons/search', { nik })).body.items, [{ nik }])
  for (const search of [
    { nik, name },
    { kk, name },
    { phone, name },
    { nik, birth_date: RINA.dob },
  ])
    t.match((await reader.post('/v1/persons/search', search)).body.items, [
      { nik: { token: String }, birth_date: '1986' },
    ])
  t.match((await reader.post('/v1/households/search', { kk, head_name: name })).body.items, [{ kk: { token: String } }])
})

test('the date filter takes a year, or a whole name beside it', async (t) => {
  const { reader } = await known(t)
  const search = (more: object) => reader.post('/v1/persons/search', { area_code: '35.12', limit: 1, ...more })
  t.match(await search({ birth_date: '1986' }), { status: 200, body: { items: [{ birth_date: '1986' }] } })
  t.match(await search({ birth_date: '1986-07-25' }), { status: 422, body: { code: 'VALUE_INVALID' } })
  t.match(await search({ birth_date: '1986-07' }), { status: 422, body: { code: 'VALUE_INVALID' } })
  const [right, wrong] = await Promise.all(
    ['1986-07-25', '1986-07-24'].map((birth_date) => search({ birth_date, name: 'rina' })),
  )
  t.same(right?.body, { items: [], next: null }, 'part of a name fits too many')
  t.same(right?.body, wrong?.body)
  t.match((await search({ birth_date: RINA.dob, name: RINA.name })).body.items, [{ birth_date: '1986' }])
})

test('match answers no guess of a number or date, and shows the caller no token of its own numbers', async (t) => {
  const { reader } = await known(t)
  const match = async (record: object) => (await reader.post('/v1/match', { record })).body['candidates'] as object[]
  t.same(await match({ nik: RINA.nik }), [], 'a number alone')
  const [candidate] = await match({ ...RINA, nik: WRONG_NIK })
  const { evidence } = candidate as {
    evidence: { comparison: string; level: string; left: unknown; weight: unknown }[]
  }
  for (const { comparison, level, left, weight } of evidence) {
    t.match(level, /^(?:agrees|disagrees|unknown)$/, comparison)
    t.equal(weight, null)
    if (['nik', 'kk', 'phone', 'birth_date'].includes(comparison)) t.equal(left, '')
  }
  t.match(candidate, { weight: null, probability: null })
  const days = ['1986-07-25', '1986-07-26', '1986-12-01'].map(async (dob) => {
    const found = await match({ name: RINA.name, dob, sex: 'P', village_code: RINA.village_code })
    return (found[0] as { evidence: { comparison: string }[] } | undefined)?.evidence.find(
      ({ comparison }) => comparison === 'birth_date',
    )
  })
  const [first, ...others] = await Promise.all(days)
  for (const other of others) if (other !== undefined) t.same(other, first, 'evidence tells only the year')
})

test('wrong guesses are counted for each key, durably, and limited; right ones are free', async (t) => {
  let now = new Date('2026-11-20T10:15:00Z')
  const { service, admin, reader, full } = await known(t, { wrongGuessesPerHour: 3, now: () => now })
  const ask = (nik: string) => reader.post('/v1/persons/search', { nik, name: RINA.name })
  for (let count = 0; count < 5; count += 1) t.equal((await ask(RINA.nik)).status, 200, 'right')
  for (let count = 0; count < 3; count += 1) t.equal((await ask(WRONG_NIK)).status, 200, 'wrong')
  const refused = await ask(WRONG_NIK)
  t.match(refused, { status: 429, headers: { 'retry-after': '2700' }, body: { code: 'RATE_EXCEEDED' } })
  t.equal((await ask(RINA.nik)).status, 429, 'a right one would tell as well')
  t.equal((await reader.post('/v1/match', { record: { ...RINA, nik: WRONG_NIK } })).status, 429, 'match too')
  t.equal((await reader.post('/v1/persons/search', { name: 'rina' })).status, 200, 'names are no guesses')
  const other = admin.as(await keyWith(admin, { name: 'another', roles: ['reader'] }))
  t.equal((await other.post('/v1/persons/search', { nik: WRONG_NIK, name: RINA.name })).status, 200)
  t.equal((await full.post('/v1/persons/search', { nik: WRONG_NIK })).status, 200, 'the scope has no limit')
  const counted = await service.database.conn.read(sql`SELECT wrong FROM number_guesses ORDER BY wrong`)
  t.same(counted, [{ wrong: 1 }, { wrong: 3 }])
  now = new Date('2026-11-20T11:00:01Z')
  t.equal((await ask(WRONG_NIK)).status, 200, 'the next hour')
  const audited = await service.database.conn.read<{ count: number }>(sql`
    SELECT count(*)::int AS count FROM audit WHERE action = 'person.searched'`)
  t.ok((audited[0]?.count ?? 0) >= 11, 'every answered search by number is audited')
})

test('calls at the same time share the guesses that are left', async (t) => {
  const { reader } = await known(t, { wrongGuessesPerHour: 5 })
  const asked = Array.from({ length: 20 }, () => reader.post('/v1/persons/search', { nik: WRONG_NIK, name: RINA.name }))
  const statuses = (await Promise.all(asked)).map(({ status }) => status)
  t.equal(statuses.filter((status) => status === 200).length, 5, statuses.join())
})
