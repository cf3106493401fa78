import { type CanonicalRecord, type Facts, RECORD_FIELDS } from '../../domain/registry/records/canonical-record.js'
import type { ConflictKind } from '../../domain/registry/conflicts/conflict.js'
import { enrolmentsOf } from '../../domain/registry/golden/golden-enrolments.js'
import type { GoldenPerson } from '../../domain/registry/golden/values/golden-value.js'
import type { LiveRecord } from '../../storage/linkage/live-records.js'
import type { ConflictOutline } from '../../storage/persons/person-reading.js'
import type { StoredPerson } from '../../storage/persons/persons.js'
import {
  type AbsenceView,
  type RecordReference,
  type RecordValue,
  referenceTo,
  type ValueViews,
  viewAbsence,
  viewFormerNiks,
  viewValues,
} from './value-view.js'

/** The enrolment of a person in a programme, with the record that states it. Amounts are rupiah per month. */
export interface EnrolmentView {
  readonly programme: string
  /** `roster`: the source is the list of the programme itself; `stated`: another source states the enrolment. */
  readonly basis: 'roster' | 'stated'
  readonly from: RecordReference | null
  readonly period: string | null
  readonly monthly_amount: number | null
  readonly months: number | null
  readonly counted_persons: number | null
}

/** An open conflict of a person. */
export interface ConflictReference {
  readonly id: string
  readonly kind: ConflictKind
  readonly severity: number
  readonly opened_at: string
}

/** A record of a person, without blank values. */
export interface RecordView extends RecordReference {
  readonly values: Readonly<Record<string, string>>
  readonly facts: Facts
  readonly batch_id: string | null
  /** The row in that batch, counted from 1; null for a single change. */
  readonly row: number | null
  readonly member_since: string
}

export interface PersonView {
  readonly id: string
  readonly version: number
  readonly values: ValueViews
  readonly former_niks: readonly RecordValue[]
  readonly absence: AbsenceView | null
  readonly household: { readonly id: string; readonly since: string } | null
  readonly sources: readonly string[]
  readonly record_count: number
  readonly enrolments: readonly EnrolmentView[]
  readonly conflicts: readonly ConflictReference[]
  readonly created_at: string
  readonly changed_at: string
}

/** A stored person with all of its records and open conflicts. */
export interface PersonParts {
  readonly person: StoredPerson
  readonly golden: GoldenPerson
  readonly records: readonly LiveRecord[]
  readonly conflicts: readonly ConflictOutline[]
}

export function viewPerson({ person, golden, records, conflicts }: PersonParts): PersonView {
  const byId = new Map(records.map((record) => [record.id, record]))
  const { id, version, householdId, householdSince, createdAt, changedAt } = person
  return {
    id,
    version,
    values: viewValues(golden, byId),
    former_niks: viewFormerNiks(golden, byId),
    absence: viewAbsence(golden, byId),
    household:
      householdId === undefined ? null : { id: householdId, since: (householdSince ?? changedAt).toISOString() },
    sources: [...new Set(records.map(({ source }) => source))].sort(),
    record_count: records.length,
    enrolments: viewEnrolments(records, byId),
    conflicts: conflicts.map(viewConflict),
    created_at: createdAt.toISOString(),
    changed_at: changedAt.toISOString(),
  }
}

function viewEnrolments(
  records: readonly LiveRecord[],
  byId: ReadonlyMap<string, LiveRecord>,
): readonly EnrolmentView[] {
  return enrolmentsOf(records).map(({ programme, basis, record, ...terms }) => ({
    programme,
    basis,
    from: referenceTo(byId.get(record)),
    period: terms.period ?? null,
    monthly_amount: terms.monthly_amount ?? null,
    months: terms.months ?? null,
    counted_persons: terms.counted_persons ?? null,
  }))
}

export function viewConflict({ id, kind, severity, openedAt }: ConflictOutline): ConflictReference {
  return { id, kind, severity, opened_at: openedAt.toISOString() }
}

export function viewRecord(live: LiveRecord): RecordView {
  const { source, sourceKey, record, facts, batchId, batchRow, memberSince } = live
  return {
    source,
    source_key: sourceKey,
    values: valuesOf(record),
    facts,
    batch_id: batchId ?? null,
    row: batchId === undefined ? null : batchRow,
    member_since: memberSince.toISOString(),
  }
}

/** Returns the values of a record without blanks and without its key. */
export function valuesOf(record: CanonicalRecord): Readonly<Record<string, string>> {
  return Object.fromEntries(
    RECORD_FIELDS.filter((field) => field !== 'source_key' && record[field] !== '').map((field) => [
      field,
      record[field],
    ]),
  )
}
