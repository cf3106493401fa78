import fc from 'fast-check'
import sql from 'sql-template-tag'
import { test } from 'tap'
import { judgePair } from '../../../src/application/judgements/judge-pair.js'
import { reverseJudgement } from '../../../src/application/judgements/reverse-judgement.js'
import { followSuccessors } from '../../../src/application/context/successors.js'
import { listEvents } from '../../../src/storage/access/events.js'
import { findPersons } from '../../../src/storage/persons/persons.js'
import { notRefused } from '../../support/batches/process-batch.js'
import { recordWith, JUDGE } from '../../support/registry/review-registry.js'
import { put, type TestRecord, withdrawal, TestRegistry } from '../../support/registry/test-registry.js'
import { perform } from '../../support/registry/perform.js'

/** Six records that only judgements link: of different names, sexes and years, each in a source of its own. */
const STRANGERS: readonly TestRecord[] = [
  recordWith('dtks', '0', { name: 'BUDI SANTOSO', dob: '1955-08-17', sex: 'L' }),
  recordWith('p3ke', '1', { name: 'JOKO SUSILO', dob: '1975-03-19', sex: 'L' }),
  recordWith('dtsen', '2', { name: 'SITI AMINAH', dob: '1980-05-01', sex: 'P' }),
  recordWith('disdukcapil', '3', { name: 'ROHANA', dob: '1966-12-20', sex: 'P' }),
  recordWith('bantu-umak', '4', { name: 'DEWI LESTARI', dob: '1991-01-06', sex: 'P' }),
  recordWith('muba-survei', '5', { name: 'KARTO WIRYO', dob: '1948-07-02', sex: 'L' }),
]
const stranger = (at: number): TestRecord => STRANGERS[at % STRANGERS.length] as TestRecord

/** Links the records one after the other, the first of them making the oldest person. */
async function worldOf(testRegistry: TestRegistry, people: readonly TestRecord[]): Promise<TestRegistry> {
  for (const person of people) await testRegistry.link([put(person)])
  return testRegistry
}

async function join(testRegistry: TestRegistry, first: TestRecord, second: TestRecord): Promise<string> {
  const order = { ...JUDGE, verdict: 'same', records: [first.id, second.id] } as const
  const { judgementId } = notRefused(await perform(testRegistry.registry, judgePair, order))
  await testRegistry.settle()
  return judgementId
}

async function undo(testRegistry: TestRegistry, judgementId: string): Promise<void> {
  notRefused(await perform(testRegistry.registry, reverseJudgement, { ...JUDGE, judgementId }))
  await testRegistry.settle()
}

/** The person of each record, by the record's key. */
async function owners({ database }: TestRegistry): Promise<Readonly<Record<string, string>>> {
  const rows = await database.conn.read<{ key: string; person: string }>(
    sql`SELECT source_key AS key, person_id AS person FROM live_records ORDER BY source_key`,
  )
  return Object.fromEntries(rows.map(({ key, person }) => [key, person]))
}

/** The household of each person. */
async function homes({ database }: TestRegistry): Promise<Readonly<Record<string, string>>> {
  const rows = await database.conn.read<{ person: string; household: string }>(
    sql`SELECT person_id AS person, household_id AS household FROM persons WHERE state = 'live' ORDER BY person_id`,
  )
  return Object.fromEntries(rows.map(({ person, household }) => [person, household]))
}

async function idStateOf({ database }: TestRegistry, id: string | undefined): Promise<string | undefined> {
  const idStates = await followSuccessors([id ?? ''], (ids) => findPersons(database.conn, ids))
  const idState = idStates.get(id ?? '')
  return idState?.kind === 'moved' ? idState.survivor : idState?.kind
}

/** Every id of a person that was ever assigned, each once. */
async function countPersons({ database }: TestRegistry): Promise<number> {
  return (await database.conn.read(sql`SELECT FROM persons`)).length
}

