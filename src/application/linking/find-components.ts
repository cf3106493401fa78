import { GRADES } from '../../domain/linkage/classify.js'
import type { Conn } from '../../storage/connection.js'
import { listEdges, type StoredEdge } from '../../storage/edges.js'
import { findPersonsOfRecords } from '../../storage/live-records.js'
import { type Judgements, loadJudgements, NO_JUDGEMENTS } from './load-judgements.js'
import type { Rescoring } from './score-candidates.js'
import type { Workspace } from './workspace.js'

/** The records whose clusters the changes can touch, with all of their edges and the live judgements on them. */
export interface Components {
  readonly recordIds: readonly string[]
  readonly edges: readonly StoredEdge[]
  readonly judgements: Judgements
}

const CERTAIN = GRADES.indexOf('certain')

/**
 * Follows certain edges, those before and after the changes, and judgements from the affected records until nothing new is
 * found. What is not reached keeps its cluster.
 */
export async function findComponents(
  conn: Conn,
  workspace: Workspace,
  { affected, rescoring }: { affected: ReadonlySet<string>; rescoring: Rescoring },
): Promise<Components> {
  const reached = new Set<string>()
  const edges = new Map<string, StoredEdge>()
  let judgements = NO_JUDGEMENTS
  let frontier = new Set([...affected, ...formerNeighbours(rescoring)])
  while (frontier.size > 0) {
    for (const id of frontier) reached.add(id)
    const unaffected = [...frontier].filter((id) => !affected.has(id))
    const found = [...(await listEdges(conn, unaffected)).filter(({ otherId }) => !affected.has(otherId))]
    for (const id of frontier) found.push(...(rescoring.edgesOf.get(id) ?? []))
    judgements = judgements.with(await loadJudgements(conn, [...frontier]))
    const next = new Set<string>()
    for (const edge of found) {
      edges.set(edge.recordId < edge.otherId ? edge.recordId + edge.otherId : edge.otherId + edge.recordId, edge)
      if (edge.grade === CERTAIN) for (const id of [edge.recordId, edge.otherId]) if (!reached.has(id)) next.add(id)
    }
    for (const id of judgements.tied()) if (!reached.has(id)) next.add(id)
    frontier = next
  }
  await workspace.load(reached)
  const recordIds = [...reached].filter((id) => workspace.records.get(id)?.subject === 'person')
  return { recordIds, edges: [...edges.values()], judgements }
}

/** Those who lost an edge to an affected record: their clusters may fall apart. */
function formerNeighbours({ removed, added }: Rescoring): string[] {
  return [...removed, ...added].flatMap(({ recordId, otherId }) => [recordId, otherId])
}

/** Whose the records were that the pass reached or ended. */
export async function formerPersons(
  conn: Conn,
  workspace: Workspace,
  recordIds: Iterable<string>,
): Promise<Set<string>> {
  const persons = new Set<string>()
  const unknown: string[] = []
  for (const id of recordIds) {
    const record = workspace.isChanged(id) ? workspace.before.get(id) : workspace.records.get(id)
    if (record?.personId !== undefined) persons.add(record.personId)
    else if (!workspace.isChanged(id)) unknown.push(id)
  }
  for (const person of (await findPersonsOfRecords(conn, unknown)).values()) persons.add(person)
  return persons
}
