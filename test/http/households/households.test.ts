import { test } from 'tap'
import { countedPersons } from '../../../src/application/households/counted-persons.js'
import { withdrawal, type testRecord } from '../../support/registry/test-registry.js'
import { AMINAH, familyService, LESTARI, onlyPerson, SUSANTO, VILLAGE } from '../../support/http/family-service.js'

test('a household shows its members, house, programmes and the persons that aid is counted for', async (t) => {
  const known = await familyService(t)
  const { body: found } = await known.full.post('/v1/households/search', { kk: SUSANTO.kk })
  const [summary] = found.items ?? []
  t.match(summary, { head_name: 'SUSANTO', kk: SUSANTO.kk, village_code: VILLAGE, size: 3, desil: 1 })
  const { body, status, headers } = await known.full.get(`/v1/households/${String(summary?.id)}?include=history`)
  t.equal(status, 200)
  t.equal(headers.etag, `"${String(body.version)}"`)
  t.match(body, {
    kk: { value: SUSANTO.kk, from: { source: String } },
    desil: { value: 1, from: { source: 'dtsen', source_key: 'E-1' } },
    house: { floor: { value: 'TANAH', from: { source: 'dtks', source_key: 'A-1' } } },
    size: 3,
    counted_persons: 2,
    deceased: [],
  })
  const members = body['members'] as {
    name: string
    relation: string
    is_head: boolean
    reason: string
    enrolments: object[]
  }[]
  t.same(members.map(({ name, relation, is_head }) => [name, relation, is_head]).sort(), [
    ['DEWI LESTARI', 'child', false],
    ['SITI AMINAH', 'wife', false],
    ['SUSANTO', 'head', true],
  ])
  t.equal(members[0]?.name, 'SUSANTO', 'the head comes first')
  t.match(members[0]?.enrolments, [{ programme: 'Bantu Umak' }, { programme: 'PKH' }])
  t.match(body['history'], {
    members: [{ until: null }, { until: null }, { until: null }],
    kks: [{ kk: SUSANTO.kk, records: 8 }],
  })
})

test('households are found by area, head, desil and facts of the house', async (t) => {
  const { full } = await familyService(t)
  const searches: readonly [object, number][] = [
    [{ area_code: VILLAGE }, 1],
    [{ area_code: '16' }, 2],
    [{ area_code: '16.06', desil: [1, 2] }, 1],
    [{ area_code: '16.06', desil: [3] }, 0],
    [{ area_code: '16', house: { floor: 'tanah' } }, 1],
    [{ area_code: '16', house: { floor: 'keramik' } }, 0],
    [{ head_name: 'susanto' }, 1],
    [{ head_name: AMINAH.name }, 0],
    [{ head_name: 'susanto', area_code: '16.07' }, 0],
    [{ kk: '1606010101150009' }, 0],
  ]
  for (const [search, count] of searches) {
    const { body } = await full.post('/v1/households/search', search)
    t.equal(body.items?.length, count, JSON.stringify(search))
  }
})

test('numbers of a household are masked without the scope, and other areas do not exist', async (t) => {
  const known = await familyService(t)
  const { body } = await known.full.post('/v1/households/search', { kk: SUSANTO.kk })
  const id = String(body.items?.[0]?.id)
  for (const answered of [
    await known.reader.get(`/v1/households/${id}?include=history`),
    await known.reader.post('/v1/households/search', { kk: SUSANTO.kk, head_name: SUSANTO.name }),
  ]) {
    t.equal(answered.status, 200)
    for (const number of [SUSANTO.kk, SUSANTO.nik, AMINAH.nik]) t.notOk(answered.text.includes(number))
    t.notOk(answered.text.includes(SUSANTO.kk.slice(-4)))
    t.match(answered.text, /"kk":\{"value":\{"token"|"kk":\{"token"/)
  }
  const elsewhere = await known.keyFor({ roles: ['reader'], area_prefix: '16.07' })
  t.equal((await elsewhere.get(`/v1/households/${id}`)).status, 404)
  t.same((await elsewhere.post('/v1/households/search', { kk: SUSANTO.kk })).body.items, [])
})

test('a household without live members has ended, and a former member is in its history', async (t) => {
  const known = await familyService(t)
  const { body } = await known.full.post('/v1/households/search', { kk: SUSANTO.kk })
  const path = `/v1/households/${String(body.items?.[0]?.id)}`
  const child = await onlyPerson(known, { nik: LESTARI.nik })
  const { linker } = known.service
  const leave = (source: string, sourceKey: string) =>
    linker.link(withdrawal({ source, sourceKey } as ReturnType<typeof testRecord>))
  await leave('dtks', 'A-3')
  await leave('dtsen', 'E-3')
  const smaller = await known.full.get(`${path}?include=history`)
  t.match(smaller.body, { size: 2, history: { members: Array } })
  const { members } = smaller.body['history'] as { members: { person_id: string; until: string | null }[] }
  t.match(members.find(({ person_id }) => person_id === child)?.until, String)
  for (const [source, key] of [
    ['dtks', 'A-1'],
    ['dtks', 'A-2'],
    ['dtsen', 'E-1'],
    ['dtsen', 'E-2'],
    ['disdukcapil', 'D-2'],
    ['bantu-umak', 'B-1'],
  ] as const)
    await leave(source, key)
  t.match(await known.full.get(path), { status: 410, body: { successors: [] } })
})

test('aid is counted by the size of the family', async (t) => {
  const steps = [
    [0, null],
    [1, 1],
    [2, 2],
    [7, 2],
    [8, 3],
    [10, 3],
    [11, null],
  ] as const
  for (const [size, counted] of steps) t.equal(countedPersons(size), counted, String(size))
})
