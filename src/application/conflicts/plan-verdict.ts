import type { GoldenField, GoldenValue } from '../../domain/registry/golden/values/golden-value.js'
import type { PlannedJudgement } from '../judgements/judgement-plan.js'
import { goldenOf } from '../persons/get-persons.js'
import { isRefusal, type Refusal } from '../context/refusals.js'
import { type ConflictCase, recordFor } from './conflict-case.js'
import type { ConflictEvidence } from './conflict-evidence.js'
import { valueOfRecord } from './record-value.js'
import { householdPlan } from './plan-household-verdict.js'
import { refuseVerdict, type Verdict } from './verdict.js'

/** Nobody can oversee more judgements at once. */
const MOST_JUDGEMENTS = 200

/** The judgements that a verdict leads to; refuses with VERDICT_UNFIT a verdict that does not fit the conflict. */
export function planVerdict(theCase: ConflictCase, verdict: Verdict): readonly PlannedJudgement[] | Refusal {
  const plan = planFor(theCase, verdict)
  if (isRefusal(plan)) return plan
  if (plan.length === 0) return refuseVerdict('The persons or records of the conflict no longer exist.')
  if (plan.length > MOST_JUDGEMENTS)
    return refuseVerdict('The conflict is about too many persons at once: name two records.')
  return plan
}

function planFor(theCase: ConflictCase, verdict: Verdict): readonly PlannedJudgement[] | Refusal {
  const { evidence } = theCase
  if (verdict.records !== undefined && evidence.about !== 'nik')
    return refuseVerdict('`records` is accepted only for a shared NIK.')
  switch (evidence.about) {
    case 'pair':
      return pairPlan(verdict, [evidence.records])
    case 'nik':
      return verdict.verdict === 'value' ? nikPlan(theCase, verdict) : sharersPlan(theCase, evidence, verdict)
    case 'value':
      return valuePlan(theCase, evidence, verdict)
    case 'company':
    case 'kk':
      return householdPlan(theCase, verdict.verdict)
    case 'judgement':
      return stalePlan(theCase, evidence, verdict)
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

/** `different` separates every two persons, `same` joins all in a row; named records limit either to these two. */
function sharersPlan(
  theCase: ConflictCase,
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
    const person = theCase.records.get(id)?.personId
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

function nikPlan(theCase: ConflictCase, { personId, ...said }: Verdict): readonly PlannedJudgement[] | Refusal {
  if (personId === undefined || !theCase.conflict.personIds.includes(personId))
    return refuseVerdict('Verdict `value` for a shared NIK requires `person_id`, a person of this conflict.')
  return valueOf(theCase, { field: 'nik', personId, ...said })
}

function valuePlan(
  theCase: ConflictCase,
  { field }: ConflictEvidence & { about: 'value' },
  { verdict, ...said }: Verdict,
): readonly PlannedJudgement[] | Refusal {
  const personId = theCase.conflict.personIds[0] ?? ''
  if (verdict === 'value') return valueOf(theCase, { ...said, field, personId })
  const isStale = theCase.conflict.kind === 'judgement_stale'
  const stood = goldenValueOf(theCase, personId, field)
  if (isStale && verdict === 'confirm') return valueOf(theCase, { field, personId, value: stood?.value })
  if (isStale && verdict === 'reversal' && stood?.judgement !== undefined)
    return [{ subject: 'reversal', judgementId: stood.judgement }]
  return refuseVerdict('The verdict must be `value`; for a stale judgement also `confirm` or `reversal`.')
}

interface JudgedValue {
  readonly field: GoldenField
  readonly personId: string
  readonly value?: string | undefined
  readonly valueFrom?: string | undefined
}

function valueOf(
  theCase: ConflictCase,
  { field, personId, value: given, valueFrom }: JudgedValue,
): readonly PlannedJudgement[] | Refusal {
  const value = valueFrom === undefined ? given : saidBy(theCase, field, valueFrom)
  if (value === undefined)
    return refuseVerdict('Verdict `value` requires `value`, or `value_from` naming a record of this conflict.')
  const record = recordFor(theCase, personId)
  return record === undefined ? [] : [{ subject: 'value', field, value, records: [record] }]
}

function saidBy({ records }: ConflictCase, field: GoldenField, recordId: string): string | undefined {
  const record = records.get(recordId)
  return record === undefined ? undefined : valueOfRecord(field, record)
}

/** The golden value of a field, which rests on the judgement that has become stale. */
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
  const said = verdict === 'confirm' ? judgement.verdict : verdict
  if (said !== 'same' && said !== 'different' && said !== 'unsure')
    return refuseVerdict(
      'For a stale judgement the verdict must be `confirm`, `same`, `different`, `unsure` or `reversal`.',
    )
  if (judgement.subject === 'pair') return [{ subject: 'pair', verdict: said, records }]
  if (said === 'unsure')
    return refuseVerdict('For a judgement on a household the verdict must be `same` or `different`.')
  return [{ subject: 'household', verdict: said, records }]
}
