import type { Conn } from '../../storage/postgres/connection.js'
import type { LinkingContextCache } from '../active-model/linking-context-cache.js'
import { type EdgeView, explainPerson, type OuterEdgeView } from './explain-person.js'
import { type PersonHistory, personHistory } from './person-history.js'
import { type PersonParts, type PersonView, type RecordView, viewPerson, viewRecord } from './person-view.js'

/** The parts that a request can include. */
export const PERSON_INCLUDES = ['records', 'evidence', 'history'] as const
export type PersonInclude = (typeof PERSON_INCLUDES)[number]

/** A person with the included parts. */
export interface ShownPerson extends PersonView {
  readonly records?: readonly RecordView[]
  readonly evidence?: { readonly edges: readonly EdgeView[]; readonly not_joined: readonly OuterEdgeView[] }
  readonly history?: PersonHistory
}

/** Returns a live person with the included parts: its records, the evidence that links them, its history. */
export async function showPerson(
  conn: Conn,
  parts: PersonParts,
  { include, contexts }: { readonly include: readonly PersonInclude[]; readonly contexts: LinkingContextCache },
): Promise<ShownPerson> {
  const evidence = include.includes('evidence') ? await explainPerson(conn, await contexts.read(), parts) : undefined
  const history = include.includes('history') ? await personHistory(conn, parts) : undefined
  return {
    ...viewPerson(parts),
    ...(include.includes('records') ? { records: parts.records.map(viewRecord) } : {}),
    ...(evidence === undefined ? {} : { evidence: { edges: evidence.edges, not_joined: evidence.not_joined } }),
    ...(history === undefined ? {} : { history }),
  }
}
