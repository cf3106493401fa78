import { parseNik } from '../../domain/identity/numbers/nik.js'
import type { GoldenField } from '../../domain/registry/golden/values/golden-value.js'
import { judgedValue } from '../../domain/registry/judgements/judgement-value.js'
import { keyOfValue } from '../../domain/registry/golden/values/value-agreement.js'
import type { LiveRecord } from '../../storage/linkage/live-records.js'
import type { ConflictCase } from './conflict-case.js'
import type { ConflictEvidence } from './conflict-evidence.js'
import { valueOfRecord } from './record-value.js'
import type { Verdict } from './verdict.js'

/**
 * Returns the verdicts to offer for a conflict; offered values are those of its records. `planVerdict` accepts more: any
 * valid value, and for a NIK that more than two persons share a verdict on two of the records.
 */
export function offeredVerdicts(conflictCase: ConflictCase, today: string): readonly Verdict[] {
  const { evidence } = conflictCase
  switch (evidence.about) {
    case 'pair':
      return verdictsOf('same', 'different', 'unsure')
    case 'nik':
      return [...verdictsOf('different', 'same'), ...otherNiks(conflictCase, evidence, today)]
    case 'value': {
      const values = offeredValues(conflictCase, evidence, today)
      return conflictCase.conflict.kind === 'judgement_stale'
        ? [...verdictsOf('confirm'), ...values, ...verdictsOf('reversal')]
        : values
    }
    case 'company':
    case 'kk':
      return verdictsOf('different', 'same')
    case 'judgement':
      return [...verdictsOf('confirm'), ...otherVerdicts(conflictCase), ...verdictsOf('reversal')]
  }
}

function verdictsOf(...verdicts: readonly Verdict['verdict'][]): Verdict[] {
  return verdicts.map((verdict) => ({ verdict }))
}

function otherVerdicts({ judgement }: ConflictCase): Verdict[] {
  const verdicts =
    judgement?.subject === 'household' ? verdictsOf('same', 'different') : verdictsOf('same', 'different', 'unsure')
  return verdicts.filter(({ verdict }) => verdict !== judgement?.verdict)
}

function offeredValues(
  { records }: ConflictCase,
  { field, sides }: ConflictEvidence & { about: 'value' },
  today: string,
): Verdict[] {
  // Only one side has a value: sources without a mark of death leave the field empty.
  if (field === 'deceased') return ['yes', 'no'].map((value) => ({ verdict: 'value', value }))
  const found = sides.flatMap((side) => side.records.flatMap((id) => records.get(id) ?? []))
  return distinctValues(field, found, today).map((one) => ({ verdict: 'value', ...one }))
}

/** Offers each person the other NIKs of its records in place of the shared one. */
function otherNiks(
  { persons, records }: ConflictCase,
  { records: sharers }: ConflictEvidence & { about: 'nik' },
  today: string,
): Verdict[] {
  const shared = parseNik(records.get(sharers[0] ?? '')?.record.nik ?? '').digits
  return [...persons.values()].flatMap(({ id, recordIds }) =>
    distinctValues(
      'nik',
      recordIds.flatMap((record) => records.get(record) ?? []),
      today,
    )
      .filter(({ value }) => value !== shared)
      .map((one) => ({ verdict: 'value', ...one, personId: id })),
  )
}

/** A value and the first record that has it. */
type ValueOfRecord = Required<Pick<Verdict, 'value' | 'valueFrom'>>

/** The distinct values of a field that a judgement accepts, as they are shown. */
function distinctValues(field: GoldenField, records: readonly LiveRecord[], today: string): ValueOfRecord[] {
  const values = new Map<string, ValueOfRecord>()
  for (const record of records) {
    const value = judgedValue(field, valueOfRecord(field, record), today)
    if (value === undefined) continue
    const key = keyOfValue(field, value)
    if (!values.has(key)) values.set(key, { value, valueFrom: record.id })
  }
  return [...values.values()]
}
