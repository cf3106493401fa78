import { findConflicts, type StoredConflict } from '../../storage/conflicts/conflicts.js'
import type { Conn } from '../../storage/postgres/connection.js'
import { findJudgement, type StoredJudgement } from '../../storage/judgements/judgements.js'
import { findLiveRecords, type LiveRecord } from '../../storage/linkage/live-records.js'
import { findPersons, type StoredPerson } from '../../storage/persons/persons.js'
import { type AreaPrefix, liesIn } from '../context/area-scope.js'
import { isRefusal, type Refusal, refuse } from '../context/refusals.js'
import { type ConflictEvidence, evidenceOf } from './conflict-evidence.js'

/** A conflict with its persons and records as they are now. */
export interface ConflictCase {
  readonly conflict: StoredConflict
  readonly evidence: ConflictEvidence
  /** The live persons of the conflict and of the company in its evidence. */
  readonly persons: ReadonlyMap<string, StoredPerson>
  /** The live records of these persons, and those that the evidence names. */
  readonly records: ReadonlyMap<string, LiveRecord>
  /** The stale judgement, where the conflict is about one. */
  readonly judgement: StoredJudgement | undefined
}

const UNKNOWN = refuse('CONFLICT_UNKNOWN', 'There is no such conflict.')

/** Loads a conflict; refuses with CONFLICT_UNKNOWN, also outside the area. */
export async function loadCase(conn: Conn, id: string, area: AreaPrefix): Promise<ConflictCase | Refusal> {
  const [conflict] = await findConflicts(conn, [id])
  if (conflict === undefined || !liesIn(conflict.areaCode, area)) return UNKNOWN
  const evidence = evidenceOf(conflict)
  const company = evidence.about === 'company' ? evidence.company : []
  const found = await findPersons(conn, [...new Set([...conflict.personIds, ...company])])
  const persons = found.filter(({ state }) => state === 'live')
  const judgement = evidence.about === 'judgement' ? await findJudgement(conn, evidence.judgement) : undefined
  const named = evidence.about === 'judgement' ? evidence.records : conflict.recordIds
  const records = await findLiveRecords(conn, [
    ...new Set([...persons.flatMap(({ recordIds }) => recordIds), ...named]),
  ])
  return {
    conflict,
    evidence,
    persons: new Map(persons.map((person) => [person.id, person])),
    records: new Map(records.map((record) => [record.id, record])),
    judgement,
  }
}

/** A conflict to load. Without `version` any version is accepted. */
export interface OpenCaseQuery {
  readonly conflictId: string
  readonly version?: number | undefined
  readonly area: AreaPrefix
}

/** Loads an open conflict; refuses as `loadCase`, with CONFLICT_CHANGED for another version, and with CONFLICT_CLOSED. */
export async function loadOpenCase(
  conn: Conn,
  { conflictId, version, area }: OpenCaseQuery,
): Promise<ConflictCase | Refusal> {
  const conflictCase = await loadCase(conn, conflictId, area)
  if (isRefusal(conflictCase)) return conflictCase
  const { conflict } = conflictCase
  if (version !== undefined && version !== conflict.version)
    return refuse('CONFLICT_CHANGED', 'The conflict has changed since that version: read it again.')
  if (conflict.state !== 'open') return refuse('CONFLICT_CLOSED', 'The conflict is already closed.')
  return conflictCase
}

/** Returns a record of a person: one of the source if there is one, otherwise the first by source and key. */
export function recordFor({ persons, records }: ConflictCase, personId: string, source?: string): string | undefined {
  const ids = persons.get(personId)?.recordIds ?? []
  return ids.find((id) => records.get(id)?.source === source) ?? ids[0]
}
