import type { GoldenField, GoldenValue } from '../../domain/registry/golden/values/golden-value.js'
import type { PlannedJudgement } from '../judgements/judgement-plan.js'
import { goldenOf } from '../persons/get-persons.js'
import { isRefusal, type Refusal } from '../context/refusals.js'
import { type ConflictCase, recordFor } from './conflict-case.js'
import type { ConflictEvidence } from './conflict-evidence.js'
import { valueOfRecord } from './record-value.js'
import { householdPlan } from './plan-household-verdict.js'
import { refuseVerdict, type Verdict } from './verdict.js'

/** A steward cannot check more judgements at once. */
const MOST_JUDGEMENTS = 200

/** Plans the judgements for a verdict; refuses with VERDICT_UNFIT where the verdict does not fit the conflict. */
export function planVerdict(conflictCase: ConflictCase, verdict: Verdict): readonly PlannedJudgement[] | Refusal {
  const plan = planFor(conflictCase, verdict)
  if (isRefusal(plan)) return plan
  if (plan.length === 0)
    return refuseVerdict('The persons or records of the conflict no longer exist: read the conflict again.')
  if (plan.length > MOST_JUDGEMENTS)
    return refuseVerdict(`The verdict would take more than ${MOST_JUDGEMENTS} judgements: judge two records at a time.`)
  return plan
}

function planFor(conflictCase: ConflictCase, verdict: Verdict): readonly PlannedJudgement[] | Refusal {
  const { evidence } = conflictCase
  if (verdict.records !== undefined && evidence.about !== 'nik')
    return refuseVerdict('`records` is accepted only for a shared NIK.')
  switch (evidence.about) {
    case 'pair':
      return pairPlan(verdict, [evidence.records])
    case 'nik':
      return verdict.verdict === 'value' ? nikPlan(conflictCase, verdict) : sharersPlan(conflictCase, evidence, verdict)
    case 'value':
      return valuePlan(conflictCase, evidence, verdict)
    case 'company':
    case 'kk':
      return householdPlan(conflictCase, verdict.verdict)
    case 'judgement':
      return stalePlan(conflictCase, evidence, verdict)
  }
}

function pairPlan(
  { verdict }: Verdict,
  pairs: readonly (readonly [string, string])[],
): readonly PlannedJudgement[] | Refusal {
  if (verdict !== 'same' && verdict !== 'different' && verdict !== 'unsure')
    return refuseVerdict('The verdict must be `same`, `different` or `unsure`.')
  return pairs.map((records) => ({ subject: 'pair', verdict, records }))
}

/** `different` separates every two persons, `same` joins each person with the next; `records` limits either to two. */
function sharersPlan(
  conflictCase: ConflictCase,
  { records }: ConflictEvidence & { about: 'nik' },
  verdict: Verdict,
): readonly PlannedJudgement[] | Refusal {
  if (verdict.records !== undefined) {
    const [first, second] = verdict.records
    if (first === second || !records.includes(first) || !records.includes(second))
      return refuseVerdict('`records` must name two different records of this conflict.')
    return pairPlan(verdict, [[first, second]])
  }
  if (verdict.verdict === 'unsure')
    return refuseVerdict(
      'For a shared NIK the verdict must be `same`, `different` or `value`; `unsure` is accepted only with `records`.',
    )
  const byPerson = new Map<string, string>()
  for (const id of records) {
    const person = conflictCase.records.get(id)?.personId
    if (person !== undefined && !byPerson.has(person)) byPerson.set(person, id)
  }
  const all = [...byPerson.values()]
  const pairs = all.flatMap((first, at) =>
    all
      .slice(at + 1, verdict.verdict === 'same' ? at + 2 : undefined)
      .map((second): readonly [string, string] => [first, second]),
  )
  return pairPlan(verdict, pairs)
}

function nikPlan(
  conflictCase: ConflictCase,
  { personId, value, valueFrom }: Verdict,
): readonly PlannedJudgement[] | Refusal {
  if (personId === undefined || !conflictCase.conflict.personIds.includes(personId))
    return refuseVerdict('Verdict `value` for a shared NIK requires `person_id`, a person of this conflict.')
  return valueOf(conflictCase, { field: 'nik', personId, value, valueFrom })
}

function valuePlan(
  conflictCase: ConflictCase,
  { field }: ConflictEvidence & { about: 'value' },
  { verdict, value, valueFrom }: Verdict,
): readonly PlannedJudgement[] | Refusal {
  const personId = conflictCase.conflict.personIds[0] ?? ''
  if (verdict === 'value') return valueOf(conflictCase, { field, personId, value, valueFrom })
  const isStale = conflictCase.conflict.kind === 'judgement_stale'
  const golden = goldenValueOf(conflictCase, personId, field)
  if (isStale && verdict === 'confirm') return valueOf(conflictCase, { field, personId, value: golden?.value })
  if (isStale && verdict === 'reversal' && golden?.judgement !== undefined)
    return [{ subject: 'reversal', judgementId: golden.judgement }]
  return refuseVerdict('The verdict must be `value`; for a stale judgement also `confirm` or `reversal`.')
}

interface JudgedValue {
  readonly field: GoldenField
  readonly personId: string
  readonly value?: string | undefined
  readonly valueFrom?: string | undefined
}

function valueOf(
  conflictCase: ConflictCase,
  { field, personId, value: sent, valueFrom }: JudgedValue,
): readonly PlannedJudgement[] | Refusal {
  const value = valueFrom === undefined ? sent : valueInRecord(conflictCase, field, valueFrom)
  if (value === undefined)
    return refuseVerdict('Verdict `value` requires `value`, or `value_from` naming a record of this conflict.')
  const record = recordFor(conflictCase, personId)
  return record === undefined ? [] : [{ subject: 'value', field, value, records: [record] }]
}

function valueInRecord({ records }: ConflictCase, field: GoldenField, recordId: string): string | undefined {
  const record = records.get(recordId)
  return record === undefined ? undefined : valueOfRecord(field, record)
}

/** The golden value of a field, with the stale judgement that it comes from. */
function goldenValueOf({ persons }: ConflictCase, personId: string, field: GoldenField): GoldenValue | undefined {
  const person = persons.get(personId)
  return person === undefined ? undefined : goldenOf(person)[field]
}

function stalePlan(
  { judgement }: ConflictCase,
  { records }: ConflictEvidence & { about: 'judgement' },
  { verdict }: Verdict,
): readonly PlannedJudgement[] | Refusal {
  if (judgement === undefined) return []
  if (verdict === 'reversal') return [{ subject: 'reversal', judgementId: judgement.id }]
  const repeated = verdict === 'confirm' ? judgement.verdict : verdict
  if (repeated !== 'same' && repeated !== 'different' && repeated !== 'unsure')
    return refuseVerdict(
      'For a stale judgement the verdict must be `confirm`, `same`, `different`, `unsure` or `reversal`.',
    )
  if (judgement.subject === 'pair') return [{ subject: 'pair', verdict: repeated, records }]
  if (repeated === 'unsure')
    return refuseVerdict('For a judgement on a household the verdict must be `same` or `different`.')
  return [{ subject: 'household', verdict: repeated, records }]
}
