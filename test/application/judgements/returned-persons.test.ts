import fc from 'fast-check'
import sql from 'sql-template-tag'
import { test } from 'tap'
import { judgePair } from '../../../src/application/judgements/judge-pair.js'
import { reverseJudgement } from '../../../src/application/judgements/reverse-judgement.js'
import { followSuccessors } from '../../../src/application/context/successors.js'
import { listEvents } from '../../../src/storage/access/events.js'
import { findPersons } from '../../../src/storage/persons/persons.js'
import { granted, row, WHO } from '../../support/registry/review-desk.js'
import { put, type Said, withdrawal, World } from '../../support/registry/world.js'

/** Whom nothing links but people: six of different names, sexes and years, each in a list. */
const STRANGERS: readonly Said[] = [
  row('dtks', '0', { name: 'BUDI SANTOSO', dob: '1955-08-17', sex: 'L' }),
  row('p3ke', '1', { name: 'JOKO SUSILO', dob: '1975-03-19', sex: 'L' }),
  row('dtsen', '2', { name: 'SITI AMINAH', dob: '1980-05-01', sex: 'P' }),
  row('disdukcapil', '3', { name: 'ROHANA', dob: '1966-12-20', sex: 'P' }),
  row('bantu-umak', '4', { name: 'DEWI LESTARI', dob: '1991-01-06', sex: 'P' }),
  row('muba-survei', '5', { name: 'KARTO WIRYO', dob: '1948-07-02', sex: 'L' }),
]
const stranger = (at: number): Said => STRANGERS[at % STRANGERS.length] as Said

/** Links the records one after the other, the first of them making the oldest person. */
async function worldOf(world: World, people: readonly Said[]): Promise<World> {
  for (const person of people) await world.change([put(person)])
  return world
}

async function join(world: World, first: Said, second: Said): Promise<string> {
  const order = { ...WHO, verdict: 'same', records: [first.id, second.id] } as const
  const { judgementId } = granted(await judgePair(world.registry, order))
  await world.settle()
  return judgementId
}

async function undo(world: World, judgementId: string): Promise<void> {
  granted(await reverseJudgement(world.registry, { ...WHO, judgementId }))
  await world.settle()
}

/** The person of each record, by the record's key. */
async function owners({ database }: World): Promise<Readonly<Record<string, string>>> {
  const rows = await database.conn.read<{ key: string; person: string }>(
    sql`SELECT source_key AS key, person_id AS person FROM live_records ORDER BY source_key`,
  )
  return Object.fromEntries(rows.map(({ key, person }) => [key, person]))
}

/** The household of each person. */
async function homes({ database }: World): Promise<Readonly<Record<string, string>>> {
  const rows = await database.conn.read<{ person: string; household: string }>(
    sql`SELECT person_id AS person, household_id AS household FROM persons WHERE state = 'live' ORDER BY person_id`,
  )
  return Object.fromEntries(rows.map(({ person, household }) => [person, household]))
}

async function fateOf({ database }: World, id: string | undefined): Promise<string | undefined> {
  const fates = await followSuccessors([id ?? ''], (ids) => findPersons(database.conn, ids))
  const fate = fates.get(id ?? '')
  return fate?.kind === 'moved' ? fate.survivor : fate?.kind
}

/** Every id that was ever given out, and nobody twice. */
async function countPersons({ database }: World): Promise<number> {
  return (await database.conn.read(sql`SELECT FROM persons`)).length
}

