import { keep, undo } from '../../storage/postgres/outcome.js'
import { inSavepoint } from '../../storage/postgres/savepoint.js'
import { giveVerdicts, type Sitting, type Verdicts } from '../judgements/judging-desk.js'
import type { Judging } from '../judgements/judgement-order.js'
import type { PlannedJudgement } from '../judgements/judgement-plan.js'
import type { PersonEffect } from '../judgements/verdict-effects.js'
import { isRefusal, type Refusal } from '../context/refusals.js'
import type { ConflictCase } from './conflict-case.js'

interface Said {
  readonly plan: readonly PlannedJudgement[]
  readonly judging: Judging
}

/**
 * Gives judgements so that whole persons become one. `same` joins two records before anything else is joined: where the
 * other records of the two speak against it, it would tear the record out of its person instead of joining the persons. Only
 * then the person's other records are tied to it as well.
 */
export async function giveForWholePersons(
  sitting: Sitting,
  theCase: ConflictCase,
  { plan, judging }: Said,
): Promise<Verdicts | Refusal> {
  const ties = tiesWithin(theCase, plan)
  if (ties.length === 0) return giveVerdicts(sitting, plan, judging)
  const joining = await tryJoining(sitting, theCase, { plan, judging })
  if (joining !== undefined && sitting.isTrial) return joining
  return giveVerdicts(sitting, joining === undefined ? [...plan, ...ties] : plan, judging)
}

/** Each record that is judged `same` with every other of its person. */
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
  sitting: Sitting,
  { conflict }: ConflictCase,
  { plan, judging }: Said,
): Promise<Verdicts | undefined> {
  return inSavepoint<Verdicts | undefined>(sitting.tx, async () => {
    const given = await giveVerdicts({ ...sitting, isTrial: true }, plan, judging)
    if (isRefusal(given) || !makesOne(given, conflict.personIds)) return undo(undefined)
    return sitting.isTrial ? keep(given) : undo(given)
  })
}

const PARTING: ReadonlySet<PersonEffect['effect']> = new Set(['split', 'created', 'returned'])

function makesOne({ effects: { persons } }: Verdicts, personIds: readonly string[]): boolean {
  const merged = persons.filter(({ id, effect }) => effect === 'merged' && personIds.includes(id ?? ''))
  const isTorn = persons.some(({ effect }) => PARTING.has(effect))
  return merged.length === personIds.length - 1 && !isTorn
}
