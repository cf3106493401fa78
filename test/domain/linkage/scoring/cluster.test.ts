import fc from 'fast-check'
import { test } from 'tap'
import {
  clusterRows,
  type ClusterRules,
  type Edge,
  type RowJudgement,
} from '../../../../src/domain/linkage/scoring/cluster.js'
import { plainClusters } from '../../../support/plain/plain-clusters.js'

/** A graph of rows: the score of each pair, the judgements, and the order of the rows by content. */
interface Graph {
  readonly size: number
  readonly edges: readonly Edge[]
  readonly judgements: readonly RowJudgement[]
  readonly rules: ClusterRules
}

const BOUND = 12
const LEAST_MEAN = 2

/** Evidence in quarters of a bit, so that sums are exact in whatever order; about one pair in ten is vetoed. */
function evidenceOf(seed: number): (i: number, j: number) => number {
  return (i, j) => {
    const mixed = Math.imul((Math.min(i, j) + 1) * 31 + Math.max(i, j) + 1, 2654435761) ^ Math.imul(seed + 1, 40503)
    const value = (mixed >>> 8) % 200
    return value < 20 ? -Infinity : value / 4 - 22
  }
}

const graph: fc.Arbitrary<Graph> = fc.integer({ min: 2, max: 30 }).chain((size) => {
  const row = fc.nat(size - 1)
  const pair = fc.tuple(row, row).filter(([i, j]) => i !== j)
  const edges = fc.uniqueArray(
    fc.tuple(pair, fc.integer({ min: 1, max: 5 })).map(([[i, j], weight]) => ({ i, j, weight })),
    { maxLength: 45, selector: ({ i, j }) => Math.min(i, j) * size + Math.max(i, j) },
  )
  const judgements = fc.array(
    fc.record({ pair, verdict: fc.constantFrom<RowJudgement['verdict']>('same', 'different') }),
    { maxLength: 6 },
  )
  const forbidden = fc.array(pair, { maxLength: 5 })
  const ranks = fc.shuffledSubarray(
    Array.from({ length: size }, (_, rank) => rank),
    { minLength: size },
  )
  return fc.record({ edges, judgements, forbidden, ranks, seed: fc.nat(1000) }).map((drawn) => ({
    size,
    edges: drawn.edges,
    judgements: drawn.judgements.map(({ pair: [i, j], verdict }) => ({ i, j, verdict })),
    rules: {
      forbids: (i, j) => drawn.forbidden.some(([a, b]) => (a === i && b === j) || (a === j && b === i)),
      evidence: evidenceOf(drawn.seed),
      before: (i, j) => (drawn.ranks[i] ?? 0) < (drawn.ranks[j] ?? 0),
      bound: BOUND,
      leastMean: LEAST_MEAN,
    },
  }))
})

function clustersOf({ size, edges, judgements, rules }: Graph): Uint32Array {
  return clusterRows(size, edges, judgements, rules).clusterOf
}

/** Every cluster as the sorted list of its rows, in the order of their first rows. */
function partition(clusters: Iterable<readonly number[]>): string {
  const sorted = [...clusters].map((cluster) => cluster.toSorted((a, b) => a - b))
  return JSON.stringify(sorted.toSorted((a, b) => (a[0] ?? 0) - (b[0] ?? 0)))
}

function byLabel(clusterOf: Uint32Array, nameOf: (row: number) => number = (row) => row): string {
  const clusters = new Map<number, number[]>()
  clusterOf.forEach((label, row) => clusters.set(label, [...(clusters.get(label) ?? []), nameOf(row)]))
  return partition(clusters.values())
}

function pairNames(edges: readonly Edge[], nameOf: (row: number) => number = (row) => row): string {
  const names = edges.map(({ i, j }) => [nameOf(i), nameOf(j)].sort((a, b) => a - b).join(' '))
  return names.sort().join()
}

test('clusters and refused edges equal those of the plain algorithm', async () => {
  fc.assert(
    fc.property(graph, ({ size, edges, judgements, rules }) => {
      const { clusterOf, refused } = clusterRows(size, edges, judgements, rules)
      const plain = plainClusters(size, edges, judgements, rules)
      return byLabel(clusterOf) === partition(plain.clusters) && pairNames(refused) === pairNames(plain.refused)
    }),
    { numRuns: 1000 },
  )
})

test('a cluster is named by its first row', async () => {
  fc.assert(
    fc.property(graph, (drawn) => {
      const clusterOf = clustersOf(drawn)
      return clusterOf.every((label, row) => label <= row && clusterOf[label] === label)
    }),
  )
})

