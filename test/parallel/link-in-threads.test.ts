import { test } from 'tap'
import { linkTable, type Linkage } from '../../src/domain/linkage/link.js'
import { linkInThreads } from '../../src/parallel/link-in-threads.js'
import { BUILT_IN, flatRecords, tableOf } from '../support/domain/built-in-table.js'

/** Fewer records are linked on one thread, however many are asked for. */
const ENOUGH_FOR_THREADS = 31_000

const records = flatRecords({ seed: 81, records: ENOUGH_FOR_THREADS, dirt: 2 })
const ids = records.map(({ record_id: id }) => id)
const before = (i: number, j: number): boolean => (ids[i] ?? '') < (ids[j] ?? '')
const table = tableOf(records)

/** The scored pairs in an order that does not depend on which thread was first. */
function scored({ pairs }: Linkage): string[] {
  return Array.from(
    pairs.i,
    (i, at) => `${pairs.j[at] ?? 0} ${i} ${pairs.weights[at] ?? 0} ${pairs.grades[at] ?? 0}`,
  ).sort()
}

const expected = linkTable(table, BUILT_IN, before)
const expectedPairs = scored(expected)

for (const threads of [1, 2, 3]) {
  test(`${threads} threads link the records like a single thread`, async (t) => {
    const linkage = await linkInThreads(table, BUILT_IN, { before, threads })
    t.ok(linkage.clusterOf.every((label, row) => label === expected.clusterOf[row]))
    t.equal(linkage.comparedPairs, expected.comparedPairs)
    t.strictSame(linkage.refused, expected.refused)
    t.strictSame(scored(linkage), expectedPairs)
  })
}

test('judgements hold in several threads', async (t) => {
  const row = expected.clusterOf.findIndex((label, at) => label !== at)
  const other = expected.clusterOf[row] ?? 0
  const judgements = [{ i: row, j: other, verdict: 'different' as const }]
  const { clusterOf } = await linkInThreads(table, BUILT_IN, { before, threads: 2, judgements })
  t.ok(row > 0)
  t.not(clusterOf[row], clusterOf[other])
})
