import { keep, undo } from '../../storage/postgres/outcome.js'
import { inSavepoint } from '../../storage/postgres/savepoint.js'
import { giveJudgements, type JudgingResult } from '../judgements/give-judgements.js'
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
 * Gives the planned judgements so that whole persons become one. `same` links two records before anything else is linked:
 * where the other records of the two persons contradict it, it would tear a record out of its person instead of merging the
 * persons. Only then each judged record is also tied to the other records of its person.
 */
export async function judgeWholePersons(
  session: JudgingSession,
  theCase: ConflictCase,
  { plan, origin }: Planned,
): Promise<JudgingResult | Refusal> {
  const ties = tiesWithin(theCase, plan)
  if (ties.length === 0) return giveJudgements(session, plan, origin)
  const joining = await tryJoining(session, theCase, { plan, origin })
  if (joining !== undefined && session.isPreview) return joining
  return giveJudgements(session, joining === undefined ? [...plan, ...ties] : plan, origin)
}

/** Judges each record of a `same` to be the same person as every other record of its person. */
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
 * The effects of the plan alone, or undefined where it does not make the persons one or splits a person. Only a preview
 * keeps the judgements that were tried: its transaction is rolled back as a whole.
 */
function tryJoining(
  session: JudgingSession,
  { conflict }: ConflictCase,
  { plan, origin }: Planned,
): Promise<JudgingResult | undefined> {
  return inSavepoint<JudgingResult | undefined>(session.tx, async () => {
    const result = await giveJudgements({ ...session, isPreview: true }, plan, origin)
    if (isRefusal(result) || !makesOne(result, conflict.personIds)) return undo(undefined)
    return session.isPreview ? keep(result) : undo(result)
  })
}

const SPLITTING: ReadonlySet<PersonEffect['effect']> = new Set(['split', 'created', 'returned'])

function makesOne({ effects: { persons } }: JudgingResult, personIds: readonly string[]): boolean {
  const merged = persons.filter(({ id, effect }) => effect === 'merged' && personIds.includes(id ?? ''))
  const isSplit = persons.some(({ effect }) => SPLITTING.has(effect))
  return merged.length === personIds.length - 1 && !isSplit
}
