import { GRADES } from '../../../domain/linkage/scoring/classify.js'
import type { Conn } from '../../../storage/postgres/connection.js'
import type { StoredEdge } from '../../../storage/linkage/edges.js'
import { findPersonsOfRecords } from '../../../storage/linkage/live-records.js'
import { type Judgements, NO_JUDGEMENTS } from '../state/load-judgements.js'
import type { PassReads } from '../state/pass-reads.js'
import type { Rescoring } from '../compare/score-candidates.js'
import type { RecordSet } from '../state/record-set.js'

/** The records whose clusters the changes can touch, with all of their edges and the live judgements on them. */
export interface Components {
  readonly recordIds: readonly string[]
  readonly edges: readonly StoredEdge[]
  readonly judgements: Judgements
}

const CERTAIN = GRADES.indexOf('certain')

/**
 * Follows certain edges, those before and after the changes, and judgements from the compared records, and those whose edges
 * were looked at again, until nothing new is found. What is not reached keeps its cluster.
 */
export async function findComponents(
  reads: PassReads,
  workspace: RecordSet,
  { compared, revisited, rescoring }: Scored,
): Promise<Components> {
  const reached = new Set<string>()
  const edges = new Set<StoredEdge>()
  let judgements = NO_JUDGEMENTS
  let frontier = new Set([...compared, ...revisited, ...formerNeighbours(rescoring)])
  while (frontier.size > 0) {
    for (const id of frontier) reached.add(id)
    judgements = judgements.with(await workspace.loadJudgements(frontier))
    const found = await edgesAt(reads, frontier, { compared, rescoring, reached })
    for (const edge of found) edges.add(edge)
    frontier = new Set([...judgements.tied(), ...found.flatMap(certainEnds)].filter((id) => !reached.has(id)))
  }
  await workspace.load([...reached, ...judgements.records()])
  const recordIds = [...reached].filter((id) => workspace.records.get(id)?.subject === 'person')
  return { recordIds, edges: [...edges], judgements }
}

interface Scored {
  /** Records of which every edge was scored. */
  readonly compared: ReadonlySet<string>
  /** Records of which some were. */
  readonly revisited: readonly string[]
  readonly rescoring: Rescoring
}

/**
 * The edges of these records after the changes: as they were scored, the others as they are stored. An edge is stored from both
 * sides, and taken from the one that is reached first.
 */
async function edgesAt(
  reads: PassReads,
  frontier: ReadonlySet<string>,
  { compared, rescoring, reached }: Omit<Scored, 'revisited'> & { readonly reached: ReadonlySet<string> },
): Promise<StoredEdge[]> {
  const stored = await reads.edgesOf([...frontier].filter((id) => !compared.has(id)))
  const standing = stored.filter(({ recordId, otherId }) => {
    if (rescoring.isScored(recordId, otherId)) return false
    return frontier.has(otherId) ? recordId < otherId : !reached.has(otherId)
  })
  const scored = [...frontier].flatMap((id) => rescoring.edgesOf.get(id) ?? [])
  return [...standing, ...scored]
}

function certainEnds({ recordId, otherId, grade }: StoredEdge): readonly string[] {
  return grade === CERTAIN ? [recordId, otherId] : []
}

/** Those who lost or got an edge: their clusters may fall apart. */
function formerNeighbours({ removed, added }: Rescoring): string[] {
  return [...removed, ...added].flatMap(({ recordId, otherId }) => [recordId, otherId])
}

/** Whose the records were that the pass reached or ended. */
export async function formerPersons(
  conn: Conn,
  workspace: RecordSet,
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
