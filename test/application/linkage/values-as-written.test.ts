import sql from 'sql-template-tag'
import { test, type Test } from 'tap'
import { unpackGolden, type PackedGolden } from '../../../src/domain/registry/golden/packed-golden.js'
import type { GoldenPerson } from '../../../src/domain/registry/golden/values/golden-value.js'
import { recordWith, reviewRegistry } from '../../support/registry/review-registry.js'
import type { TestRecord } from '../../support/registry/test-registry.js'

interface Linked {
  readonly persons: readonly GoldenPerson[]
  readonly households: readonly { readonly members: number; readonly absent: number }[]
  readonly conflicts: readonly string[]
  readonly violations: readonly string[]
}

/** Links the records, and returns what the registry then holds. */
async function linked(t: Test, records: readonly TestRecord[]): Promise<Linked> {
  const { testRegistry, openKinds } = await reviewRegistry(t, records)
  const { conn } = testRegistry.database
  const persons = await conn.read<{ golden: PackedGolden; ids: string[] }>(
    sql`SELECT golden, record_ids AS ids FROM persons WHERE state = 'live'`,
  )
  const households = await conn.read<{ members: number; golden: { absent?: string[] } }>(
    sql`SELECT cardinality(person_ids) AS members, golden FROM households WHERE state = 'live'`,
  )
  return {
    persons: persons.map(({ golden, ids }) => unpackGolden(golden, ids)),
    households: households.map(({ members, golden }) => ({ members, absent: golden.absent?.length ?? 0 })),
    conflicts: await openKinds(),
    violations: await testRegistry.violations(),
  }
}

const AGUSTINA = { name: 'AGUSTINA WANGGAI', dob: '1984-10-22', sex: 'P' }

test('one village before and after a new province is one', async (t) => {
  for (const [before, now] of [
    ['91.04.01.1002', '94.01.01.1002'],
    ['92.05.17.2003', '96.03.16.2003'],
    ['64.05.02.1001', '65.03.02.1001'],
  ] as const) {
    const old = await linked(t, [
      recordWith('dtks', 'a', { ...AGUSTINA, village_code: before }),
      recordWith('p3ke', 'b', { ...AGUSTINA, village_code: now }),
    ])
    t.equal(old.persons.length, 1, before)
    t.equal(old.persons[0]?.village_code?.value, now)
    t.same(old.violations, [])
  }
})

test('a number made by a village is nobody’s, however many have it', async (t) => {
  for (const nik of ['0160611200300017', '0032750120030001', '9916061120030017']) {
    const { persons, conflicts } = await linked(t, [
      recordWith('dtks', 'a', { name: 'RATNA JUWITA', dob: '1990-11-03', sex: 'P', nik, kk: '1606110405120007' }),
      recordWith('p3ke', 'b', { name: 'BAHARUDDIN', dob: '1957-02-14', sex: 'L', nik, kk: '1606110909100003' }),
    ])
    t.equal(persons.length, 2, nik)
    t.same(conflicts, [], nik)
    t.same(persons.map((person) => person.nik), [undefined, undefined], nik) // prettier-ignore
  }
})

test('a name that a program damaged is the name', async (t) => {
  const person = { dob: '1972-05-30', sex: 'L', village_code: '16.06.02.2001' }
  for (const damaged of ['NUâ€™MAN HAKIM', 'NU&#39;MAN HAKIM', 'NU?MAN HAKIM', 'NUÃ¢â‚¬â„¢MAN HAKIM']) {
    const { persons, conflicts } = await linked(t, [
      recordWith('dtks', 'a', { ...person, name: damaged }),
      recordWith('p3ke', 'b', { ...person, name: "NU'MAN HAKIM" }),
    ])
    t.equal(persons.length, 1, damaged)
    t.equal(persons[0]?.name?.value, "NU'MAN HAKIM", damaged)
    t.same(conflicts, [], damaged)
  }
})

test('who moved away by the register leaves the household to the others, and shows why', async (t) => {
  const kk = '1606110203110004'
  const { persons, households, violations } = await linked(t, [
    recordWith('disdukcapil', 'a', { name: 'MUSTOFA', dob: '1968-08-09', sex: 'L', nik: '1606110908680003', kk, shdk: 'KEPALA KELUARGA' }, { status: 'PINDAH' }), // prettier-ignore
    recordWith('disdukcapil', 'b', { name: 'HALIMAH', dob: '1971-04-17', sex: 'P', nik: '1606115704710002', kk, shdk: 'ISTRI' }, { status: 'HIDUP' }), // prettier-ignore
  ])
  t.same(households, [{ members: 1, absent: 1 }])
  t.same(persons.flatMap(({ absence }) => absence?.value ?? []), ['moved']) // prettier-ignore
  t.same(violations, [])
})
