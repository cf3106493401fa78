/** A scored pair of rows; `weight` in bits of log2 odds. */
export interface Edge {
  readonly i: number
  readonly j: number
  readonly weight: number
}

/** A judgement on two rows. */
export interface RowJudgement {
  readonly i: number
  readonly j: number
  readonly verdict: 'same' | 'different'
}

/** What clustering needs to know about two rows, and how it orders edges of equal weight. */
export interface ClusterRules {
  /** Whether two rows can never be one person, whatever the evidence. */
  forbids(i: number, j: number): boolean
  /** Evidence for two rows in bits; -Infinity if they may not be linked automatically. */
  evidence(i: number, j: number): number
  /** Orders rows by source and key, never by row number, so that arrival cannot decide. */
  before(i: number, j: number): boolean
  /**
   * Limit for the evidence of one pair in the mean, in bits, so that one strong pair cannot outweigh many doubtful
   * ones.
   */
  readonly bound: number
  /** Smallest mean evidence over all pairs across two clusters at which they are joined, in bits. */
  readonly leastMean: number
}

/**
 * The cluster of each row, named by the cluster's first row, and the edges that were refused. A refused `same`
 * judgement has infinite weight.
 */
export interface Clustering {
  readonly clusterOf: Uint32Array
  readonly refused: readonly Edge[]
}

/**
 * Joins rows into clusters: `same` judgements first (but never across a `different` one), then edges by descending
 * weight. The order of the input has no influence. Two clusters are joined only if no `different` judgement separates
 * them and the evidence over all pairs across them is sufficient: a chain of links through twins or a repeated NIK must
 * not join a family into one person.
 */
export function clusterRows(
  size: number,
  edges: readonly Edge[],
  judgements: readonly RowJudgement[],
  rules: ClusterRules,
): Clustering {
  const clusters = new Clusters(size)
  const separated = separatedRows(judgements)
  const refused: Edge[] = []
  const order = edgeOrder((i, j) => rules.before(i, j))
  for (const edge of sameEdges(judgements).sort(order)) {
    if (areSeparated(clusters, separated, edge.i, edge.j)) refused.push(edge)
    else clusters.join(edge.i, edge.j)
  }
  for (const edge of edges.toSorted(order)) {
    if (clusters.find(edge.i) === clusters.find(edge.j)) continue
    const mayJoin = !areSeparated(clusters, separated, edge.i, edge.j) && holdsTogether(clusters, edge, rules)
    if (mayJoin) clusters.join(edge.i, edge.j)
    else refused.push(edge)
  }
  return { clusterOf: clusters.labels(), refused }
}

/** `same` judgements as edges that outweigh all others. */
function sameEdges(judgements: readonly RowJudgement[]): Edge[] {
  return judgements
    .filter(({ verdict }) => verdict === 'same')
    .map(({ i, j }) => ({ i, j, weight: Number.POSITIVE_INFINITY }))
}

/** Orders edges by descending weight; ties by source and key of the rows, according to `before`. */
export function edgeOrder(before: (i: number, j: number) => boolean): (a: Edge, b: Edge) => number {
  const first = ({ i, j }: Edge): number => (before(i, j) ? i : j)
  const second = ({ i, j }: Edge): number => (before(i, j) ? j : i)
  const order = (x: number, y: number): number => (x === y ? 0 : before(x, y) ? -1 : 1)
  return (a, b) => {
    if (a.weight !== b.weight) return a.weight > b.weight ? -1 : 1
    return order(first(a), first(b)) || order(second(a), second(b))
  }
}

function separatedRows(judgements: readonly RowJudgement[]): ReadonlyMap<number, readonly number[]> {
  const separated = new Map<number, number[]>()
  for (const { i, j, verdict } of judgements) {
    if (verdict !== 'different') continue
    separated.set(i, [...(separated.get(i) ?? []), j])
    separated.set(j, [...(separated.get(j) ?? []), i])
  }
  return separated
}

function areSeparated(
  clusters: Clusters,
  separated: ReadonlyMap<number, readonly number[]>,
  i: number,
  j: number,
): boolean {
  if (separated.size === 0) return false
  const other = clusters.find(j)
  return clusters.members(i).some((row) => separated.get(row)?.some((apart) => clusters.find(apart) === other))
}

/** Evidence is summed in integer steps, so that the order of the rows cannot affect the last digit of a sum. */
const STEPS_PER_BIT = 2 ** 20

function holdsTogether(clusters: Clusters, edge: Edge, rules: ClusterRules): boolean {
  const left = clusters.members(edge.i)
  const right = clusters.members(edge.j)
  if (left.length === 1 && right.length === 1) return true
  let sum = 0
  for (const i of left) {
    for (const j of right) {
      if (rules.forbids(i, j)) return false
      const say = Math.max(-rules.bound, Math.min(rules.bound, rules.evidence(i, j)))
      sum += Math.round(say * STEPS_PER_BIT)
    }
  }
  return sum >= rules.leastMean * left.length * right.length * STEPS_PER_BIT
}

/** Disjoint sets of rows with listable members: union-find plus a ring of the members. */
class Clusters {
  readonly #parent: Uint32Array
  readonly #next: Uint32Array
  readonly #sizes: Uint32Array

  constructor(size: number) {
    this.#parent = Uint32Array.from({ length: size }, (_, row) => row)
    this.#next = this.#parent.slice()
    this.#sizes = new Uint32Array(size).fill(1)
  }

  find(row: number): number {
    let root = row
    while (this.#parent[root] !== root) root = this.#parent[root] ?? root
    for (let at = row; at !== root;) {
      const next = this.#parent[at] ?? root
      this.#parent[at] = root
      at = next
    }
    return root
  }

  members(row: number): number[] {
    const members = [row]
    for (let at = this.#next[row] ?? row; at !== row; at = this.#next[at] ?? row) members.push(at)
    return members
  }

  join(i: number, j: number): void {
    const a = this.find(i)
    const b = this.find(j)
    if (a === b) return
    const [small, large] = (this.#sizes[a] ?? 0) < (this.#sizes[b] ?? 0) ? [a, b] : [b, a]
    this.#parent[small] = large
    this.#sizes[large] = (this.#sizes[large] ?? 0) + (this.#sizes[small] ?? 0)
    const next = this.#next[small] ?? small
    this.#next[small] = this.#next[large] ?? large
    this.#next[large] = next
  }

  /** Returns the lowest row of each row's cluster. */
  labels(): Uint32Array {
    const labels = new Uint32Array(this.#parent.length)
    const first = new Map<number, number>()
    for (let row = 0; row < labels.length; row += 1) {
      const root = this.find(row)
      const label = first.get(root) ?? row
      if (label === row) first.set(root, row)
      labels[row] = label
    }
    return labels
  }
}
