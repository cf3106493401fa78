import { scorePairs } from '../../../domain/linkage/scoring/score-pairs.js'
import type { StoredEdge } from '../../../storage/linkage/edges.js'
import type { Candidates } from './find-candidates.js'
import type { PassReads } from '../state/pass-reads.js'
import type { Revisits } from './revisits.js'
import type { RecordSet } from '../state/record-set.js'

/** The edges of the pairs that were scored, and how they differ from what is stored. */
export interface Rescoring {
  /** Whether a pair of records was scored: other edges are as they are stored. */
  readonly isScored: (recordId: string, otherId: string) => boolean
  /** Every edge that was scored, once, by both of its records. */
  readonly edgesOf: ReadonlyMap<string, readonly StoredEdge[]>
  readonly added: readonly StoredEdge[]
  readonly removed: readonly StoredEdge[]
  readonly comparedPairs: number
}

/**
 * Scores the compared records against all who share a key with them, and the pairs that are looked at again. Candidates and
 * their families must be among the rows.
 */
export async function scoreCandidates(
  reads: PassReads,
  workspace: RecordSet,
  { found, revisits }: { found: Candidates; revisits: Revisits },
): Promise<Rescoring> {
  const { rows, compared, comparedRows } = found
  const scorer = rows.scorer(workspace.crowds)
  const index = rows.index(workspace.crowds, found.crowdedKeys)
  const isRevisited = revisits.among(scorer.table, scorer.model)
  const isScored = (recordId: string, otherId: string): boolean => {
    if (compared.has(recordId) || compared.has(otherId)) return true
    return rows.has(recordId) && rows.has(otherId) && isRevisited(rows.rowOf(recordId), rows.rowOf(otherId))
  }
  const pairs = scorePairs(index, scorer, {
    from: 0,
    to: rows.ids.length,
    mayBeOne: (i, j) => Math.min(i, j) < comparedRows || isRevisited(i, j),
  })
  const stored = new Map<string, StoredEdge>()
  // What was not live before has no edges yet.
  const known = [...compared].filter((id) => !workspace.isChanged(id) || workspace.before.get(id) !== undefined)
  for (const edge of await reads.edgesOf([...known, ...revisits.recordIds])) {
    if (isScored(edge.recordId, edge.otherId)) stored.set(nameOf(edge), edge)
  }
  const edgesOf = new Map<string, StoredEdge[]>()
  const added: StoredEdge[] = []
  for (let at = 0; at < pairs.i.length; at += 1) {
    const edge = {
      recordId: rows.ids[pairs.i[at] ?? 0] ?? '',
      otherId: rows.ids[pairs.j[at] ?? 0] ?? '',
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

/** One name for an edge, from whichever side it is seen. */
function nameOf({ recordId, otherId }: Pick<StoredEdge, 'recordId' | 'otherId'>): string {
  return recordId < otherId ? recordId + otherId : otherId + recordId
}
