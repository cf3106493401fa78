import type { LinkingContext } from '../active-model/linking-context.js'
import { readerOf } from '../batched-reads/registry-reader.js'
import type { Registry } from '../context/registry.js'
import { type EdgeView, explainPerson, type OuterEdgeView, type PersonExplanation } from './explain-person.js'
import { type PersonHistory, personHistory } from './person-history.js'
import { type PersonParts, type PersonView, type RecordView, viewPerson, viewRecord } from './person-view.js'

/** What a person can be shown with. */
export const PERSON_INCLUDES = ['records', 'evidence', 'history'] as const
export type PersonInclude = (typeof PERSON_INCLUDES)[number]

/** A person with what was asked for beside them. */
export interface ShownPerson extends PersonView {
  readonly records?: readonly RecordView[]
  readonly evidence?: { readonly edges: readonly EdgeView[]; readonly not_joined: readonly OuterEdgeView[] }
  readonly history?: PersonHistory
}

/** Shows a live person with their records, the evidence that holds them together and their history, as asked for. */
export async function showPerson(
  registry: Registry,
  parts: PersonParts,
  include: readonly PersonInclude[],
): Promise<ShownPerson> {
  const { conn } = registry.database
  const evidence = include.includes('evidence') ? await explain(registry, parts) : undefined
  const history = include.includes('history') ? await personHistory(conn, parts) : undefined
  return {
    ...viewPerson(parts),
    ...(include.includes('records') ? { records: parts.records.map(viewRecord) } : {}),
    ...(evidence === undefined ? {} : { evidence: { edges: evidence.edges, not_joined: evidence.not_joined } }),
    ...(history === undefined ? {} : { history }),
  }
}

/** How a live person was put together. */
export async function explain(registry: Registry, parts: PersonParts): Promise<PersonExplanation> {
  const context: LinkingContext = await readerOf(registry).context()
  return explainPerson(registry.database.conn, context, parts)
}
