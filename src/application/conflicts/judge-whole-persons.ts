import { keep, undo } from '../../storage/postgres/outcome.js'
import { inSavepoint } from '../../storage/postgres/savepoint.js'
import { applyJudgements, type JudgingResult } from '../judgements/apply-judgements.js'
import type { JudgingSession } from '../judgements/judging-context.js'
import type { JudgementOrigin } from '../judgements/judgement-order.js'
import type { PlannedJudgement } from '../judgements/judgement-plan.js'
import type { PersonEffect } from '../judgements/judgement-effects.js'
import { isRefusal, type Refusal } from '../context/refusals.js'
import type { ConflictCase } from './conflict-case.js'

interface Planned {
  readonly plan: readonly PlannedJudgement[]
  readonly origin: JudgementOrigin
}

/**
 * Applies the planned judgements so that `same` merges whole persons. A judgement `same` on two records is linked before
 * anything else: where other records of the two persons contradict it, it would take a record out of its person instead.
 * Only in that case each judged record is also tied to the other records of its person.
 */
export async function judgeWholePersons(
  session: JudgingSession,
  conflictCase: ConflictCase,
  { plan, origin }: Planned,
): Promise<JudgingResult | Refusal> {
  const ties = tiesWithin(conflictCase, plan)
  if (ties.length === 0) return applyJudgements(session, plan, origin)
  const applied = await tryPlanAlone(session, conflictCase, { plan, origin })
  if (applied !== undefined && session.isPreview) return applied
  return applyJudgements(session, applied === undefined ? [...plan, ...ties] : plan, origin)
}

/** Plans a `same` between each record of a planned `same` and every other record of its person. */
function tiesWithin({ persons, records }: ConflictCase, plan: readonly PlannedJudgement[]): PlannedJudgement[] {
  const joined = plan.flatMap((each) => (each.subject === 'pair' && each.verdict === 'same' ? each.records : []))
  return [...new Set(joined)].flatMap((id) => {
    const own = persons.get(records.get(id)?.personId ?? '')?.recordIds ?? []
    return own
      .filter((other) => other !== id)
      .map((other): PlannedJudgement => ({ subject: 'pair', verdict: 'same', records: [id, other] }))
  })
}

/**
 * Applies the plan without ties in a savepoint; undefined where it does not merge all persons into one, or splits a person.
 * Only a preview keeps the writes: its transaction is rolled back as a whole.
 */
function tryPlanAlone(
  session: JudgingSession,
  { conflict }: ConflictCase,
  { plan, origin }: Planned,
): Promise<JudgingResult | undefined> {
  return inSavepoint<JudgingResult | undefined>(session.tx, async () => {
    const result = await applyJudgements({ ...session, isPreview: true }, plan, origin)
    if (isRefusal(result) || !mergesAll(result, conflict.personIds)) return undo(undefined)
    return session.isPreview ? keep(result) : undo(result)
  })
}

const SPLITTING: ReadonlySet<PersonEffect['effect']> = new Set(['split', 'created', 'returned'])

function mergesAll({ effects: { persons } }: JudgingResult, personIds: readonly string[]): boolean {
  const merged = persons.filter(({ id, effect }) => effect === 'merged' && personIds.includes(id ?? ''))
  const isSplit = persons.some(({ effect }) => SPLITTING.has(effect))
  return merged.length === personIds.length - 1 && !isSplit
}
