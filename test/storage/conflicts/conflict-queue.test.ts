import { deepStrictEqual, strictEqual } from 'node:assert'
import fc from 'fast-check'
import { type Test, test } from 'tap'
import { liesIn } from '../../../src/application/context/area-scope.js'
import { CONFLICT_KINDS } from '../../../src/domain/registry/conflicts/conflict.js'
import {
  type ConflictFilter,
  type ConflictPlace,
  type ConflictSort,
  countConflicts,
  listConflicts,
} from '../../../src/storage/conflicts/conflict-queue.js'
import { replaceConflicts, type StoredConflict } from '../../../src/storage/conflicts/conflicts.js'
import type { Conn, Database, Statement } from '../../../src/storage/postgres/connection.js'
import { inTransaction } from '../../../src/storage/postgres/transaction.js'
import { withClient } from '../../../src/storage/postgres/server.js'
import { testDatabase } from '../../support/storage/test-database.js'

const DAY_MS = 86_400_000
const NOW = new Date('2026-03-01T00:00:00Z')
const AREAS = ['16.06.01.2001', '16.06.01', '16.06.010.001', '16.06', '16', '16.07.02.1003', '17.01.01.2001', undefined]
const SOURCES = ['dtks', 'p3ke', 'dtsen']

function dayBefore(days: number): Date {
  return new Date(NOW.getTime() - days * DAY_MS)
}

function idOf(number: number): string {
  return `${String(number).padStart(8, '0')}-0000-8000-8000-000000000000`
}

const conflict = fc.record({
  kind: fc.constantFrom(...CONFLICT_KINDS),
  state: fc.constantFrom('open' as const, 'open' as const, 'resolved' as const, 'vanished' as const),
  severity: fc.nat(4).map((tens) => tens * 25),
  areaCode: fc.constantFrom(...AREAS),
  sources: fc.subarray(SOURCES, { minLength: 1 }),
  openedAt: fc.nat(5).map(dayBefore),
  deferredUntil: fc.option(
    fc.nat(6).map((days) => dayBefore(days - 3)),
    { nil: undefined, freq: 3 },
  ),
  personIds: fc.subarray([idOf(1), idOf(2)], { minLength: 1 }),
})

const filter: fc.Arbitrary<ConflictFilter> = fc.record(
  {
    state: fc.constantFrom('open', 'resolved', 'vanished'),
    areas: fc.subarray(['16.06', '16', '16.06.01', '16.06.010', '16.06.01.2001', '17'], { maxLength: 2 }),
    deferred: fc.constantFrom('hidden', 'also', 'only'),
    now: fc.constant(NOW),
    kinds: fc.subarray([...CONFLICT_KINDS], { minLength: 1, maxLength: 3 }),
    leastSeverity: fc.constant(25),
    mostSeverity: fc.constant(75),
    source: fc.constantFrom(...SOURCES),
    personId: fc.constantFrom(idOf(1), idOf(2)),
    openedFrom: fc.constant(dayBefore(4)),
    openedBefore: fc.constant(dayBefore(1)),
  },
  { requiredKeys: ['state', 'areas', 'deferred', 'now'] },
)

/** The slow and obvious way. */
function matches(one: StoredConflict, wanted: ConflictFilter): boolean {
  const { kinds, source, personId, openedFrom, openedBefore } = wanted
  const isDeferred = one.deferredUntil !== undefined && one.deferredUntil > wanted.now
  return (
    one.state === wanted.state &&
    wanted.areas.every((area) => liesIn(one.areaCode, area)) &&
    (wanted.deferred === 'also' || isDeferred === (wanted.deferred === 'only')) &&
    (kinds?.includes(one.kind) ?? true) &&
    one.severity >= (wanted.leastSeverity ?? 0) &&
    one.severity <= (wanted.mostSeverity ?? 100) &&
    (source === undefined || one.sources.includes(source)) &&
    (personId === undefined || one.personIds.includes(personId)) &&
    (openedFrom === undefined || one.openedAt >= openedFrom) &&
    (openedBefore === undefined || one.openedAt < openedBefore)
  )
}

