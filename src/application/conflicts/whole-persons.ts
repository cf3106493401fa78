import { attempt } from '../../storage/attempt.js'
import { giveVerdicts, type Sitting } from '../judgements/judging-desk.js'
import type { Judging } from '../judgements/judgement-order.js'
import type { PlannedJudgement } from '../judgements/judgement-plan.js'
import { isRefusal } from '../refusals.js'
import type { ConflictCase } from './conflict-case.js'

/** Ends an attempt by undoing it. */
class Undone extends Error {}

/**
 * Gives the judgements that make whole persons one. `same` joins two records before anything else is joined: where the
 * other records of the two speak against it, it would tear the record out of its person instead of joining the persons. Only
 * then the person's other records are tied to it as well.
 */
export async function joiningWholePersons(
  sitting: Sitting,
  theCase: ConflictCase,
  { plan, judging }: { plan: readonly PlannedJudgement[]; judging: Judging },
): Promise<readonly PlannedJudgement[]> {
  const ties = tiesWithin(theCase, plan)
  if (ties.length === 0 || (await joinsPersons(sitting, theCase, { plan, judging }))) return plan
  return [...plan, ...ties]
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

async function joinsPersons(
  sitting: Sitting,
  { conflict }: ConflictCase,
  { plan, judging }: { plan: readonly PlannedJudgement[]; judging: Judging },
): Promise<boolean> {
  let isWhole = false
  try {
    await attempt(sitting.tx, async () => {
      const given = await giveVerdicts({ ...sitting, isTrial: true }, plan, judging)
      const effects = isRefusal(given) ? [] : given.effects.persons
      const merged = effects.filter(({ id, effect }) => effect === 'merged' && conflict.personIds.includes(id ?? ''))
      const isTorn = effects.some(({ effect }) => effect === 'split' || effect === 'created')
      isWhole = merged.length === conflict.personIds.length - 1 && !isTorn
      throw new Undone()
    })
  } catch (error) {
    if (!(error instanceof Undone)) throw error
  }
  return isWhole
}