test('whoever was merged by a judgement has their id again when it is taken back', async (t) => {
  const world = await worldOf(await World.open(t), STRANGERS.slice(0, 2))
  const { conn } = world.database
  const before = await owners(world)
  const [merged] = await findPersons(conn, [before['1'] ?? ''])
  const judgementId = await join(world, stranger(0), stranger(1))
  t.same(await owners(world), { 0: before['0'], 1: before['0'] })
  t.equal(await fateOf(world, before['1']), before['0'])
  await undo(world, judgementId)
  t.same(await owners(world), before)
  const [returned] = await findPersons(conn, [before['1'] ?? ''])
  t.match(returned, { state: 'live', successorIds: [], version: 3, createdAt: merged?.createdAt })
  t.match(returned, { recordIds: [stranger(1).id], golden: merged?.golden })
  const told = (await listEvents(conn, { after: '0', limit: 100 })).filter(({ subjectId }) => subjectId === merged?.id)
  t.match(told, [
    { kind: 'person.linked' },
    { kind: 'person.merged', content: { successors: [before['0']] } },
    { kind: 'person.linked', content: { records: [stranger(1).id] } },
  ])
  const terms = await conn.read(sql`SELECT FROM person_terms WHERE person_id = ${merged?.id}`)
  t.ok(terms.length > 0, 'they are found by name again')
  t.equal(await countPersons(world), 2, 'no id was made for it')
  t.same(await world.faults(), [])
})

test('the id of the one who stood longer stays theirs, whatever lists and keys they are in', async (t) => {
  const world = await worldOf(await World.open(t), [stranger(1), stranger(0)])
  const before = await owners(world)
  const judgementId = await join(world, stranger(0), stranger(1))
  t.same(await owners(world), { 0: before['1'], 1: before['1'] })
  await undo(world, judgementId)
  t.same(await owners(world), before)
})

const SITI = { name: 'SITI AMINAH', dob: '1980-03-01', sex: 'P' }
const NIK = '1606014103800001'
const PHONE = '081234567890'

test('whoever was merged by a record has their id again when it is withdrawn', async (t) => {
  const link = row('dtsen', 'c', { ...SITI, nik: NIK, phone: PHONE })
  const world = await worldOf(await World.open(t), [
    row('dtks', 'a', { ...SITI, nik: NIK, village_code: '16.06.01.2001' }),
    row('p3ke', 'b', { ...SITI, phone: PHONE, village_code: '16.07.01.2001' }),
  ])
  const before = await owners(world)
  t.not(before['a'], before['b'])
  await world.change([put(link)])
  t.same(await owners(world), { a: before['a'], b: before['a'], c: before['a'] })
  await world.change([withdrawal(link)])
  t.same(await owners(world), before)
  t.same(await world.faults(), [])
})

for (const order of ['last', 'first'] as const) {
  test(`of a chain of merges everyone has their id again, when the ${order} is undone first`, async (t) => {
    const world = await worldOf(await World.open(t), STRANGERS.slice(0, 4))
    await join(world, stranger(0), stranger(1))
    const before = await owners(world)
    const first = await join(world, stranger(2), stranger(3))
    const second = await join(world, stranger(1), stranger(2))
    t.same(new Set(Object.values(await owners(world))), new Set([before['0']]))
    t.equal(await fateOf(world, before['3']), before['0'], 'by way of the other')
    for (const each of order === 'last' ? [second, first] : [first, second]) await undo(world, each)
    t.same(await owners(world), before)
    t.same(await world.faults(), [])
  })
}

test('an id returns with what is left of its records, changed as they may be, and most of them decide', async (t) => {
  const world = await worldOf(await World.open(t), STRANGERS)
  for (const at of [0, 1, 3]) await join(world, stranger(at), stranger(at + 1))
  const within = await join(world, stranger(4), stranger(5))
  const before = await owners(world)
  const across = await join(world, stranger(0), stranger(3))
  t.equal(await fateOf(world, before['3']), before['0'])
  await undo(world, within)
  t.equal(await fateOf(world, before['3']), before['0'], 'two of three records are still with the other')
  t.notOk([before['0'], before['3']].includes((await owners(world))['5']), 'and the third is somebody by themself')
  const renamed = { ...stranger(4), record: { ...stranger(4).record, name: 'DEWI SARTIKA' } }
  await world.change([withdrawal(stranger(3)), put(renamed)])
  await undo(world, across)
  t.match(await owners(world), { 0: before['0'], 4: before['3'] })
  t.same(await world.faults(), [])
})

