import fc from 'fast-check'
import { test } from 'tap'
import { pairQuality } from '../../../src/tools/evaluation/quality.js'

interface Case {
  readonly why: string
  readonly clusters: readonly number[]
  readonly persons: readonly number[]
  /** Pairs within one person, pairs within one cluster, pairs within both: counted by hand. */
  readonly counted: readonly [truePairs: number, linkedPairs: number, rightPairs: number]
  readonly measures: readonly [precision: number, recall: number, f1: number]
}

const CASES: readonly Case[] = [
  { why: 'all right', clusters: [0, 0, 2, 2, 2], persons: [7, 7, 8, 8, 8], counted: [4, 4, 4], measures: [1, 1, 1] },
  { why: 'nothing linked', clusters: [0, 1, 2, 3], persons: [5, 5, 5, 6], counted: [3, 0, 0], measures: [1, 0, 0] },
  {
    why: 'everything linked',
    clusters: [0, 0, 0, 0],
    persons: [5, 5, 6, 6],
    counted: [2, 6, 2],
    measures: [1 / 3, 1, 0.5],
  },
  {
    why: 'one left out of three',
    clusters: [0, 0, 2, 3],
    persons: [5, 5, 5, 6],
    counted: [3, 1, 1],
    measures: [1, 1 / 3, 0.5],
  },
  {
    why: 'one taken in from another',
    clusters: [0, 0, 0, 3],
    persons: [5, 5, 6, 6],
    counted: [2, 3, 1],
    measures: [1 / 3, 0.5, 0.4],
  },
  { why: 'no person twice', clusters: [0, 1], persons: [0, 1], counted: [0, 0, 0], measures: [1, 1, 1] },
  { why: 'no records', clusters: [], persons: [], counted: [0, 0, 0], measures: [1, 1, 1] },
  { why: 'all wrong', clusters: [0, 1, 0, 1], persons: [0, 0, 1, 1], counted: [2, 2, 0], measures: [0, 0, 0] },
]

for (const { why, clusters, persons, counted, measures } of CASES) {
  test(`pairs counted by hand: ${why}`, async (t) => {
    const quality = pairQuality(Uint32Array.from(clusters), Uint32Array.from(persons))
    t.same([quality.truePairs, quality.linkedPairs, quality.rightPairs], counted)
    const found = [quality.precision, quality.recall, quality.f1]
    t.ok(
      found.every((measure, at) => Math.abs(measure - (measures[at] ?? NaN)) < 1e-12),
      found.join(),
    )
  })
}

test('the counts equal those of comparing every pair', async () => {
  const labels = fc.array(fc.tuple(fc.nat(5), fc.integer({ min: 0x3fffff0, max: 0x3fffff5 })), { maxLength: 25 })
  fc.assert(
    fc.property(labels, (rows) => {
      const counts = { truePairs: 0, linkedPairs: 0, rightPairs: 0 }
      rows.forEach(([cluster, person], at) => {
        for (const [otherCluster, otherPerson] of rows.slice(0, at)) {
          counts.linkedPairs += Number(cluster === otherCluster)
          counts.truePairs += Number(person === otherPerson)
          counts.rightPairs += Number(cluster === otherCluster && person === otherPerson)
        }
      })
      const quality = pairQuality(
        Uint32Array.from(rows, ([cluster]) => cluster),
        Uint32Array.from(rows, ([, person]) => person),
      )
      return (['truePairs', 'linkedPairs', 'rightPairs'] as const).every((count) => quality[count] === counts[count])
    }),
  )
})
