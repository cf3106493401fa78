import type { GoldenField, GoldenValue } from '../../domain/registry/golden/values/golden-value.js'
import type { PlannedJudgement } from '../judgements/judgement-plan.js'
import { goldenOf } from '../persons/get-persons.js'
import { isRefusal, type Refusal } from '../context/refusals.js'
import { type ConflictCase, recordFor } from './conflict-case.js'
import type { ConflictEvidence } from './conflict-evidence.js'
import { valueOfRecord } from './record-value.js'
import { householdPlan } from './plan-household-verdict.js'
import { refuseVerdict, type Verdict } from './verdict.js'

/** More judgements than these are no longer one decision that somebody oversees. */
const MOST_JUDGEMENTS = 200

/** The judgements that a verdict comes to; refuses with VERDICT_UNFIT what does not answer this conflict's question. */
export function planVerdict(theCase: ConflictCase, verdict: Verdict): readonly PlannedJudgement[] | Refusal {
  const plan = planFor(theCase, verdict)
  if (isRefusal(plan)) return plan
  if (plan.length === 0) return refuseVerdict('The persons or records of the conflict are no longer there.')
  if (plan.length > MOST_JUDGEMENTS) return refuseVerdict('It is about too many persons at once: name two records.')
  return plan
}

function planFor(theCase: ConflictCase, verdict: Verdict): readonly PlannedJudgement[] | Refusal {
  const { evidence } = theCase
  if (verdict.records !== undefined && evidence.about !== 'nik')
    return refuseVerdict('Records are named for a shared NIK only.')
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
    return refuseVerdict('Two records are the same person, different persons, or it is unsure.')
  return pairs.map((records) => ({ subject: 'pair', verdict, records }))
}

/** `different` parts each from each, `same` joins all in a row; of two named records only these are meant. */
function sharersPlan(
  theCase: ConflictCase,
  { records }: ConflictEvidence & { about: 'nik' },
  verdict: Verdict,
): readonly PlannedJudgement[] | Refusal {
  if (verdict.records !== undefined) {
    const [first, second] = verdict.records
    if (first === second || !records.includes(first) || !records.includes(second))
      return refuseVerdict('The records that are named must be two of those that have the NIK.')
    return pairPlan(verdict, [[first, second]])
  }
  if (verdict.verdict === 'unsure')
    return refuseVerdict('Of a shared NIK it is to be said who are the same and who are not.')
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
    return refuseVerdict('Say by the person whose NIK the value is.')
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
  return refuseVerdict('The question is which value is right.')
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
    return refuseVerdict('With `value` goes the value that is right, or one of these records that has it.')
  const record = recordFor(theCase, personId)
  return record === undefined ? [] : [{ subject: 'value', field, value, records: [record] }]
}

function saidBy({ records }: ConflictCase, field: GoldenField, recordId: string): string | undefined {
  const record = records.get(recordId)
  return record === undefined ? undefined : valueOfRecord(field, record)
}

/** What stands since the verdict that has become stale. */
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
    return refuseVerdict('Confirm the verdict, give another, or take it back.')
  if (judgement.subject === 'pair') return [{ subject: 'pair', verdict: said, records }]
  if (said === 'unsure') return refuseVerdict('Whether two persons live together is said as same or different.')
  return [{ subject: 'household', verdict: said, records }]
}
