import type { Conn } from '../../storage/postgres/connection.js'
import type { StoredConflict } from '../../storage/conflicts/conflicts.js'
import { findPersons } from '../../storage/persons/persons.js'
import type { Judged } from '../judgements/judgement-order.js'
import type { Verdicts } from '../judgements/judging-desk.js'
import type { VerdictEffects } from '../judgements/verdict-effects.js'
import { type ConflictSummary, viewConflictSummary } from './conflict-view.js'
import type { Resolution } from './resolve-conflict.js'

/** A judgement as it was given, and those that no longer hold for it or hold again. */
export interface JudgedView {
  readonly id: string
  readonly superseded: readonly string[]
  readonly restored: readonly string[]
}

/** Judgements and all that they did, or, tried only, would do. */
export interface VerdictsView {
  readonly is_preview: boolean
  readonly judgements: readonly JudgedView[]
  readonly effects: VerdictEffects
}

export interface ResolutionView extends VerdictsView {
  readonly conflict: ConflictSummary
}

/** Shows verdicts; those of a trial have no ids. */
export function viewVerdicts({ judgements, effects }: Verdicts, isPreview: boolean): VerdictsView {
  return { is_preview: isPreview, judgements: isPreview ? [] : judgements.map(viewJudged), effects }
}

/** Shows a resolution with the conflict as it left it. */
export async function viewResolution(
  conn: Conn,
  { conflict, ...verdicts }: Resolution,
  isPreview: boolean,
): Promise<ResolutionView> {
  return { ...viewVerdicts(verdicts, isPreview), conflict: await summarize(conn, conflict) }
}

/** Shows one conflict as the queue does. */
export async function summarize(conn: Conn, conflict: StoredConflict): Promise<ConflictSummary> {
  const persons = await findPersons(conn, conflict.personIds)
  return viewConflictSummary(conflict, new Map(persons.map((person) => [person.id, person])))
}

function viewJudged({ judgementId, superseded, restored }: Judged): JudgedView {
  return { id: judgementId, superseded, restored }
}
