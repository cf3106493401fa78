import type { CanonicalRecord, RecordField } from '../../domain/registry/records/canonical-record.js'
import {
  GOLDEN_FIELDS,
  type GoldenField,
  type GoldenPerson,
  type GoldenValue,
} from '../../domain/registry/golden/values/golden-value.js'

/** A record as others know it. */
export interface RecordReference {
  readonly source: string
  readonly source_key: string
}

/** A record and what it says, as its list has it. */
export interface RecordSaying extends RecordReference {
  readonly value: string
}

/** The value that a person shows for a field, where it comes from and who says something else. */
export interface ValueView {
  readonly value: string
  /** The record that it is from; null where a judgement gave a value that no record has. */
  readonly from: RecordReference | null
  /** The best there is, but partial, a default day, abbreviated or contradicted. */
  readonly is_doubtful: boolean
  readonly judgement_id: string | null
  readonly others: readonly RecordSaying[]
}

export type ValueViews = { readonly [field in GoldenField]?: ValueView }

/** A record that a person has, as far as its values and origin go. */
export interface SayingRecord {
  readonly source: string
  readonly sourceKey: string
  readonly record: CanonicalRecord
}

/** The column of a record in which a list says a field. */
const COLUMN_OF: { readonly [field in GoldenField]?: RecordField } = {
  name: 'name',
  nik: 'nik',
  kk: 'kk',
  birth_date: 'dob',
  sex: 'sex',
  birthplace: 'birthplace',
  mother_name: 'mother_name',
  address: 'address',
  rt: 'rt',
  rw: 'rw',
  village_code: 'village_code',
  phone: 'phone',
  relation: 'shdk',
}

/** Golden values as they are shown, with what the records behind them say. */
export function viewValues(golden: GoldenPerson, records: ReadonlyMap<string, SayingRecord>): ValueViews {
  const views: { [field in GoldenField]?: ValueView } = {}
  for (const field of GOLDEN_FIELDS) {
    const value = golden[field]
    if (value !== undefined) views[field] = viewValue(field, value, records)
  }
  return views
}

function viewValue(field: GoldenField, golden: GoldenValue, records: ReadonlyMap<string, SayingRecord>): ValueView {
  const { value, record, others, doubtful, judgement } = golden
  return {
    value,
    from: record === undefined ? null : referenceTo(records.get(record)),
    is_doubtful: doubtful ?? false,
    judgement_id: judgement ?? null,
    others: (others ?? []).flatMap((id) => sayingOf(field, records.get(id))),
  }
}

/** Numbers that the person had or has besides the one in force. */
export function viewFormerNiks(
  golden: GoldenPerson,
  records: ReadonlyMap<string, SayingRecord>,
): readonly RecordSaying[] {
  return (golden.former_niks ?? []).flatMap(({ value, record }) => {
    const origin = referenceTo(records.get(record))
    return origin === null ? [] : [{ ...origin, value }]
  })
}

export function referenceTo(record: Pick<SayingRecord, 'source' | 'sourceKey'> | undefined): RecordReference | null {
  return record === undefined ? null : { source: record.source, source_key: record.sourceKey }
}

function sayingOf(field: GoldenField, record: SayingRecord | undefined): RecordSaying[] {
  if (record === undefined) return []
  const column = COLUMN_OF[field]
  const value = column === undefined ? '' : record.record[column]
  return [{ source: record.source, source_key: record.sourceKey, value }]
}
