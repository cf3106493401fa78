import type { JudgementSubject, Verdict } from '../../domain/registry/judgements/judgement.js'
import type { Conn } from '../../storage/postgres/connection.js'
import { judgementsOf, type StoredJudgement } from '../../storage/judgements/judgements.js'
import { listPastHouseholdsOf } from '../../storage/households/household-reading.js'
import { listPastRecordsOf, listRecordOrigins, type RecordOrigin } from '../../storage/persons/person-reading.js'
import type { PersonParts } from './person-view.js'
import { type RecordReference, referenceTo } from './value-view.js'

/** A judgement as shown with a person or a pair. */
export interface JudgementView {
  readonly id: string
  readonly subject: JudgementSubject
  readonly verdict: Verdict
  readonly field: string | null
  readonly value: string | null
  readonly records: readonly RecordReference[]
  readonly conflict_id: string | null
  readonly reason: string
  readonly judged_by: string
  readonly judged_at: string
}

/** A period; `until` is null while it lasts. */
interface Period {
  readonly from: string
  readonly until: string | null
}

/** The records, households and judgements of a person over time. */
export interface PersonHistory {
  readonly records: readonly (Period & { readonly record: RecordReference | null })[]
  readonly households: readonly (Period & { readonly household_id: string })[]
  readonly judgements: readonly JudgementView[]
}

/** Returns the history of a live person, oldest first. */
export async function personHistory(conn: Conn, { person, records }: PersonParts): Promise<PersonHistory> {
  const [pastRecords, pastHouseholds, judgements] = await Promise.all([
    listPastRecordsOf(conn, [person.id]),
    listPastHouseholdsOf(conn, [person.id]),
    judgementsOf(conn, person.recordIds),
  ])
  const recordIds = [...pastRecords.map(({ memberId }) => memberId), ...judgements.flatMap((each) => each.records)]
  const origins = await originsOf(conn, recordIds)
  const now = records.map((live) => ({ record: referenceTo(live), ...period(live.memberSince) }))
  const before = pastRecords.map(({ memberId, beganAt, endedAt }) => ({
    record: referenceTo(origins.get(memberId)),
    ...period(beganAt, endedAt),
  }))
  const pastStays = pastHouseholds.map(({ ownerId, beganAt, endedAt }) => ({
    household_id: ownerId,
    ...period(beganAt, endedAt),
  }))
  const { householdId, householdSince } = person
  const presentStay =
    householdId === undefined ? [] : [{ household_id: householdId, ...period(householdSince ?? person.changedAt) }]
  return {
    records: [...before, ...now].sort(byBeginning),
    households: [...pastStays, ...presentStay].sort(byBeginning),
    judgements: judgements.map((judgement) => viewJudgement(judgement, origins)),
  }
}

/** Returns source and key of records, by record id. */
export async function originsOf(conn: Conn, ids: readonly string[]): Promise<ReadonlyMap<string, RecordOrigin>> {
  const origins = await listRecordOrigins(conn, [...new Set(ids)])
  return new Map(origins.map((origin) => [origin.id, origin]))
}

export function viewJudgement(judgement: StoredJudgement, origins: ReadonlyMap<string, RecordOrigin>): JudgementView {
  const { id, subject, verdict, field, value, records, conflictId, reason, judgedBy, judgedAt } = judgement
  return {
    id,
    subject,
    verdict,
    field: field ?? null,
    value: value ?? null,
    records: records.flatMap((record) => referenceTo(origins.get(record)) ?? []),
    conflict_id: conflictId ?? null,
    reason,
    judged_by: judgedBy,
    judged_at: judgedAt.toISOString(),
  }
}

export function period(from: Date, until?: Date): Period {
  return { from: from.toISOString(), until: until?.toISOString() ?? null }
}

export function byBeginning(a: Period, b: Period): number {
  return a.from === b.from ? 0 : a.from < b.from ? -1 : 1
}
