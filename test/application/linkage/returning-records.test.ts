import sql from 'sql-template-tag'
import { test } from 'tap'
import { revertBatch } from '../../../src/application/batches/revert-batch.js'
import { followSuccessors } from '../../../src/application/context/successors.js'
import { findHouseholds } from '../../../src/storage/households/households.js'
import { findPersons } from '../../../src/storage/persons/persons.js'
import { addTestSource, notRefused, sendBatch } from '../../support/batches/process-batch.js'
import { perform } from '../../support/registry/perform.js'
import { recordWith } from '../../support/registry/review-registry.js'
import { put, TestRegistry, withdrawal } from '../../support/registry/test-registry.js'

interface Place {
  readonly person: string
  readonly household: string | null
}

/** The person and household of each live record, by source key. */
async function places({ database }: TestRegistry): Promise<Readonly<Record<string, Place>>> {
  const rows = await database.conn.read<Place & { key: string }>(sql`
    SELECT l.source_key AS key, l.person_id AS person, p.household_id AS household
    FROM live_records l JOIN persons p USING (person_id) ORDER BY l.source_key`)
  return Object.fromEntries(rows.map(({ key, person, household }) => [key, { person, household }]))
}

/** Whether an id of a person leads to a live one, and to which. */
async function leadsTo({ database: { conn } }: TestRegistry, id: string | undefined): Promise<string | undefined> {
  const state = (await followSuccessors([id ?? ''], (ids) => findPersons(conn, ids))).get(id ?? '')
  return state?.kind === 'moved' ? state.survivor : state?.kind === 'live' ? id : state?.kind
}

const WIDOW = recordWith('dtks', 'w', {
  name: 'MARDIANA',
  dob: '1961-09-14',
  sex: 'P',
  nik: '1606025409610003',
  kk: '1606021107090044',
  village_code: '16.06.02.2004',
})
const SON = recordWith('dtks', 's', {
  name: 'JONI ISKANDAR',
  dob: '1988-02-27',
  sex: 'L',
  nik: '1606022702880001',
  kk: '1606021107090044',
  village_code: '16.06.02.2004',
})

test('a record that was withdrawn and sent again has the person and the household of before', async (t) => {
  for (const people of [[WIDOW], [WIDOW, SON]]) {
    const testRegistry = await TestRegistry.open(t)
    await testRegistry.link(people.map(put))
    const before = await places(testRegistry)
    await testRegistry.link(people.map(withdrawal))
    t.equal(await leadsTo(testRegistry, before['w']?.person), 'gone')
    await testRegistry.link(people.map(put))
    t.same(await places(testRegistry), before)
    t.equal(await leadsTo(testRegistry, before['w']?.person), before['w']?.person)
    t.same(await testRegistry.violations(), [])
  }
})

test('a member of a household that was withdrawn and sent again is back in it', async (t) => {
  const testRegistry = await TestRegistry.open(t)
  await testRegistry.link([put(WIDOW), put(SON)])
  const before = await places(testRegistry)
  await testRegistry.link([withdrawal(SON)])
  await testRegistry.link([put(SON)])
  t.same(await places(testRegistry), before)
})

test('the id of a person whose record comes back to another person leads there', async (t) => {
  const testRegistry = await TestRegistry.open(t)
  const elsewhere = recordWith('p3ke', 'w', { ...WIDOW.record, source_key: 'v' })
  await testRegistry.link([put(WIDOW)])
  const before = await places(testRegistry)
  await testRegistry.link([withdrawal(WIDOW)])
  await testRegistry.link([put({ ...elsewhere, sourceKey: 'v' })])
  const meanwhile = await places(testRegistry)
  t.not(meanwhile['v']?.person, before['w']?.person)
  await testRegistry.link([put(WIDOW)])
  t.equal((await places(testRegistry))['w']?.person, meanwhile['v']?.person)
  t.equal(await leadsTo(testRegistry, before['w']?.person), meanwhile['v']?.person)
  t.same(await testRegistry.violations(), [])
})

const HEADER = 'source_key,nik,kk,name,dob,sex,village_code'

/** A village of families of three, each member with a number of their own. */
function village(families: number): string[] {
  const given = ['ROSIDI', 'ZULEHA', 'ANDIKA', 'MARNI', 'YUSUP', 'TUMINAH', 'DARSONO', 'LASTRI', 'PAIJAN']
  return Array.from({ length: families * 3 }, (_, at) => {
    const [day, year] = [String(1 + (at % 27)).padStart(2, '0'), 1950 + at]
    const nik = `160602${day}06${String(year).slice(2)}${String(at + 1).padStart(4, '0')}`
    const kk = `1606020506080${String(100 + Math.floor(at / 3))}`
    return `r${at},${nik},${kk},${given[at % 9]} ${given[(at + 4) % 9]},${year}-06-${day},L,16.06.02.2004`
  })
}

test('the reversal of a short full list brings back the ids of the persons and households that it withdrew', async (t) => {
  const testRegistry = await TestRegistry.open(t)
  await addTestSource(testRegistry.registry, 'canonical', { code: 'desa' })
  const rows = village(6)
  const send = async (sent: readonly string[]): Promise<string> => {
    const file = `${[HEADER, ...sent].join('\n')}\n`
    const { id } = await sendBatch(testRegistry.registry, file, { source: 'desa', mode: 'snapshot' })
    await testRegistry.settle()
    return id
  }
  await send(rows)
  const before = await places(testRegistry)
  // A whole family of three, whose household ends.
  const wrong = await send(rows.slice(0, -3))
  t.equal(Object.keys(await places(testRegistry)).length, rows.length - 3)
  notRefused(await perform(testRegistry.registry, revertBatch, { id: wrong, by: 'admin' }))
  await testRegistry.settle()
  t.same(await places(testRegistry), before)
  const households = await findHouseholds(testRegistry.database.conn, [before['r17']?.household ?? ''])
  t.match(households, [{ state: 'live' }])
  t.same(await testRegistry.violations(), [])
})
