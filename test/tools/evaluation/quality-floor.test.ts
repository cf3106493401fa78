import { test } from 'tap'
import { linkTable } from '../../../src/domain/linkage/link.js'
import { pairQuality } from '../../../src/tools/evaluation/quality.js'
import { recallAfterReview, reviewQueue } from '../../../src/tools/evaluation/review.js'
import type { Family } from '../../../src/tools/synthetic/family.js'
import { generateRecords } from '../../../src/tools/synthetic/records.js'
import { BUILT_IN, tableOf } from '../../support/domain/built-in-table.js'

const RECORDS = 20_000
const SEED = 111

interface Floor {
  readonly family: Family
  readonly dirt: number
  readonly precision: number
  readonly recall: number
  readonly recallWithReview: number
  /** Pairs to review for 100 records, at most. */
  readonly reviewed: number
  /** Pairs compared for each record, at most. */
  readonly comparisons: number
}

/** Slightly below what the built-in model reached when this was written; dirt is the factor on all rates of errors. */
const FLOORS: readonly Floor[] = [
  { family: 'plain', dirt: 1, precision: 0.9995, recall: 0.99, recallWithReview: 0.999, reviewed: 1, comparisons: 4 },
  { family: 'plain', dirt: 2, precision: 0.9995, recall: 0.965, recallWithReview: 0.995, reviewed: 2, comparisons: 4 },
  { family: 'plain', dirt: 3, precision: 0.999, recall: 0.92, recallWithReview: 0.985, reviewed: 3.5, comparisons: 4 },
  { family: 'field', dirt: 1, precision: 0.998, recall: 0.965, recallWithReview: 0.996, reviewed: 4, comparisons: 6 },
]

for (const { family, dirt, ...floor } of FLOORS) {
  test(`the built-in model reaches the quality floor on ${RECORDS} ${family} records of dirt ${dirt}`, async (t) => {
    const records = [...generateRecords({ seed: SEED, records: RECORDS, dirt, family })]
    const ids = records.map(({ flat }) => flat.record_id)
    const table = tableOf(records.map(({ flat }) => flat))
    const before = (i: number, j: number): boolean => (ids[i] ?? '') < (ids[j] ?? '')
    const linkage = linkTable(table, BUILT_IN, before)
    const personOf = Uint32Array.from(records, ({ personId }) => personId)
    const { precision, recall } = pairQuality(linkage.clusterOf, personOf)
    const queue = reviewQueue(linkage, before)
    const recallWithReview = recallAfterReview(linkage.clusterOf, queue, personOf)
    const reviewed = (100 * queue.length) / RECORDS
    const comparisons = linkage.comparedPairs / RECORDS
    t.comment(JSON.stringify({ family, dirt, precision, recall, recallWithReview, reviewed, comparisons }))
    t.ok(precision >= floor.precision, `precision ${precision}`)
    t.ok(recall >= floor.recall, `recall ${recall}`)
    t.ok(recallWithReview >= floor.recallWithReview, `recall with review ${recallWithReview}`)
    t.ok(reviewed <= floor.reviewed, `${reviewed} pairs to review for 100 records`)
    t.ok(comparisons <= floor.comparisons, `${comparisons} comparisons a record`)
  })
}
