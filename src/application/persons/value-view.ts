import type { Absence } from '../../domain/registry/records/presence.js'
import type { CanonicalRecord, RecordField } from '../../domain/registry/records/canonical-record.js'
import {
  GOLDEN_FIELDS,
  type GoldenField,
  type GoldenPerson,
  type GoldenValue,
} from '../../domain/registry/golden/values/golden-value.js'

/** Source and key of a record. */
export interface RecordReference {
  readonly source: string
  readonly source_key: string
}

/** A record and its value for a field, as received. */
export interface RecordValue extends RecordReference {
  readonly value: string
}

/** The golden value of a field, with its provenance and the records that have another value. */
export interface ValueView {
  readonly value: string
  /** The record with the value; null if it comes from a judgement and no record has it. */
  readonly from: RecordReference | null
  /** Whether the value is partial, abbreviated, contradicted, or a default day. */
  readonly is_doubtful: boolean
  readonly judgement_id: string | null
  readonly others: readonly RecordValue[]
}

export type ValueViews = { readonly [field in GoldenField]?: ValueView }

/** The values of a record, with its source and key. */
export interface RecordWithOrigin {
  readonly source: string
  readonly sourceKey: string
  readonly record: CanonicalRecord
}

/** The column of a record for each golden field. */
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

/** Returns the golden values with the values of the records behind them. */
export function viewValues(golden: GoldenPerson, records: ReadonlyMap<string, RecordWithOrigin>): ValueViews {
  const views: { [field in GoldenField]?: ValueView } = {}
  for (const field of GOLDEN_FIELDS) {
    const value = golden[field]
    if (value !== undefined) views[field] = viewValue(field, value, records)
  }
  return views
}

function viewValue(field: GoldenField, golden: GoldenValue, records: ReadonlyMap<string, RecordWithOrigin>): ValueView {
  const { value, record, others, doubtful, judgement } = golden
  return {
    value,
    from: record === undefined ? null : referenceTo(records.get(record)),
    is_doubtful: doubtful ?? false,
    judgement_id: judgement ?? null,
    others: (others ?? []).flatMap((id) => recordValueOf(field, records.get(id))),
  }
}

/** Returns the NIKs of the person other than the golden one. */
export function viewFormerNiks(
  golden: GoldenPerson,
  records: ReadonlyMap<string, RecordWithOrigin>,
): readonly RecordValue[] {
  return (golden.former_niks ?? []).flatMap(({ value, record }) => {
    const origin = referenceTo(records.get(record))
    return origin === null ? [] : [{ ...origin, value }]
  })
}

/** An absence, and the record that states it. */
export interface AbsenceView {
  readonly value: Absence
  readonly from: RecordReference | null
}

/** Returns why the person does not live where the register has it; null if it does. */
export function viewAbsence(
  { absence }: GoldenPerson,
  records: ReadonlyMap<string, RecordWithOrigin>,
): AbsenceView | null {
  return absence === undefined ? null : { value: absence.value, from: referenceTo(records.get(absence.record)) }
}

export function referenceTo(
  record: Pick<RecordWithOrigin, 'source' | 'sourceKey'> | undefined,
): RecordReference | null {
  return record === undefined ? null : { source: record.source, source_key: record.sourceKey }
}

function recordValueOf(field: GoldenField, record: RecordWithOrigin | undefined): RecordValue[] {
  if (record === undefined) return []
  const column = COLUMN_OF[field]
  const value = column === undefined ? '' : record.record[column]
  return [{ source: record.source, source_key: record.sourceKey, value }]
}
