import { type Grade, GRADES } from '../../domain/linkage/scoring/classify.js'
import type { CanonicalRecord, Facts } from '../../domain/registry/records/canonical-record.js'
import type { StoredEdge } from '../../storage/linkage/edges.js'
import type { ConflictOutline } from '../../storage/persons/person-reading.js'
import { type ConflictReference, valuesOf, viewConflict } from '../persons/person-view.js'

/** The latest version of a record, and its place in the registry. */
export interface RecordStanding {
  readonly version: number
  readonly areaCode: string
  readonly source: string
  readonly sourceKey: string
  readonly values: Readonly<Record<string, string>>
  readonly facts: Facts
  readonly personId: string | undefined
  readonly householdId: string | undefined
  /** The highest grade of an edge to another record of the person; undefined if the person has one record. */
  readonly grade: Grade | undefined
  readonly conflicts: readonly ConflictReference[]
}

interface LatestVersion {
  readonly version: number
  readonly source: string
  readonly sourceKey: string
  readonly record: CanonicalRecord
  readonly facts: Facts
}

/** The person and household of a record. A record about a household has no person. */
interface Place {
  readonly personId: string
  readonly householdId: string | undefined
  readonly recordIds: readonly string[]
  readonly edges: readonly StoredEdge[]
  readonly conflicts: readonly ConflictOutline[]
}

export function standingOf(
  { version, source, sourceKey, record, facts }: LatestVersion,
  place: Place | undefined,
): RecordStanding {
  return {
    version,
    source,
    sourceKey,
    values: valuesOf(record),
    facts,
    areaCode: record.village_code,
    personId: place?.personId,
    householdId: place?.householdId,
    grade: place && gradeWithin(place),
    conflicts: place === undefined ? [] : place.conflicts.toSorted(gravestFirst).map(viewConflict),
  }
}

function gradeWithin({ recordIds, edges }: Place): Grade | undefined {
  if (recordIds.length < 2) return undefined
  const own = new Set(recordIds)
  const grades = edges.filter(({ otherId }) => own.has(otherId)).map(({ grade }) => grade)
  return GRADES[Math.max(...grades, 0)]
}

function gravestFirst(a: ConflictOutline, b: ConflictOutline): number {
  return b.severity - a.severity || a.openedAt.getTime() - b.openedAt.getTime() || (a.id < b.id ? -1 : 1)
}
