import sql from 'sql-template-tag'
import { test } from 'tap'
import { relink } from '../../support/registry/random-changes.js'
import { put, type TestRecord, testRecord, withdrawal, TestRegistry } from '../../support/registry/test-registry.js'

type Values = Partial<TestRecord['record']>

const NOTHING: TestRecord['record'] = {
  source: '',
  source_key: '',
  nik: '',
  kk: '',
  name: '',
  dob: '',
  sex: '',
  birthplace: '',
  mother_name: '',
  address: '',
  rt: '',
  rw: '',
  village_code: '',
  phone: '',
  shdk: '',
  household_ref: '',
}

/** Two persons who moved to another regency under a new family card; both records have only a common name and the birth date. */
function couple(source: string, household: Values): TestRecord[] {
  const husband = { name: 'BUDI', dob: '1980-12-31', sex: 'L' }
  const wife = { name: 'SITI', dob: '1982-04-05', sex: 'P' }
  return [husband, wife].map((person, at) =>
    testRecord({ ...NOTHING, ...household, ...person, source, source_key: `${source}-${at}`, household_ref: 'F-1' }),
  )
}

const THERE = couple('dtks', { kk: '1606010101150003', village_code: '16.06.01.2001' })
const HERE = couple('p3ke', { kk: '1671020202200004', village_code: '16.71.02.1001' })

async function edgesOf(testRegistry: TestRegistry, { id }: TestRecord): Promise<readonly string[]> {
  const rows = await testRegistry.database.conn.read<{ other: string }>(
    sql`SELECT other_id AS other FROM edges WHERE record_id = ${id}`,
  )
  return rows.map(({ other }) => other)
}

test('a family that was linked before is evidence for a distant record', async (t) => {
  const testRegistry = await TestRegistry.open(t)
  const [husband, wife] = HERE as [TestRecord, TestRecord]
  const [former] = THERE as [TestRecord, TestRecord]
  await testRegistry.link(THERE.map(put))
  await testRegistry.link([put(husband)])
  t.same(await edgesOf(testRegistry, husband), [], 'a common name and a day are not enough')
  await testRegistry.link([put(wife)])
  t.same(await edgesOf(testRegistry, husband), [former.id], 'the wife beside both is')
  t.same(await testRegistry.violations(), [])

  await testRegistry.clear()
  await testRegistry.link(THERE.map(put))
  await testRegistry.link(HERE.map(put))
  t.same(await edgesOf(testRegistry, husband), [former.id])
  t.same(await testRegistry.violations(), [])
})

test('family evidence stays when the record of a member changes', async (t) => {
  const testRegistry = await TestRegistry.open(t)
  const [husband] = HERE as [TestRecord, TestRecord]
  const [former] = THERE as [TestRecord, TestRecord]
  await testRegistry.link([...THERE, ...HERE].map(put))
  await testRegistry.link([put(testRecord({ ...husband.record, phone: '081367000111' }))])
  t.same(await edgesOf(testRegistry, husband), [former.id])
  t.same(await testRegistry.violations(), [])
})

test('a new record that resembles a record changed in the same pass is evidence for its family', async (t) => {
  const testRegistry = await TestRegistry.open(t)
  const [husband, wife] = HERE as [TestRecord, TestRecord]
  const [former, formerWife] = THERE as [TestRecord, TestRecord]
  await testRegistry.link([...THERE, wife].map(put))
  t.same(await edgesOf(testRegistry, wife), [])
  await testRegistry.link([put(testRecord({ ...former.record, phone: '081367000111' })), put(husband)])
  t.same(await edgesOf(testRegistry, wife), [formerWife.id])
  t.same(await testRegistry.violations(), [])
})

test('a new record with another birth date is linked by its family', async (t) => {
  const testRegistry = await TestRegistry.open(t)
  const [husband, wife] = HERE as [TestRecord, TestRecord]
  const [former] = THERE as [TestRecord, TestRecord]
  const known = testRecord({ ...former.record, dob: '1980-03-05' })
  const mistaken = testRecord({ ...husband.record, dob: '1980-05-03' })
  await testRegistry.link([known, ...THERE.slice(1), wife].map(put))
  await testRegistry.link([put(mistaken)])
  t.same(await edgesOf(testRegistry, mistaken), [known.id])
  t.same(await testRegistry.violations(), [])
})

test('a single record gains a family while its record in another source is withdrawn', async (t) => {
  const testRegistry = await TestRegistry.open(t)
  const [husband, wife] = THERE as [TestRecord, TestRecord]
  const listed = { ...wife.record, nik: '1606014504820003' }
  const [here, elsewhere] = [testRecord(listed), testRecord({ ...listed, source: 'disdukcapil', source_key: 'd-1' })]
  await testRegistry.link([here, elsewhere].map(put))
  t.same(await edgesOf(testRegistry, here), [elsewhere.id])
  await testRegistry.link([put(husband), withdrawal(elsewhere)])
  t.same(await edgesOf(testRegistry, here), [])
  t.same(await testRegistry.violations(), [])
})

test('a child under the NIK of the mother is no candidate by that NIK when linked alone', async (t) => {
  const testRegistry = await TestRegistry.open(t)
  const household = { ...NOTHING, source: 'dtks', kk: '1606010101150003', nik: '1606015503800004' }
  const mother = testRecord({ ...household, source_key: 'dtks-0', name: 'SITI AMINAH', dob: '1980-03-15', sex: 'P' })
  const child = testRecord({ ...household, source_key: 'dtks-1', name: 'UMAR', dob: '2011-11-02', sex: 'L' })
  await testRegistry.link([mother, child].map(put))
  const stamp = await testRegistry.checksum()
  await relink(testRegistry, [child])
  t.equal(await testRegistry.checksum(), stamp)
  t.same(await testRegistry.violations(), [])
})

test('a new record under the NIK of a child is linked by name and birth date', async (t) => {
  const testRegistry = await TestRegistry.open(t)
  const niks = { husband: '1606010503800009', wife: '1606014504820003', child: '1606011206120001' }
  const household = (source: string): TestRecord[] => {
    const [husband, wife] = couple(source, { kk: '1606010101150003' }) as [TestRecord, TestRecord]
    const child = { name: 'RIFKI', dob: '2012-06-12', sex: 'L', nik: niks.child, source_key: `${source}-2` }
    const parents = [
      testRecord({ ...husband.record, nik: niks.husband }),
      testRecord({ ...wife.record, nik: niks.wife }),
    ]
    return [...parents, testRecord({ ...husband.record, ...child })]
  }
  const [husband, wife, child] = household('dtsen') as [TestRecord, TestRecord, TestRecord]
  await testRegistry.link([...household('dtks'), wife, child].map(put))
  await testRegistry.link([
    put(testRecord({ ...child.record, phone: '081367000111' })),
    put(testRecord({ ...husband.record, nik: niks.child })),
  ])
  t.same(await testRegistry.violations(), [])
})
