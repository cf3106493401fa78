import { deepStrictEqual } from 'node:assert'
import fc from 'fast-check'
import { test } from 'tap'
import { GRADES } from '../../../src/domain/linkage/scoring/classify.js'
import type { RowJudgement } from '../../../src/domain/linkage/scoring/cluster.js'
import { linkTable, type Linkage } from '../../../src/domain/linkage/link.js'
import type { FlatRecord } from '../../../src/tools/synthetic/population/record.js'
import { BUILT_IN, flatRecords, tableOf } from '../../support/domain/built-in-table.js'

/** A person's verdict on two records by their ids. */
type Verdict = readonly [a: string, b: string, verdict: RowJudgement['verdict']]

/** The whole result of linking, by record ids and in a fixed order, so that two results can be compared. */
interface Answer {
  readonly clusters: readonly string[]
  readonly grades: readonly string[]
  readonly refused: readonly string[]
  readonly comparedPairs: number
}

function answerOf({ clusterOf, pairs, refused, comparedPairs }: Linkage, ids: readonly string[]): Answer {
  const idOf = (row: number): string => ids[row] ?? ''
  const pairOf = (i: number, j: number): string => [idOf(i), idOf(j)].sort().join(' ')
  const clusters = new Map<number, string[]>()
  clusterOf.forEach((label, row) => clusters.set(label, [...(clusters.get(label) ?? []), idOf(row)]))
  const grades = Array.from(pairs.i, (i, at) => {
    return `${pairOf(i, pairs.j[at] ?? 0)} ${GRADES[pairs.grades[at] ?? 0] ?? ''} ${pairs.weights[at] ?? 0}`
  })
  return {
    clusters: [...clusters.values()].map((cluster) => cluster.sort().join(' ')).sort(),
    grades: grades.sort(),
    refused: refused.map(({ i, j, weight }) => `${pairOf(i, j)} ${weight}`).sort(),
    comparedPairs,
  }
}

function link(records: readonly FlatRecord[], verdicts: readonly Verdict[] = []): Answer {
  const ids = records.map(({ record_id: id }) => id)
  const judgements = verdicts.map(([a, b, verdict]) => ({ i: ids.indexOf(a), j: ids.indexOf(b), verdict }))
  const before = (i: number, j: number): boolean => (ids[i] ?? '') < (ids[j] ?? '')
  return answerOf(linkTable(tableOf(records), BUILT_IN, before, judgements), ids)
}

/** One judgement against a link that the machine made, and one for a pair that it only holds possible. */
function verdictsOn({ clusters, grades }: Answer): Verdict[] {
  const [a = '', b = ''] = clusters.find((cluster) => cluster.includes(' '))?.split(' ') ?? []
  const [c = '', d = ''] = grades.find((grade) => / (?:possible|probable) /.test(grade))?.split(' ') ?? []
  return [[a, b, 'different'], ...(d === '' ? [] : [[c, d, 'same'] as const])]
}

const LISTS = [
  { seed: 71, records: 500, dirt: 1 },
  { seed: 72, records: 500, dirt: 3 },
  { seed: 73, records: 350, dirt: 3 },
]

for (const options of LISTS) {
  test(`any order of the records yields the same persons, grades and refusals (${JSON.stringify(options)})`, async (t) => {
    const records = flatRecords(options)
    const expected = link(records)
    t.ok(expected.clusters.length > records.length / 5 && expected.clusters.length < records.length * 0.8)
    t.ok(expected.grades.length > records.length / 2, 'there are pairs to grade')
    const verdicts = verdictsOn(expected)
    const judged = link(records, verdicts)
    t.notSame(judged.clusters, expected.clusters, 'the judgements change something')
    fc.assert(
      fc.property(fc.shuffledSubarray(records, { minLength: records.length }), (shuffled) => {
        deepStrictEqual(link(shuffled), expected)
        deepStrictEqual(link(shuffled, verdicts), judged)
      }),
      { numRuns: 12, endOnFailure: true },
    )
  })
}

test('records of other families do not change the score of a pair', async (t) => {
  const records = flatRecords({ seed: 74, records: 900, dirt: 2 })
  const first = link(records.slice(0, 300))
  const firstIds = new Set(records.slice(0, 300).map(({ record_id: id }) => id))
  const among = link(records).grades.filter((grade) =>
    grade
      .split(' ')
      .slice(0, 2)
      .every((id) => firstIds.has(id)),
  )
  const changed = first.grades.filter((grade) => !among.includes(grade))
  t.ok(first.grades.length > 150)
  t.same(changed.length <= 3, true, `only the family cut in two at the end may change: ${changed.join('; ')}`)
})
