import { test } from 'tap'
import { nameTerms } from '../../../src/domain/registry/golden/person-terms.js'
import { AMINAH, DJOKO, familyService, LESTARI, SUSANTO, VILLAGE } from '../../support/http/family-service.js'

test('persons are found by name, date and number, in any spelling, within an area', async (t) => {
  const { full, link } = await familyService(t)
  await link('dtsen', 'E-2', { ...AMINAH, kk: '1606010202160009', village_code: VILLAGE })
  const searches: readonly [string, object, readonly string[]][] = [
    ['NIK', { nik: AMINAH.nik }, [AMINAH.name]],
    ['a NIK that no person has', { nik: '1606015206850009' }, []],
    ['KK', { kk: SUSANTO.kk }, [LESTARI.name, AMINAH.name, SUSANTO.name]],
    ['phone, as commonly written', { phone: '+62 813-6721-4455' }, [AMINAH.name]],
    ['name in another order and spelling', { name: 'aminah sitti' }, [AMINAH.name]],
    ['old spelling', { name: 'Joko Susilo' }, [DJOKO.name]],
    ['one word of a name', { name: 'lestari' }, [LESTARI.name]],
    ['a word too many', { name: 'dewi lestari aminah' }, []],
    ['name and birth date', { name: 'djoko', birth_date: '1975-10-10' }, [DJOKO.name]],
    ['name and year', { name: 'djoko', birth_date: '1975' }, [DJOKO.name]],
    ['name and another year', { name: 'djoko', birth_date: '1976' }, []],
    ['name and sex', { name: 'dewi', sex: 'L' }, []],
    ['village', { area_code: VILLAGE }, [LESTARI.name, AMINAH.name, SUSANTO.name]],
    ['regency as digits', { area_code: '1607' }, [DJOKO.name]],
    ['kecamatan that only looks like it', { area_code: '16.06.0' + '2' }, []],
    ['list', { area_code: '16', source: 'disdukcapil' }, [AMINAH.name]],
    ['name elsewhere', { name: 'djoko', area_code: '16.06' }, []],
  ]
  for (const [name, search, expected] of searches) {
    const { status, body } = await full.post('/v1/persons/search', search)
    t.equal(status, 200, name)
    t.same((body.items ?? []).map((item) => item['name']).sort(), expected.toSorted(), name)
  }
})

test('pages of a search follow each other without gaps or repeats', async (t) => {
  const { full, link } = await familyService(t)
  const names = ['AYU', 'BUNGA', 'CITRA', 'DARA', 'ELOK', 'FITRI', 'GITA']
  await Promise.all(
    names.map((name, at) =>
      link('dtks', `P-${at}`, {
        name: `${name} PERTIWI`,
        dob: `19${70 + at}-03-0${at + 1}`,
        village_code: `16.06.0${(at % 3) + 2}.2001`,
      }),
    ),
  )
  for (const search of [{ name: 'pertiwi' }, { area_code: '16.06' }, { name: 'pertiwi', area_code: '16.06' }]) {
    const all = await full.post('/v1/persons/search', { ...search, limit: 100 })
    const seen: unknown[] = []
    for (let cursor: unknown = undefined, pages = 0; pages < 20; pages += 1) {
      const { body } = await full.post('/v1/persons/search', {
        ...search,
        limit: 2,
        ...(cursor === undefined ? {} : { cursor }),
      })
      seen.push(...(body.items ?? []).map(({ id }) => id))
      cursor = body['next']
      if (cursor === null) break
    }
    t.same(
      seen,
      (all.body.items ?? []).map(({ id }) => id),
    )
    t.ok(seen.length >= names.length)
  }
})

test('a person is found by the present name, not by a former one', async (t) => {
  const { full, link } = await familyService(t)
  await link('dtks', 'A-9', { ...DJOKO, name: 'KARTOLO' })
  t.same((await full.post('/v1/persons/search', { name: 'djoko' })).body.items, [])
  t.equal((await full.post('/v1/persons/search', { name: 'kartolo' })).body.items?.length, 1)
})

test('a search for all persons, for nothing or of invalid form is refused', async (t) => {
  const { full, reader } = await familyService(t)
  const wrong: readonly [object, number, string][] = [
    [{}, 422, 'VALUE_INVALID'],
    [{ sex: 'P' }, 422, 'VALUE_INVALID'],
    [{ name: '--' }, 422, 'VALUE_INVALID'],
    [{ nik: '16' }, 422, 'BODY_INVALID'],
    [{ nik: "1606015206850002' OR '1'='1" }, 422, 'BODY_INVALID'],
    [{ name: 'x'.repeat(101) }, 422, 'BODY_INVALID'],
    [{ name: 'siti', order: 'name; DROP TABLE persons' }, 422, 'BODY_INVALID'],
    [{ name: 'siti', limit: 100_000 }, 422, 'BODY_INVALID'],
    [{ area_code: '16%' }, 422, 'BODY_INVALID'],
    [{ name: 'siti', cursor: 'eyJhIjoxfQ' }, 400, 'CURSOR_INVALID'],
  ]
  for (const [search, status, code] of wrong) {
    t.match(
      await full.post('/v1/persons/search', search),
      { status, body: { code } },
      JSON.stringify(search).slice(0, 60),
    )
  }
  t.same((await full.post('/v1/persons/search', { name: "o'; DROP TABLE persons; --" })).body.items, [])
  t.match(await reader.post('/v1/households/search', { desil: [1] }), { status: 422, body: { code: 'VALUE_INVALID' } })
})

test('names that sound alike have the same terms', async (t) => {
  const alike = [
    ['DJOKO SOESILO', 'JOKO SUSILO'],
    ['MOCH. SOLEH', 'MUHAMMAD SHOLEH'],
    ['NURHAYATI', 'NUR HAYATI'],
    ['HJ. SITI FATIMAH', 'SITI PATIMAH'],
  ] as const
  for (const [a, b] of alike) t.same([...nameTerms(a)].sort(), [...nameTerms(b)].sort(), `${a} and ${b}`)
  t.same(nameTerms('M'), [])
})
