import type { PlannedJudgement } from '../judgements/judgement-plan.js'
import type { Refusal } from '../context/refusals.js'
import { type ConflictCase, recordFor } from './conflict-case.js'
import type { ConflictEvidence } from './conflict-evidence.js'
import { type ConflictVerdict, refuseVerdict } from './verdict.js'

type HouseholdVerdict = 'same' | 'different'

/** The judgements on households that a verdict on a shared KK or on a person in two families leads to. */
export function householdPlan(theCase: ConflictCase, verdict: ConflictVerdict): readonly PlannedJudgement[] | Refusal {
  if (verdict !== 'same' && verdict !== 'different')
    return refuseVerdict('The verdict must be `same` (one household) or `different`.')
  const { evidence } = theCase
  if (evidence.about === 'kk') return sharersPlan(theCase, evidence.parts, verdict)
  return evidence.about === 'company' ? companyPlan(theCase, evidence, verdict) : []
}

/** Judges whether the guest lives with the host; nothing where one of them no longer exists. */
function judged(
  theCase: ConflictCase,
  verdict: HouseholdVerdict,
  { host, guest, source }: { host: string; guest: string; source?: string },
): PlannedJudgement[] {
  const records = [recordFor(theCase, host, source), recordFor(theCase, guest, source)]
  const [first, second] = records
  return first === undefined || second === undefined
    ? []
    : [{ subject: 'household', verdict, records: [first, second] }]
}

/**
 * `different` parts the first of each family from the first under the number, and keeps the rest of the family with them:
 * whoever is parted would otherwise be a household alone.
 */
function sharersPlan(
  theCase: ConflictCase,
  [main = [], ...strangers]: readonly (readonly string[])[],
  verdict: HouseholdVerdict,
): PlannedJudgement[] {
  const host = main[0] ?? ''
  return strangers.flatMap(([guest = '', ...family]) => [
    ...judged(theCase, verdict, { host, guest }),
    ...(verdict === 'different'
      ? family.flatMap((member) => judged(theCase, 'same', { host: guest, guest: member }))
      : []),
  ])
}

/** `same`: the person lives with the company of the other source; `different`: with none of it. */
function companyPlan(
  theCase: ConflictCase,
  { company, otherSource: source }: ConflictEvidence & { about: 'company' },
  verdict: HouseholdVerdict,
): PlannedJudgement[] {
  const guest = theCase.conflict.personIds[0] ?? ''
  const hosts = verdict === 'same' ? company.slice(0, 1) : company
  return hosts.flatMap((host) => judged(theCase, verdict, { host, guest, source }))
}
