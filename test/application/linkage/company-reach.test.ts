import sql from 'sql-template-tag'
import { test } from 'tap'
import { relink } from '../../support/registry/acts.js'
import { put, type Said, said, withdrawal, World } from '../../support/registry/world.js'

type Values = Partial<Said['record']>

const NOTHING: Said['record'] = {
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

/** Two who moved to another regency and took a new family card: of neither more is known than a common name and the day. */
function couple(source: string, home: Values): Said[] {
  const husband = { name: 'BUDI', dob: '1980-03-05', sex: 'L' }
  const wife = { name: 'SITI', dob: '1982-04-05', sex: 'P' }
  return [husband, wife].map((person, at) =>
    said({ ...NOTHING, ...home, ...person, source, source_key: `${source}-${at}`, household_ref: 'F-1' }),
  )
}

const THERE = couple('dtks', { kk: '1606010101150003', village_code: '16.06.01.2001' })
const HERE = couple('p3ke', { kk: '1671020202200004', village_code: '16.71.02.1001' })

async function edgesOf(world: World, { id }: Said): Promise<readonly string[]> {
  const rows = await world.database.conn.read<{ other: string }>(
    sql`SELECT other_id AS other FROM edges WHERE record_id = ${id}`,
  )
  return rows.map(({ other }) => other)
}

test('company speaks for somebody far away whose family was linked before', async (t) => {
  const world = await World.open(t)
  const [husband, wife] = HERE as [Said, Said]
  const [former] = THERE as [Said, Said]
  await world.change(THERE.map(put))
  await world.change([put(husband)])
  t.same(await edgesOf(world, husband), [], 'a common name and a day are not enough')
  await world.change([put(wife)])
  t.same(await edgesOf(world, husband), [former.id], 'the wife beside both is')
  t.same(await world.faults(), [])

  await world.empty()
  await world.change(THERE.map(put))
  await world.change(HERE.map(put))
  t.same(await edgesOf(world, husband), [former.id])
  t.same(await world.faults(), [])
})

test('company goes on to speak for somebody of whom a list has news', async (t) => {
  const world = await World.open(t)
  const [husband] = HERE as [Said, Said]
  const [former] = THERE as [Said, Said]
  await world.change([...THERE, ...HERE].map(put))
  await world.change([put(said({ ...husband.record, phone: '081367000111' }))])
  t.same(await edgesOf(world, husband), [former.id])
  t.same(await world.faults(), [])
})

test('a newcomer who resembles somebody whose record changes in the same pass speaks for the others', async (t) => {
  const world = await World.open(t)
  const [husband, wife] = HERE as [Said, Said]
  const [former, formerWife] = THERE as [Said, Said]
  await world.change([...THERE, wife].map(put))
  t.same(await edgesOf(world, wife), [])
  await world.change([put(said({ ...former.record, phone: '081367000111' })), put(husband)])
  t.same(await edgesOf(world, wife), [formerWife.id])
  t.same(await world.faults(), [])
})

test('a newcomer of another birth date is known by those who stand beside them already', async (t) => {
  const world = await World.open(t)
  const [husband, wife] = HERE as [Said, Said]
  const [former] = THERE as [Said, Said]
  const mistaken = said({ ...husband.record, dob: '1980-05-03' })
  await world.change([...THERE, wife].map(put))
  await world.change([put(mistaken)])
  t.same(await edgesOf(world, mistaken), [former.id])
  t.same(await world.faults(), [])
})

test('somebody alone in a list gets a family and loses their record in another list at once', async (t) => {
  const world = await World.open(t)
  const [husband, wife] = THERE as [Said, Said]
  const listed = { ...wife.record, nik: '1606014504820003' }
  const [here, elsewhere] = [said(listed), said({ ...listed, source: 'disdukcapil', source_key: 'd-1' })]
  await world.change([here, elsewhere].map(put))
  t.same(await edgesOf(world, here), [elsewhere.id])
  await world.change([put(husband), withdrawal(elsewhere)])
  t.same(await edgesOf(world, here), [])
  t.same(await world.faults(), [])
})

test('a child who is listed under the NIK of the mother is found by it no more when looked at alone', async (t) => {
  const world = await World.open(t)
  const home = { ...NOTHING, source: 'dtks', kk: '1606010101150003', nik: '1606015503800004' }
  const mother = said({ ...home, source_key: 'dtks-0', name: 'SITI AMINAH', dob: '1980-03-15', sex: 'P' })
  const child = said({ ...home, source_key: 'dtks-1', name: 'UMAR', dob: '2011-11-02', sex: 'L' })
  await world.change([mother, child].map(put))
  const stamp = await world.stamp()
  await relink(world, [child])
  t.equal(await world.stamp(), stamp)
  t.same(await world.faults(), [])
})

test('a newcomer who comes under the NIK of a child is known by name and birth date', async (t) => {
  const world = await World.open(t)
  const niks = { husband: '1606010503800009', wife: '1606014504820003', child: '1606011206120001' }
  const household = (source: string): Said[] => {
    const [husband, wife] = couple(source, { kk: '1606010101150003' }) as [Said, Said]
    const child = { name: 'RIFKI', dob: '2012-06-12', sex: 'L', nik: niks.child, source_key: `${source}-2` }
    const parents = [said({ ...husband.record, nik: niks.husband }), said({ ...wife.record, nik: niks.wife })]
    return [...parents, said({ ...husband.record, ...child })]
  }
  const [husband, wife, child] = household('dtsen') as [Said, Said, Said]
  await world.change([...household('dtks'), wife, child].map(put))
  await world.change([
    put(said({ ...child.record, phone: '081367000111' })),
    put(said({ ...husband.record, nik: niks.child })),
  ])
  t.same(await world.faults(), [])
})
