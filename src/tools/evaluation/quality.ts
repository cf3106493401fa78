/** Pair counts and the measures that follow from them. A pair is two records in one cluster or of one person. */
export interface PairQuality {
  readonly truePairs: number
  readonly linkedPairs: number
  readonly rightPairs: number
  readonly precision: number
  readonly recall: number
  readonly f1: number
}

/** Compares clusters with the truth over all pairs of rows. Both arrays have a label for each row. */
export function pairQuality(clusterOf: Uint32Array, personOf: Uint32Array): PairQuality {
  const truePairs = pairsWithin(personOf)
  const linkedPairs = pairsWithin(clusterOf)
  const rightPairs = pairsWithinBoth(clusterOf, personOf)
  const precision = linkedPairs === 0 ? 1 : rightPairs / linkedPairs
  const recall = truePairs === 0 ? 1 : rightPairs / truePairs
  const f1 = precision + recall === 0 ? 0 : (2 * precision * recall) / (precision + recall)
  return { truePairs, linkedPairs, rightPairs, precision, recall, f1 }
}

function pairsWithin(labels: Uint32Array): number {
  return pairsOf(countLabels(labels.length, (row) => labels[row] ?? 0))
}

const MOST_LABELS = 2 ** 26

function pairsWithinBoth(a: Uint32Array, b: Uint32Array): number {
  return pairsOf(countLabels(a.length, (row) => (a[row] ?? 0) * MOST_LABELS + (b[row] ?? 0)))
}

function countLabels(size: number, labelOf: (row: number) => number): Map<number, number> {
  const counts = new Map<number, number>()
  for (let row = 0; row < size; row += 1) {
    const label = labelOf(row)
    counts.set(label, (counts.get(label) ?? 0) + 1)
  }
  return counts
}

function pairsOf(counts: ReadonlyMap<number, number>): number {
  let pairs = 0
  for (const count of counts.values()) pairs += (count * (count - 1)) / 2
  return pairs
}