test('of two who come out of a person as one the elder has their id again, and the other leads there', async (t) => {
  const world = await worldOf(await World.open(t), STRANGERS.slice(0, 5))
  for (const at of [2, 4]) await join(world, stranger(0), stranger(at))
  const before = await owners(world)
  const judged = await join(world, stranger(0), stranger(3))
  await join(world, stranger(1), stranger(3))
  t.same([await fateOf(world, before['1']), await fateOf(world, before['3'])], [before['0'], before['0']])
  await undo(world, judged)
  t.same(await owners(world), { ...before, 3: before['1'] })
  t.equal(await fateOf(world, before['3']), before['1'], 'to whom the record went, not to whom they had gone over')
  t.same(await world.faults(), [])
})

const pairs = fc.uniqueArray(
  fc.tuple(fc.nat(5), fc.nat(5)).filter(([first, second]) => first < second),
  { minLength: 1, maxLength: 6, selector: (pair) => pair.join() },
)

test('merges by judgement that are undone from the last to the first leave every id where it was, of households too', async (t) => {
  const world = await World.open(t)
  await fc.assert(
    fc.asyncProperty(fc.shuffledSubarray([...STRANGERS], { minLength: 6 }), pairs, async (people, judged) => {
      await world.empty()
      await worldOf(world, people)
      const steps: { readonly before: readonly unknown[]; readonly judgementId: string }[] = []
      for (const [first, second] of judged) {
        const before = [await owners(world), await homes(world)]
        steps.push({ before, judgementId: await join(world, stranger(first), stranger(second)) })
      }
      for (const { before, judgementId } of steps.reverse()) {
        await undo(world, judgementId)
        sameOrThrow([await owners(world), await homes(world)], before)
      }
      sameOrThrow(await countPersons(world), 6)
      sameOrThrow(await world.faults(), [])
    }),
    { numRuns: 15, endOnFailure: true },
  )
})

test('in whatever order merges are undone, every id leads to who has a record of theirs, and none is live twice', async (t) => {
  const world = await World.open(t)
  const orders = fc.tuple(pairs, fc.array(fc.nat(5), { minLength: 1, maxLength: 6 }))
  await fc.assert(
    fc.asyncProperty(orders, async ([judged, undone]) => {
      await world.empty()
      await worldOf(world, STRANGERS)
      const last = new Map<string, string[]>()
      const ids: string[] = []
      const look = async (): Promise<void> => {
        const now = await owners(world)
        const held = new Map<string, string[]>()
        for (const [key, id] of Object.entries(now)) held.set(id, [...(held.get(id) ?? []), key])
        for (const [id, keys] of held) last.set(id, keys)
        for (const [id, keys] of last) {
          const fate = await fateOf(world, id)
          const leadsTo = fate === 'live' ? id : fate
          if (!keys.some((key) => now[key] === leadsTo))
            throw new Error(`an id leads to somebody else: ${String(fate)}`)
        }
      }
      for (const [first, second] of judged) {
        ids.push(await join(world, stranger(first), stranger(second)))
        await look()
      }
      for (const at of undone) {
        const [judgementId] = ids.splice(at % Math.max(ids.length, 1), 1)
        if (judgementId !== undefined) await undo(world, judgementId)
        await look()
      }
      sameOrThrow(await world.faults(), [])
    }),
    { numRuns: 20, endOnFailure: true },
  )
})

/** tap's own comparison would be counted for every try of a property. */
function sameOrThrow(found: unknown, wanted: unknown): void {
  if (JSON.stringify(found) !== JSON.stringify(wanted)) throw new Error(`Not as wanted: ${JSON.stringify(found)}`)
}