test('a person that a judgement merged has the old id again once the judgement is reversed', async (t) => {
  const testRegistry = await worldOf(await TestRegistry.open(t), STRANGERS.slice(0, 2))
  const { conn } = testRegistry.database
  const before = await owners(testRegistry)
  const [merged] = await findPersons(conn, [before['1'] ?? ''])
  const judgementId = await join(testRegistry, stranger(0), stranger(1))
  t.same(await owners(testRegistry), { 0: before['0'], 1: before['0'] })
  t.equal(await idStateOf(testRegistry, before['1']), before['0'])
  await undo(testRegistry, judgementId)
  t.same(await owners(testRegistry), before)
  const [returned] = await findPersons(conn, [before['1'] ?? ''])
  t.match(returned, { state: 'live', successorIds: [], version: 3, createdAt: merged?.createdAt })
  t.match(returned, { recordIds: [stranger(1).id], golden: merged?.golden })
  const events = (await listEvents(conn, { after: '0', limit: 100 })).filter(
    ({ subjectId }) => subjectId === merged?.id,
  )
  t.match(events, [
    { kind: 'person.linked' },
    { kind: 'person.merged', content: { successors: [before['0']] } },
    { kind: 'person.linked', content: { records: [stranger(1).id] } },
  ])
  const terms = await conn.read(sql`SELECT FROM person_terms WHERE person_id = ${merged?.id}`)
  t.ok(terms.length > 0, 'they are found by name again')
  t.equal(await countPersons(testRegistry), 2, 'no id was made for it')
  t.same(await testRegistry.violations(), [])
})

test('the older person keeps the id in a merge, whatever the sources and keys of the records', async (t) => {
  const testRegistry = await worldOf(await TestRegistry.open(t), [stranger(1), stranger(0)])
  const before = await owners(testRegistry)
  const judgementId = await join(testRegistry, stranger(0), stranger(1))
  t.same(await owners(testRegistry), { 0: before['1'], 1: before['1'] })
  await undo(testRegistry, judgementId)
  t.same(await owners(testRegistry), before)
})

const SITI = { name: 'SITI DJUWARIYAH', dob: '1980-03-01', sex: 'P' }
const NIK = '1606014103800001'
const PHONE = '081234567890'

test('a person that a record merged has the old id again once the record is withdrawn', async (t) => {
  const link = recordWith('dtsen', 'c', { ...SITI, nik: NIK, phone: PHONE })
  const testRegistry = await worldOf(await TestRegistry.open(t), [
    recordWith('dtks', 'a', { ...SITI, nik: NIK, village_code: '16.06.01.2001' }),
    recordWith('p3ke', 'b', { ...SITI, phone: PHONE, village_code: '16.07.01.2001' }),
  ])
  const before = await owners(testRegistry)
  t.not(before['a'], before['b'])
  await testRegistry.link([put(link)])
  t.same(await owners(testRegistry), { a: before['a'], b: before['a'], c: before['a'] })
  await testRegistry.link([withdrawal(link)])
  t.same(await owners(testRegistry), before)
  t.same(await testRegistry.violations(), [])
})

for (const order of ['last', 'first'] as const) {
  test(`every person of a chain of merges has the old id again when the ${order} merge is undone first`, async (t) => {
    const testRegistry = await worldOf(await TestRegistry.open(t), STRANGERS.slice(0, 4))
    await join(testRegistry, stranger(0), stranger(1))
    const before = await owners(testRegistry)
    const first = await join(testRegistry, stranger(2), stranger(3))
    const second = await join(testRegistry, stranger(1), stranger(2))
    t.same(new Set(Object.values(await owners(testRegistry))), new Set([before['0']]))
    t.equal(await idStateOf(testRegistry, before['3']), before['0'], 'by way of the other')
    for (const each of order === 'last' ? [second, first] : [first, second]) await undo(testRegistry, each)
    t.same(await owners(testRegistry), before)
    t.same(await testRegistry.violations(), [])
  })
}

test('an ended id returns with the group that holds most of its remaining records, also changed ones', async (t) => {
  const testRegistry = await worldOf(await TestRegistry.open(t), STRANGERS)
  for (const at of [0, 1, 3]) await join(testRegistry, stranger(at), stranger(at + 1))
  const within = await join(testRegistry, stranger(4), stranger(5))
  const before = await owners(testRegistry)
  const across = await join(testRegistry, stranger(0), stranger(3))
  t.equal(await idStateOf(testRegistry, before['3']), before['0'])
  await undo(testRegistry, within)
  t.equal(await idStateOf(testRegistry, before['3']), before['0'], 'two of three records are still with the other')
  t.notOk([before['0'], before['3']].includes((await owners(testRegistry))['5']), 'and the third is a person alone')
  const renamed = { ...stranger(4), record: { ...stranger(4).record, name: 'DEWI SARTIKA' } }
  await testRegistry.link([withdrawal(stranger(3)), put(renamed)])
  await undo(testRegistry, across)
  t.match(await owners(testRegistry), { 0: before['0'], 4: before['3'] })
  t.same(await testRegistry.violations(), [])
})

