import type { RecordEdge } from '../../../domain/registry/persons/cluster-records.js'
import { type Judgements, NO_JUDGEMENTS } from '../../../domain/registry/judgements/judgements.js'
import { GRADES } from '../../../domain/linkage/scoring/classify.js'
import type { StoredEdge } from '../../../storage/linkage/edges.js'
import type { Candidates } from '../compare/find-candidates.js'
import type { NarrowedCandidates } from '../compare/narrow-candidates.js'
import type { ScoredEdges } from '../compare/score-candidates.js'
import type { Pass } from '../state/pass.js'
import type { RegistryView } from '../state/registry-view.js'

/** The records whose clusters the changes can touch, with all of their edges and the live judgements on them. */
export interface Components {
  readonly recordIds: readonly string[]
  readonly edges: readonly StoredEdge[]
  readonly judgements: Judgements
}

interface Scored {
  readonly candidates: Candidates
  readonly narrowed: NarrowedCandidates
  readonly edges: ScoredEdges
}

const CERTAIN = GRADES.indexOf('certain')

/**
 * Follows certain edges, those before and after the changes, and judgements from the compared and rescored records until
 * nothing new is found. Records that are not reached keep their clusters.
 */
export async function findComponents({ view, records }: Pass, scored: Scored): Promise<Components> {
  const { candidates, narrowed, edges: scoredEdges } = scored
  const reached = new Set<string>()
  const edges = new Set<StoredEdge>()
  let judgements = NO_JUDGEMENTS
  let frontier = new Set([...candidates.compared, ...narrowed.rescored.recordIds, ...endsOfChanges(scoredEdges)])
  while (frontier.size > 0) {
    for (const id of frontier) reached.add(id)
    judgements = judgements.with(await records.loadJudgements(frontier))
    const found = await edgesAt(view, frontier, { ...scored, reached })
    for (const edge of found) edges.add(edge)
    frontier = new Set([...judgements.tiedRecords(), ...found.flatMap(certainEnds)].filter((id) => !reached.has(id)))
  }
  await records.load([...reached, ...judgements.records()])
  const recordIds = [...reached].filter((id) => records.find(id)?.subject === 'person')
  return { recordIds, edges: [...edges], judgements }
}

/**
 * The edges of these records after the changes: as they were scored, the others as they are stored. A stored edge has two
 * sides, and counts from the one that is reached first.
 */
async function edgesAt(
  view: RegistryView,
  frontier: ReadonlySet<string>,
  { candidates, edges, reached }: Scored & { readonly reached: ReadonlySet<string> },
): Promise<StoredEdge[]> {
  const stored = await view.edgesOf([...frontier].filter((id) => !candidates.compared.has(id)))
  const unscored = stored.filter(({ recordId, otherId }) => {
    if (edges.isScored(recordId, otherId)) return false
    return frontier.has(otherId) ? recordId < otherId : !reached.has(otherId)
  })
  const scored = [...frontier].flatMap((id) => edges.edgesOf.get(id) ?? [])
  return [...unscored, ...scored]
}

function certainEnds({ recordId, otherId, grade }: StoredEdge): readonly string[] {
  return grade === CERTAIN ? [recordId, otherId] : []
}

/** The records that lost or got an edge: their clusters may fall apart. */
function endsOfChanges({ removed, added }: ScoredEdges): string[] {
  return endsOf([...removed, ...added])
}

/** The records of edges that leave it open whether they are one person. */
export function doubtfulEnds(components: Components): readonly string[] {
  return endsOf(doubtfulEdges(components))
}

export function doubtfulEdges({ edges }: Components): readonly RecordEdge[] {
  return edges.filter(({ grade }) => grade < CERTAIN)
}

function endsOf(edges: readonly RecordEdge[]): string[] {
  return edges.flatMap(({ recordId, otherId }) => [recordId, otherId])
}
