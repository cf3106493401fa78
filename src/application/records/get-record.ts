import { type Grade, GRADES } from '../../domain/linkage/classify.js'
import type { Facts } from '../../domain/registry/canonical-record.js'
import type { Conn } from '../../storage/connection.js'
import { listEdges, type StoredEdge } from '../../storage/edges.js'
import { findLiveRecords } from '../../storage/live-records.js'
import { listOpenConflictsOf } from '../../storage/person-reading.js'
import { findPersons } from '../../storage/persons.js'
import { recordId } from '../../storage/record-id.js'
import { type ConflictReference, valuesOf, viewConflict } from '../persons/person-view.js'

/** What a source says of a record, and what became of it. */
export interface RecordStanding {
  readonly version: number
  readonly areaCode: string
  readonly source: string
  readonly sourceKey: string
  readonly values: Readonly<Record<string, string>>
  readonly facts: Facts
  readonly personId: string | undefined
  readonly householdId: string | undefined
  /** How sure it is that the record is its person's, by the strongest link to their other records; of a sole record none. */
  readonly grade: Grade | undefined
  readonly conflicts: readonly ConflictReference[]
}

/** A live record of a source with its person; undefined where the source says nothing under the key. */
export async function getRecord(conn: Conn, source: string, sourceKey: string): Promise<RecordStanding | undefined> {
  const [live] = await findLiveRecords(conn, [recordId(source, sourceKey)])
  if (live === undefined) return undefined
  const { version, record, facts, personId } = live
  const said = { version, source, sourceKey, values: valuesOf(record), facts, areaCode: record.village_code }
  if (personId === undefined) return { ...said, personId, householdId: undefined, grade: undefined, conflicts: [] }
  const [[person], conflicts, edges] = await Promise.all([
    findPersons(conn, [personId]),
    listOpenConflictsOf(conn, [personId]),
    listEdges(conn, [live.id]),
  ])
  const grade = gradeWithin(edges, person?.recordIds ?? [])
  return { ...said, personId, householdId: person?.householdId, grade, conflicts: conflicts.map(viewConflict) }
}

function gradeWithin(edges: readonly StoredEdge[], recordIds: readonly string[]): Grade | undefined {
  if (recordIds.length < 2) return undefined
  const own = new Set(recordIds)
  const grades = edges.filter(({ otherId }) => own.has(otherId)).map(({ grade }) => grade)
  return GRADES[Math.max(...grades, 0)]
}
