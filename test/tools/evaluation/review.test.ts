import { test } from 'tap'
import type { Edge } from '../../../src/domain/linkage/scoring/cluster.js'
import type { Linkage } from '../../../src/domain/linkage/link.js'
import { recallAfterReview, reviewQueue } from '../../../src/tools/evaluation/review.js'

type Pair = readonly [i: number, j: number, weight: number]

function edge([i, j, weight]: Pair): Edge {
  return { i, j, weight }
}

function linkageOf(clusterOf: readonly number[], pairs: readonly Pair[], refused: readonly Pair[] = []): Linkage {
  return {
    clusterOf: Uint32Array.from(clusterOf),
    refused: refused.map(edge),
    comparedPairs: pairs.length,
    pairs: {
      compared: pairs.length,
      i: Uint32Array.from(pairs, ([i]) => i),
      j: Uint32Array.from(pairs, ([, j]) => j),
      weights: Float64Array.from(pairs, ([, , weight]) => weight),
      grades: new Uint8Array(pairs.length),
    },
  }
}

const lower = (i: number, j: number): boolean => i < j

const CLUSTERS = [0, 0, 2, 2, 4, 5]

test('the review queue has two clusters once, with their strongest pair', async (t) => {
  const pairs: Pair[] = [
    [1, 0, 20],
    [2, 0, -1],
    [3, 1, 3],
    [4, 2, 1],
    [4, 3, 0],
  ]
  const queue = reviewQueue(linkageOf(CLUSTERS, pairs), lower)
  t.same(queue, [edge([3, 1, 3]), edge([4, 2, 1])], 'the pair within one cluster is settled')
})

test('the review queue has a refused join too, before a weaker pair', async (t) => {
  const refused: Pair[] = [
    [2, 1, 9],
    [1, 0, 30],
  ]
  const queue = reviewQueue(
    linkageOf(
      CLUSTERS,
      [
        [3, 0, 4],
        [5, 4, 0],
      ],
      refused,
    ),
    lower,
  )
  t.same(queue, [edge([2, 1, 9]), edge([5, 4, 0])])
})

test('the recall after review counts the pairs that correct answers join', async (t) => {
  const personOf = Uint32Array.from([7, 7, 7, 7, 7, 8])
  const clusterOf = Uint32Array.from(CLUSTERS)
  const recallWith = (pairs: readonly Pair[]): number => recallAfterReview(clusterOf, pairs.map(edge), personOf)
  t.equal(recallWith([]), 2 / 10)
  t.equal(recallWith([[2, 0, 1]]), 6 / 10)
  t.equal(
    recallWith([
      [5, 0, 1],
      [5, 4, 1],
    ]),
    2 / 10,
    'conflicts about two persons join nothing',
  )
  t.equal(
    recallWith([
      [2, 0, 1],
      [4, 3, 1],
    ]),
    1,
    'answers add up',
  )
  t.equal(
    recallWith([
      [4, 3, 1],
      [2, 0, 1],
      [4, 0, 1],
    ]),
    1,
    'in any order, and none counts twice',
  )
})
