import { edgeOrder, type Edge } from '../../domain/linkage/scoring/cluster.js'
import type { Linkage, RowOrder } from '../../domain/linkage/link.js'
import { pairQuality } from './quality.js'

/**
 * Returns the review queue: one conflict for every two clusters with a doubtful pair or a refused join between them, about
 * their strongest pair.
 */
export function reviewQueue({ clusterOf, pairs, refused }: Linkage, before: RowOrder): readonly Edge[] {
  const strongest = new Map<string, Edge>()
  const order = edgeOrder(before)
  const consider = (edge: Edge): void => {
    const a = clusterOf[edge.i] ?? 0
    const b = clusterOf[edge.j] ?? 0
    if (a === b) return
    const key = a < b ? `${a} ${b}` : `${b} ${a}`
    const known = strongest.get(key)
    if (known === undefined || order(edge, known) < 0) strongest.set(key, edge)
  }
  for (let at = 0; at < pairs.i.length; at += 1) {
    consider({ i: pairs.i[at] ?? 0, j: pairs.j[at] ?? 0, weight: pairs.weights[at] ?? 0 })
  }
  refused.forEach(consider)
  return [...strongest.values()]
}

/** Returns the clusters if every pair of the queue were judged correctly: those of a truly `same` pair are merged. */
export function clustersAfterReview(
  clusterOf: Uint32Array,
  queue: readonly Edge[],
  personOf: Uint32Array,
): Uint32Array {
  const joined = new Map<number, number>()
  const find = (cluster: number): number => {
    let root = cluster
    for (let above = joined.get(root); above !== undefined; above = joined.get(root)) root = above
    return root
  }
  for (const { i, j } of queue) {
    if (personOf[i] !== personOf[j]) continue
    const a = find(clusterOf[i] ?? 0)
    const b = find(clusterOf[j] ?? 0)
    if (a !== b) joined.set(a, b)
  }
  return clusterOf.map(find)
}

/** Returns the recall if every pair of the queue were judged correctly. */
export function recallAfterReview(clusterOf: Uint32Array, queue: readonly Edge[], personOf: Uint32Array): number {
  return pairQuality(clustersAfterReview(clusterOf, queue, personOf), personOf).recall
}
