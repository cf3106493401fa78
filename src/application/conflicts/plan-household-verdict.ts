import type { PlannedJudgement } from '../judgements/judgement-plan.js'
import type { Refusal } from '../context/refusals.js'
import { type ConflictCase, recordFor } from './conflict-case.js'
import type { ConflictEvidence } from './conflict-evidence.js'
import { type ConflictVerdict, refuseVerdict } from './verdict.js'

type HouseholdVerdict = 'same' | 'different'

/** Plans the judgements on households for a verdict on a shared KK or on a person in two families. */
export function householdPlan(
  conflictCase: ConflictCase,
  verdict: ConflictVerdict,
): readonly PlannedJudgement[] | Refusal {
  if (verdict !== 'same' && verdict !== 'different')
    return refuseVerdict('The verdict must be `same` (one household) or `different`.')
  const { evidence } = conflictCase
  if (evidence.about === 'kk') return sharersPlan(conflictCase, evidence.parts, verdict)
  return evidence.about === 'company' ? companyPlan(conflictCase, evidence, verdict) : []
}

/** Judges whether the person lives in the household of the resident; empty where one of the two has no live record. */
function membership(
  conflictCase: ConflictCase,
  verdict: HouseholdVerdict,
  { resident, person, source }: { resident: string; person: string; source?: string },
): PlannedJudgement[] {
  const records = [recordFor(conflictCase, resident, source), recordFor(conflictCase, person, source)]
  const [first, second] = records
  return first === undefined || second === undefined
    ? []
    : [{ subject: 'household', verdict, records: [first, second] }]
}

/**
 * `different` separates the first person of each further family from the first family under the number. It also ties the
 * rest of that family to its first person, who would otherwise be a household alone.
 */
function sharersPlan(
  conflictCase: ConflictCase,
  [firstFamily = [], ...otherFamilies]: readonly (readonly string[])[],
  verdict: HouseholdVerdict,
): PlannedJudgement[] {
  const resident = firstFamily[0] ?? ''
  return otherFamilies.flatMap(([person = '', ...family]) => [
    ...membership(conflictCase, verdict, { resident, person }),
    ...(verdict === 'different'
      ? family.flatMap((member) => membership(conflictCase, 'same', { resident: person, person: member }))
      : []),
  ])
}

/** `same`: the person lives with the company of the other source; `different`: with none of it. */
function companyPlan(
  conflictCase: ConflictCase,
  { company, otherSource: source }: ConflictEvidence & { about: 'company' },
  verdict: HouseholdVerdict,
): PlannedJudgement[] {
  const person = conflictCase.conflict.personIds[0] ?? ''
  const residents = verdict === 'same' ? company.slice(0, 1) : company
  return residents.flatMap((resident) => membership(conflictCase, verdict, { resident, person, source }))
}
