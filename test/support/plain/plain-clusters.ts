import type { ClusterRules, Edge, RowJudgement } from '../../../src/domain/linkage/scoring/cluster.js'

/** Clusters as plain lists of rows, and the edges whose join was refused. */
export interface PlainClustering {
  readonly clusters: readonly (readonly number[])[]
  readonly refused: readonly Edge[]
}

/**
 * The slow and obvious way to cluster: lists of rows, the strongest edge looked for again and again, every pair across
 * two clusters asked. What `clusterRows` must equal.
 */
export function plainClusters(
  size: number,
  edges: readonly Edge[],
  judgements: readonly RowJudgement[],
  rules: ClusterRules,
): PlainClustering {
  let clusters: readonly (readonly number[])[] = Array.from({ length: size }, (_, row) => [row])
  const refused: Edge[] = []
  const clusterOf = (row: number): readonly number[] => clusters.find((cluster) => cluster.includes(row)) ?? []
  const join = (i: number, j: number): void => {
    const [a, b] = [clusterOf(i), clusterOf(j)]
    if (a !== b) clusters = [...clusters.filter((cluster) => cluster !== a && cluster !== b), [...a, ...b]]
  }
  const same = judgements.filter(({ verdict }) => verdict === 'same').map(({ i, j }) => ({ i, j, weight: Infinity }))
  for (let rest = same; rest.length > 0;) {
    const edge = strongest(rest, rules)
    rest = rest.filter((other) => other !== edge)
    if (areParted(clusterOf(edge.i), clusterOf(edge.j), judgements)) refused.push(edge)
    else join(edge.i, edge.j)
  }
  for (let rest = [...edges]; rest.length > 0;) {
    const edge = strongest(rest, rules)
    rest = rest.filter((other) => other !== edge)
    const [a, b] = [clusterOf(edge.i), clusterOf(edge.j)]
    if (a === b) continue
    if (!areParted(a, b, judgements) && holdTogether(a, b, rules)) join(edge.i, edge.j)
    else refused.push(edge)
  }
  return { clusters, refused }
}

function areParted(a: readonly number[], b: readonly number[], judgements: readonly RowJudgement[]): boolean {
  return judgements.some(
    ({ i, j, verdict }) =>
      verdict === 'different' && ((a.includes(i) && b.includes(j)) || (a.includes(j) && b.includes(i))),
  )
}

/** Two single rows are joined by their edge alone; more must hold together over all pairs across. */
function holdTogether(a: readonly number[], b: readonly number[], rules: ClusterRules): boolean {
  if (a.length === 1 && b.length === 1) return true
  const pairs = a.flatMap((i) => b.map((j) => [i, j] as const))
  if (pairs.some(([i, j]) => rules.forbids(i, j))) return false
  const says = pairs.map(([i, j]) => Math.max(-rules.bound, Math.min(rules.bound, rules.evidence(i, j))))
  return says.reduce((sum, say) => sum + say, 0) / says.length >= rules.leastMean
}

function strongest(edges: readonly Edge[], rules: ClusterRules): Edge {
  const ordered = ({ i, j }: Edge): readonly [number, number] => (rules.before(i, j) ? [i, j] : [j, i])
  const precedes = (a: Edge, b: Edge): boolean => {
    if (a.weight !== b.weight) return a.weight > b.weight
    const [[a1, a2], [b1, b2]] = [ordered(a), ordered(b)]
    return a1 === b1 ? rules.before(a2, b2) : rules.before(a1, b1)
  }
  return edges.reduce((best, edge) => (precedes(edge, best) ? edge : best))
}