const COMPARE: Record<ConflictSort, (a: StoredConflict, b: StoredConflict) => number> = {
  severity: (a, b) => b.severity - a.severity || COMPARE.oldest(a, b),
  oldest: (a, b) => a.openedAt.getTime() - b.openedAt.getTime() || (a.id < b.id ? -1 : 1),
  newest: (a, b) => COMPARE.oldest(b, a),
}

async function pages(conn: Conn, wanted: ConflictFilter, sort: ConflictSort): Promise<string[]> {
  const ids: string[] = []
  let after: ConflictPlace | undefined
  for (;;) {
    const page = { filter: wanted, sort, limit: 7, ...(after === undefined ? {} : { after }) }
    const found = await listConflicts(conn, page)
    ids.push(...found.map(({ id }) => id))
    after = found.at(-1)
    if (found.length < 7) return ids
  }
}

async function filled(t: Test): Promise<{ database: Database; all: readonly StoredConflict[] }> {
  const database = await testDatabase(t)
  const drawn = fc.sample(conflict, { numRuns: 400, seed: 7 })
  const all = drawn.map((each, at): StoredConflict => ({
    ...each,
    id: idOf(at + 100),
    version: 1,
    recordIds: [idOf(3)],
    evidence: '{}',
    closedAt: each.state === 'open' ? undefined : NOW,
  }))
  await inTransaction(database, (tx) => replaceConflicts(tx, all, []))
  return { database, all }
}

test('every filter and order returns, page by page, what a full scan returns', async (t) => {
  const { database, all } = await filled(t)
  await fc.assert(
    fc.asyncProperty(filter, fc.constantFrom('severity', 'oldest', 'newest'), async (wanted, sort) => {
      const expected = all.filter((each) => matches(each, wanted)).sort(COMPARE[sort])
      deepStrictEqual(
        await pages(database.conn, wanted, sort),
        expected.map(({ id }) => id),
      )
      const counts = await countConflicts(database.conn, wanted)
      strictEqual(
        counts.reduce((sum, { count }) => sum + count, 0),
        expected.length,
      )
    }),
    { numRuns: 150, seed: 11 },
  )
})

test('the queue is counted with an index only', async (t) => {
  const database = await testDatabase(t)
  const drawn = fc.sample(conflict, { numRuns: 6000, seed: 5 })
  const all = drawn.map((each, at): StoredConflict => {
    const more = { id: idOf(at), version: 1, recordIds: [idOf(3)], evidence: '{}', closedAt: undefined }
    return { ...each, ...more, state: 'open' }
  })
  await inTransaction(database, (tx) => replaceConflicts(tx, all, []))
  await withClient(database.server, (owner) => owner.query('VACUUM ANALYZE padan.conflicts'))
  for (const areas of [[], ['16']]) {
    const plans: string[] = []
    const explained: Conn = {
      read: async <Row>(query: Statement) => {
        const explain = { text: `EXPLAIN ${query.text}`, values: query.values }
        const lines = await database.conn.read<{ 'QUERY PLAN': string }>(explain)
        plans.push(lines.map((line) => line['QUERY PLAN']).join('\n'))
        return database.conn.read<Row>(query)
      },
    }
    await countConflicts(explained, { state: 'open', areas, deferred: 'hidden', now: NOW })
    t.match(plans.join(), /Index Only Scan using conflicts_counts/, areas.join())
  }
})

test('conflicts are counted by kind and band', async (t) => {
  const { database, all } = await filled(t)
  const wanted: ConflictFilter = { state: 'open', areas: [], deferred: 'also', now: NOW }
  for (const { kind, band, count } of await countConflicts(database.conn, wanted)) {
    const [least, most] = { grave: [70, 100], middling: [40, 69], light: [0, 39] }[band] as [number, number]
    const same = all.filter(({ state, ...each }) => state === 'open' && each.kind === kind)
    t.equal(count, same.filter(({ severity }) => severity >= least && severity <= most).length, `${kind} ${band}`)
  }
})
