import sql from 'sql-template-tag'
import { test } from 'tap'
import { put, type Said, said, World } from './world.js'

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