test('where two merged persons leave together, the older id returns and the other leads to it', async (t) => {
  const testRegistry = await worldOf(await TestRegistry.open(t), STRANGERS.slice(0, 5))
  for (const at of [2, 4]) await join(testRegistry, stranger(0), stranger(at))
  const before = await owners(testRegistry)
  const judged = await join(testRegistry, stranger(0), stranger(3))
  await join(testRegistry, stranger(1), stranger(3))
  t.same(
    [await idStateOf(testRegistry, before['1']), await idStateOf(testRegistry, before['3'])],
    [before['0'], before['0']],
  )
  await undo(testRegistry, judged)
  t.same(await owners(testRegistry), { ...before, 3: before['1'] })
  t.equal(
    await idStateOf(testRegistry, before['3']),
    before['1'],
    'to the person who has the record now, not to the one into which they had merged',
  )
  t.same(await testRegistry.violations(), [])
})

const pairs = fc.uniqueArray(
  fc.tuple(fc.nat(5), fc.nat(5)).filter(([first, second]) => first < second),
  { minLength: 1, maxLength: 6, selector: (pair) => pair.join() },
)

test('undoing merges in reverse order restores every id of persons and households', async (t) => {
  const testRegistry = await TestRegistry.open(t)
  await fc.assert(
    fc.asyncProperty(fc.shuffledSubarray([...STRANGERS], { minLength: 6 }), pairs, async (people, judged) => {
      await testRegistry.clear()
      await worldOf(testRegistry, people)
      const steps: { readonly before: readonly unknown[]; readonly judgementId: string }[] = []
      for (const [first, second] of judged) {
        const before = [await owners(testRegistry), await homes(testRegistry)]
        steps.push({ before, judgementId: await join(testRegistry, stranger(first), stranger(second)) })
      }
      for (const { before, judgementId } of steps.reverse()) {
        await undo(testRegistry, judgementId)
        sameOrThrow([await owners(testRegistry), await homes(testRegistry)], before)
      }
      sameOrThrow(await countPersons(testRegistry), 6)
      sameOrThrow(await testRegistry.violations(), [])
    }),
    { numRuns: 15, endOnFailure: true },
  )
})

test('in any order of undoing merges, each id leads to a person with one of its records, and no id is live twice', async (t) => {
  const testRegistry = await TestRegistry.open(t)
  const orders = fc.tuple(pairs, fc.array(fc.nat(5), { minLength: 1, maxLength: 6 }))
  await fc.assert(
    fc.asyncProperty(orders, async ([judged, undone]) => {
      await testRegistry.clear()
      await worldOf(testRegistry, STRANGERS)
      const last = new Map<string, string[]>()
      const ids: string[] = []
      const look = async (): Promise<void> => {
        const now = await owners(testRegistry)
        const held = new Map<string, string[]>()
        for (const [key, id] of Object.entries(now)) held.set(id, [...(held.get(id) ?? []), key])
        for (const [id, keys] of held) last.set(id, keys)
        for (const [id, keys] of last) {
          const idState = await idStateOf(testRegistry, id)
          const leadsTo = idState === 'live' ? id : idState
          if (!keys.some((key) => now[key] === leadsTo))
            throw new Error(`an id leads to another person: ${String(idState)}`)
        }
      }
      for (const [first, second] of judged) {
        ids.push(await join(testRegistry, stranger(first), stranger(second)))
        await look()
      }
      for (const at of undone) {
        const [judgementId] = ids.splice(at % Math.max(ids.length, 1), 1)
        if (judgementId !== undefined) await undo(testRegistry, judgementId)
        await look()
      }
      sameOrThrow(await testRegistry.violations(), [])
    }),
    { numRuns: 20, endOnFailure: true },
  )
})

/** tap's own comparison would be counted for every try of a property. */
function sameOrThrow(found: unknown, wanted: unknown): void {
  if (JSON.stringify(found) !== JSON.stringify(wanted)) throw new Error(`Not as wanted: ${JSON.stringify(found)}`)
}
