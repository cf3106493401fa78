import type { Conn } from '../../storage/postgres/connection.js'
import type { StoredConflict } from '../../storage/conflicts/conflicts.js'
import { findPersons } from '../../storage/persons/persons.js'
import type { JudgingResult } from '../judgements/apply-judgements.js'
import type { JudgementEffects } from '../judgements/judgement-effects.js'
import type { Judged } from '../judgements/judgement-order.js'
import { type ConflictSummary, viewConflictSummary } from './conflict-view.js'
import type { Resolution } from './resolve-conflict.js'

/** A judgement, with the judgements that it supersedes and those that hold again. */
export interface JudgedView {
  readonly id: string
  readonly superseded: readonly string[]
  readonly restored: readonly string[]
}

/** Judgements with their effects; `judgements` is empty in a preview. */
export interface JudgingResultView {
  readonly is_preview: boolean
  readonly judgements: readonly JudgedView[]
  readonly effects: JudgementEffects
}

export interface ResolutionView extends JudgingResultView {
  readonly conflict: ConflictSummary
}

/** A preview shows no judgements, since its ids are rolled back. */
export function viewJudgingResult({ isPreview, judgements, effects }: JudgingResult): JudgingResultView {
  return { is_preview: isPreview, judgements: isPreview ? [] : judgements.map(viewJudged), effects }
}

/** Shows a resolution with the conflict as it is after it. */
export async function viewResolution(conn: Conn, { conflict, ...result }: Resolution): Promise<ResolutionView> {
  return { ...viewJudgingResult(result), conflict: await summarize(conn, conflict) }
}

/** Shows one conflict as the queue does. */
export async function summarize(conn: Conn, conflict: StoredConflict): Promise<ConflictSummary> {
  const persons = await findPersons(conn, conflict.personIds)
  return viewConflictSummary(conflict, new Map(persons.map((person) => [person.id, person])))
}

function viewJudged({ judgementId, superseded, restored }: Judged): JudgedView {
  return { id: judgementId, superseded, restored }
}
