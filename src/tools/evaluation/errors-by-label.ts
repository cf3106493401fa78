/** The errors among the pairs in which a record has a label; `none` counts those in which neither record has one. */
export interface LabelErrors {
  /** The records with the label. */
  readonly records: number
  /** Pairs of two persons in one cluster. */
  readonly falsePairs: number
  /** Pairs of one person in two clusters. */
  readonly missedPairs: number
  /** Those of them that are missed even if every conflict of the review queue is judged rightly. */
  readonly missedAfterReview: number
}

/** The clusters of rows by the machine and after the review, and the person of each row. */
export interface Partitions {
  readonly clusterOf: Uint32Array
  readonly reviewedOf: Uint32Array
  readonly personOf: Uint32Array
}

type Counts = { -readonly [measure in keyof LabelErrors]: number }

export const NO_LABEL = 'none'

/**
 * Counts the errors of the links by the labels of the records; a pair with several labels counts for each. The time grows
 * with the records and their labels, not with the pairs. Most errors come first.
 */
export function errorsByLabel(
  labelsOf: readonly (readonly string[])[],
  { clusterOf, reviewedOf, personOf }: Partitions,
): Readonly<Record<string, LabelErrors>> {
  const counts = new Map<string, Counts>()
  const countsOf = (label: string): Counts => {
    const known = counts.get(label) ?? { records: 0, falsePairs: 0, missedPairs: 0, missedAfterReview: 0 }
    counts.set(label, known)
    return known
  }
  const count = (groups: Uint32Array, parts: Uint32Array, measure: Exclude<keyof LabelErrors, 'records'>): void => {
    for (const rows of rowsByLabel(groups))
      addPairsApart(rows, { parts, labelsOf }, (label, pairs) => {
        countsOf(label)[measure] += pairs
      })
  }
  for (const labels of labelsOf)
    for (const label of labels.length === 0 ? [NO_LABEL] : labels) countsOf(label).records += 1
  count(clusterOf, personOf, 'falsePairs')
  count(personOf, clusterOf, 'missedPairs')
  count(personOf, reviewedOf, 'missedAfterReview')
  return Object.fromEntries([...counts].sort(byErrors))
}

function byErrors([nameA, a]: [string, Counts], [nameB, b]: [string, Counts]): number {
  const difference = b.falsePairs + b.missedPairs - a.falsePairs - a.missedPairs
  return difference === 0 ? (nameA < nameB ? -1 : 1) : difference
}

function rowsByLabel(labels: Uint32Array): Iterable<readonly number[]> {
  const groups = new Map<number, number[]>()
  labels.forEach((label, row) => {
    const rows = groups.get(label)
    if (rows === undefined) groups.set(label, [row])
    else rows.push(row)
  })
  return groups.values()
}

/** Adds for each label the pairs of rows in different parts that have it, which are all pairs but those without it. */
function addPairsApart(
  rows: readonly number[],
  { parts, labelsOf }: { readonly parts: Uint32Array; readonly labelsOf: readonly (readonly string[])[] },
  add: (label: string, pairs: number) => void,
): void {
  const all = pairsApart(rows, parts)
  if (all === 0) return
  const labels = new Set(rows.flatMap((row) => labelsOf[row] ?? []))
  for (const label of labels) {
    const without = rows.filter((row) => !(labelsOf[row] ?? []).includes(label))
    const pairs = all - pairsApart(without, parts)
    if (pairs > 0) add(label, pairs)
  }
  const unlabelled = pairsApart(
    rows.filter((row) => (labelsOf[row] ?? []).length === 0),
    parts,
  )
  if (unlabelled > 0) add(NO_LABEL, unlabelled)
}

function pairsApart(rows: readonly number[], parts: Uint32Array): number {
  const sizes = new Map<number, number>()
  for (const row of rows) sizes.set(parts[row] ?? 0, (sizes.get(parts[row] ?? 0) ?? 0) + 1)
  let pairs = pairsOf(rows.length)
  for (const size of sizes.values()) pairs -= pairsOf(size)
  return pairs
}

function pairsOf(count: number): number {
  return (count * (count - 1)) / 2
}
