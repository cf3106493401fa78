import { scorePairs } from '../../../domain/linkage/scoring/score-pairs.js'
import type { StoredEdge } from '../../../storage/linkage/edges.js'
import type { Pass } from '../state/pass.js'
import type { Candidates } from './find-candidates.js'
import type { NarrowedCandidates } from './narrow-candidates.js'

/** The edges of the pairs that were scored, and how they differ from the stored ones. */
export interface ScoredEdges {
  /** Whether a pair of records was scored: other edges are as they are stored. */
  readonly isScored: (recordId: string, otherId: string) => boolean
  /** Every scored edge, once, by both of its records. */
  readonly edgesOf: ReadonlyMap<string, readonly StoredEdge[]>
  readonly added: readonly StoredEdge[]
  readonly removed: readonly StoredEdge[]
  readonly comparedPairs: number
}

/** Scores the compared records against the records that share a key with them, and the rescored pairs. */
export async function scoreCandidates(
  { view, records }: Pass,
  { compared, rows, keys }: Candidates,
  { recordIds, rescored }: NarrowedCandidates,
): Promise<ScoredEdges> {
  const { table, count } = rows
  await rows.coMembers.addRows(recordIds)
  const scorer = table.scorer(records.crowds)
  const index = table.index(records.crowds, keys.crowded)
  const isRescored = rescored.among(scorer.table, scorer.model)
  const isScored = (recordId: string, otherId: string): boolean => {
    if (compared.has(recordId) || compared.has(otherId)) return true
    return table.has(recordId) && table.has(otherId) && isRescored(table.rowOf(recordId), table.rowOf(otherId))
  }
  const pairs = scorePairs(index, scorer, {
    from: 0,
    to: table.ids.length,
    mayBeOne: (i, j) => Math.min(i, j) < count || isRescored(i, j),
  })
  const stored = new Map<string, StoredEdge>()
  // A record that was not live before has no stored edges.
  const wereLive = [...compared].filter((id) => !records.isChanged(id) || records.before.get(id) !== undefined)
  for (const edge of await view.edgesOf([...wereLive, ...rescored.recordIds])) {
    if (isScored(edge.recordId, edge.otherId)) stored.set(nameOf(edge), edge)
  }
  const edgesOf = new Map<string, StoredEdge[]>()
  const added: StoredEdge[] = []
  for (let at = 0; at < pairs.i.length; at += 1) {
    const edge = {
      recordId: table.ids[pairs.i[at] ?? 0] ?? '',
      otherId: table.ids[pairs.j[at] ?? 0] ?? '',
      weight: pairs.weights[at] ?? 0,
      grade: pairs.grades[at] ?? 0,
    }
    keep(edgesOf, edge.recordId, edge)
    keep(edgesOf, edge.otherId, edge)
    const name = stored.size === 0 ? '' : nameOf(edge)
    const former = stored.get(name)
    if (former?.weight === edge.weight && former.grade === edge.grade) stored.delete(name)
    else added.push(edge)
  }
  return { isScored, edgesOf, added, removed: [...stored.values()], comparedPairs: pairs.compared }
}

function keep(edgesOf: Map<string, StoredEdge[]>, id: string, edge: StoredEdge): void {
  const edges = edgesOf.get(id)
  if (edges === undefined) edgesOf.set(id, [edge])
  else edges.push(edge)
}

/** One name for an edge from either side. */
function nameOf({ recordId, otherId }: Pick<StoredEdge, 'recordId' | 'otherId'>): string {
  return recordId < otherId ? recordId + otherId : otherId + recordId
}
