import { test } from 'tap'
import { recordWith } from '../../support/registry/review-registry.js'
import { client } from '../../support/http/client.js'
import { keyWith, serviceWithRecords } from '../../support/http/service-with-records.js'

const INSIDE = '35.12.09.2001'
const OUTSIDE = '35.13.02.2004'
const KK = '3512090203110007'
const GUESSES = 12

const twin = { name: 'RATNASARI WULANDARI', dob: '1979-11-23', sex: 'P' }
/** A person unlike all others: the names and years differ. */
function personOf(at: number, family: string, month: string) {
  const letter = 'ABDEGHIJKLMN'.charAt(at)
  const name = `${letter}U${letter}INTAN ${family}`
  return { name, nik: `35130215${month}${60 + at}0001`, dob: `19${60 + at}-${month}-15`, sex: 'L' }
}

/** The person in the area may be one with a person outside of it, and lives with a person whose village is outside. */
const RECORDS = [
  recordWith('dtks', 'a', {
    ...twin,
    nik: '3512096311790001',
    village_code: INSIDE,
    kk: KK,
    shdk: 'KEPALA KELUARGA',
    address: 'JL KENANGA 4',
  }),
  recordWith('dtks', 'b', {
    name: 'BAGUS PRAKOSO',
    dob: '2001-02-13',
    sex: 'L',
    village_code: OUTSIDE,
    kk: KK,
    shdk: 'ANAK',
    address: 'JL KENANGA 4',
  }),
  recordWith('p3ke', 'c', { ...twin, nik: '3513026311790007', village_code: OUTSIDE, address: 'GANG BUNTU 90' }),
  ...Array.from({ length: GUESSES }, (_, at) =>
    recordWith('p3ke', `hidden-${at}`, { ...personOf(at, 'SEMBUNYI', '06'), village_code: OUTSIDE }),
  ),
]

test('nothing that a key of an area reads names a person, household or conflict outside of it', async (t) => {
  const service = await serviceWithRecords(t, RECORDS)
  const admin = client(t, service)
  const full = admin.as(await keyWith(admin, { roles: ['steward'], scopes: ['pii:read'] }))
  const local = admin.as(
    await keyWith(admin, { roles: ['steward'], scopes: ['pii:read'], area_prefix: INSIDE.slice(0, 8) }),
  )
  const outside = (await full.post('/v1/persons/search', { area_code: OUTSIDE })).body.items as { id: string }[]
  t.equal(outside.length, GUESSES + 2)
  const [own] = (await local.post('/v1/persons/search', { area_code: INSIDE })).body.items as {
    id: string
    household_id: string
  }[]
  if (own === undefined) throw new Error('nobody in the area')
  const paths = [
    `/v1/persons/${own.id}?include=records,evidence,history`,
    `/v1/persons/${own.id}/explanation`,
    `/v1/households/${own.household_id}?include=history`,
    '/v1/conflicts',
    '/v1/exports/links',
    '/v1/sources/dtks/records/a',
  ]
  const hidden = [...outside.map(({ id }) => id), 'PRAKOSO', 'GANG BUNTU', OUTSIDE]
  const conflicts = (await full.get('/v1/conflicts')).body.items as { id: string; area: string | null }[]
  for (const { id, area } of conflicts) if (area?.startsWith(INSIDE.slice(0, 8)) !== true) hidden.push(id)
  for (const path of paths) {
    const { status, text } = await local.get(path)
    t.equal(status, 200, path.replace(/[0-9a-f-]{36}/, '{id}'))
    for (const secret of hidden) t.notOk(text.includes(secret), `nothing outside in ${path.split('/')[2] ?? ''}`)
  }
  const all = (await full.get(`/v1/persons/${own.id}/explanation`)).body as { not_joined: unknown[] }
  const seen = (await local.get(`/v1/persons/${own.id}/explanation`)).body as {
    not_joined: unknown[]
    outside_area: number
  }
  t.ok(all.not_joined.length > 0, 'the possible duplicate is outside')
  t.same([seen.not_joined, seen.outside_area], [[], all.not_joined.length], 'only how many')
})

test('no status and no conflict of a record that is put tells whether a person or a record exists outside', async (t) => {
  const service = await serviceWithRecords(t, RECORDS)
  const admin = client(t, service)
  const sender = admin.as(
    await keyWith(admin, { roles: ['producer'], sources: ['dtks', 'p3ke'], area_prefix: INSIDE.slice(0, 8) }),
  )
  const answers = new Set<string>()
  for (let at = 0; at < GUESSES; at += 1) {
    for (const guess of [personOf(at, 'SEMBUNYI', '06'), personOf(at, 'TERBUKA', '07')]) {
      const path = `/v1/sources/dtks/records/guess-${guess.dob}`
      const { status, body } = await sender.put(path, { ...guess, village_code: INSIDE })
      answers.add(JSON.stringify([status, body['conflicts']]))
    }
    const headers = { 'if-match': '"987654"' }
    const mine = { name: 'SIAPA SAJA', village_code: INSIDE }
    const [there, nowhere] = [
      await sender.put(`/v1/sources/p3ke/records/hidden-${at}`, mine, { headers }),
      await sender.put(`/v1/sources/p3ke/records/nobody-${at}`, mine, { headers }),
    ]
    t.same([there.status, there.body['code']], [nowhere.status, nowhere.body['code']])
    t.equal((await sender.get(`/v1/sources/p3ke/records/hidden-${at}`)).status, 404)
    t.equal((await sender.delete(`/v1/sources/p3ke/records/hidden-${at}`)).status, 404)
  }
  t.same([...answers], ['[201,[]]'], 'all answers are equal')
})