test('clusters are the connected components where no evidence contradicts', async () => {
  fc.assert(
    fc.property(graph, ({ size, edges, rules }) => {
      const agreeing = { ...rules, forbids: () => false, evidence: () => 5 }
      const component = Array.from({ length: size }, (_, row) => row)
      for (let round = 0; round < size; round += 1) {
        for (const { i, j } of edges) {
          const least = Math.min(component[i] ?? 0, component[j] ?? 0)
          component[i] = least
          component[j] = least
        }
      }
      const { clusterOf, refused } = clusterRows(size, edges, [], agreeing)
      return [...clusterOf].join() === component.join() && refused.length === 0
    }),
  )
})

test('rows judged different are never in one cluster', async () => {
  fc.assert(
    fc.property(graph, (drawn) => {
      const clusterOf = clustersOf(drawn)
      return drawn.judgements.every(({ i, j, verdict }) => verdict === 'same' || clusterOf[i] !== clusterOf[j])
    }),
    { numRuns: 500 },
  )
})

test('rows judged the same are in one cluster, unless another judgement contradicts', async () => {
  fc.assert(
    fc.property(graph, fc.array(fc.nat(4), { minLength: 30, maxLength: 30 }), (drawn, person) => {
      const judgements = drawn.judgements.map(({ i, j }): RowJudgement => {
        return { i, j, verdict: person[i] === person[j] ? 'same' : 'different' }
      })
      const clusterOf = clustersOf({ ...drawn, judgements })
      return judgements.every(({ i, j, verdict }) => (clusterOf[i] === clusterOf[j]) === (verdict === 'same'))
    }),
    { numRuns: 500 },
  )
})

test('a pair judged both ways stays apart', async (t) => {
  const rules = {
    forbids: () => false,
    evidence: () => 9,
    before: (i: number, j: number) => i < j,
    bound: BOUND,
    leastMean: LEAST_MEAN,
  }
  const both: RowJudgement[] = [
    { i: 0, j: 1, verdict: 'same' },
    { i: 1, j: 0, verdict: 'different' },
  ]
  const edges = [{ i: 0, j: 1, weight: 20 }]
  t.same([...clusterRows(2, edges, both, rules).clusterOf], [0, 1])
  t.same([...clusterRows(2, edges, both.toReversed(), rules).clusterOf], [0, 1])
})

test('clusters do not depend on the order of rows and edges', async () => {
  fc.assert(
    fc.property(graph, fc.array(fc.nat(), { minLength: 30, maxLength: 30 }), (drawn, keys) => {
      const { size, edges, judgements, rules } = drawn
      const oldRow = Array.from({ length: size }, (_, row) => row).sort((a, b) => (keys[a] ?? 0) - (keys[b] ?? 0))
      const newRow = (old: number): number => oldRow.indexOf(old)
      const old = (row: number): number => oldRow[row] ?? 0
      const shuffled = clusterRows(
        size,
        edges.map(({ i, j, weight }) => ({ i: newRow(j), j: newRow(i), weight })).toReversed(),
        judgements.map(({ i, j, verdict }) => ({ i: newRow(j), j: newRow(i), verdict })).toReversed(),
        {
          ...rules,
          forbids: (i, j) => rules.forbids(old(i), old(j)),
          evidence: (i, j) => rules.evidence(old(i), old(j)),
          before: (i, j) => rules.before(old(i), old(j)),
        },
      )
      const straight = clusterRows(size, edges, judgements, rules)
      return (
        byLabel(shuffled.clusterOf, old) === byLabel(straight.clusterOf) &&
        pairNames(shuffled.refused, old) === pairNames(straight.refused)
      )
    }),
    { numRuns: 500 },
  )
})

/** Rows of a family, each pair's evidence in bits, and the edges that are certain. */
const TWINS: Readonly<Record<string, number>> = { '0 1': 30, '2 3': 30, '0 2': -9, '0 3': -9, '1 2': 8, '1 3': -9 }

test('a link through a twin does not join two children', async (t) => {
  const edges = [
    { i: 0, j: 1, weight: 30 },
    { i: 2, j: 3, weight: 30 },
    { i: 1, j: 2, weight: 8 },
  ]
  const rules: ClusterRules = {
    forbids: () => false,
    evidence: (i, j) => TWINS[`${Math.min(i, j)} ${Math.max(i, j)}`] ?? 0,
    before: (i, j) => i < j,
    bound: BOUND,
    leastMean: LEAST_MEAN,
  }
  const { clusterOf, refused } = clusterRows(4, edges, [], rules)
  t.same([...clusterOf], [0, 0, 2, 2])
  t.same(refused, [{ i: 1, j: 2, weight: 8 }])
  const judged = clusterRows(4, edges, [{ i: 1, j: 2, verdict: 'same' }], rules)
  t.equal(judged.clusterOf[1], judged.clusterOf[2], 'judgements outrank scores')
})
