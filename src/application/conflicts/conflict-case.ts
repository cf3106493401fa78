import { findConflicts, type StoredConflict } from '../../storage/conflicts/conflicts.js'
import type { Conn } from '../../storage/postgres/connection.js'
import { findJudgement, type StoredJudgement } from '../../storage/judgements/judgements.js'
import { findLiveRecords, type LiveRecord } from '../../storage/linkage/live-records.js'
import { findPersons, type StoredPerson } from '../../storage/persons/persons.js'
import { type AreaPrefix, liesIn } from '../context/area-scope.js'
import { type Refusal, refuse } from '../context/refusals.js'
import { type ConflictEvidence, evidenceOf } from './conflict-evidence.js'

/** A conflict with everyone and everything that it speaks of, as they are now. */
export interface ConflictCase {
  readonly conflict: StoredConflict
  readonly evidence: ConflictEvidence
  /** Live persons, those of the conflict and those in whose company one may live. */
  readonly persons: ReadonlyMap<string, StoredPerson>
  /** Their live records and those that the evidence names. */
  readonly records: ReadonlyMap<string, LiveRecord>
  /** The verdict that has become stale. */
  readonly judgement: StoredJudgement | undefined
}

const UNKNOWN = refuse('CONFLICT_UNKNOWN', 'There is no such conflict.')

/** Loads a conflict; one that does not lie in the area is as unknown as one that is not there. */
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

/** The record that speaks for a person: of the wanted source where they have one, else the first by source and key. */
export function recordFor({ persons, records }: ConflictCase, personId: string, source?: string): string | undefined {
  const ids = persons.get(personId)?.recordIds ?? []
  return ids.find((id) => records.get(id)?.source === source) ?? ids[0]
}
