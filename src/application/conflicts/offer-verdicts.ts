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
 * The verdicts that answer a conflict, of values those that the records have. Another value may be given as well; of a NIK
 * that more than two share, also two records among them.
 */
export function offeredVerdicts(theCase: ConflictCase, today: string): readonly Verdict[] {
  const { evidence } = theCase
  switch (evidence.about) {
    case 'pair':
      return said('same', 'different', 'unsure')
    case 'nik':
      return [...said('different', 'same'), ...otherNiks(theCase, evidence, today)]
    case 'value': {
      const values = offeredValues(theCase, evidence, today)
      return theCase.conflict.kind === 'judgement_stale' ? [...said('confirm'), ...values, ...said('reversal')] : values
    }
    case 'company':
    case 'kk':
      return said('different', 'same')
    case 'judgement':
      return [...said('confirm'), ...otherVerdicts(theCase), ...said('reversal')]
  }
}

function said(...verdicts: readonly Verdict['verdict'][]): Verdict[] {
  return verdicts.map((verdict) => ({ verdict }))
}

function otherVerdicts({ judgement }: ConflictCase): Verdict[] {
  const verdicts = judgement?.subject === 'household' ? said('same', 'different') : said('same', 'different', 'unsure')
  return verdicts.filter(({ verdict }) => verdict !== judgement?.verdict)
}

function offeredValues(
  { records }: ConflictCase,
  { field, sides }: ConflictEvidence & { about: 'value' },
  today: string,
): Verdict[] {
  // Against a mark of death stand lists that say nothing of it.
  if (field === 'deceased') return ['yes', 'no'].map((value) => ({ verdict: 'value', value }))
  const found = sides.flatMap((side) => side.records.flatMap((id) => records.get(id) ?? []))
  return distinctValues(field, found, today).map((one) => ({ verdict: 'value', ...one }))
}

/** What a person's other records have in place of the NIK that is shared. */
function otherNiks(
  { persons, records }: ConflictCase,
  { records: sharing }: ConflictEvidence & { about: 'nik' },
  today: string,
): Verdict[] {
  const shared = parseNik(records.get(sharing[0] ?? '')?.record.nik ?? '').digits
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

/** The different values of a field that can be judged right, as they are shown. */
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
