import { conflictsByPerson } from '../../storage/conflicts/conflicts-by-person.js'
import type { GoldenPerson } from '../../domain/registry/golden/values/golden-value.js'
import { type PackedGolden, unpackGolden } from '../../domain/registry/golden/packed-golden.js'
import type { Conn } from '../../storage/postgres/connection.js'
import { findLiveRecords, type LiveRecord } from '../../storage/linkage/live-records.js'
import { listOpenConflictsOf } from '../../storage/persons/person-reading.js'
import { findPersons, type StoredPerson } from '../../storage/persons/persons.js'
import { type AreaPrefix, liesIn } from '../context/area-scope.js'
import { type Fate, followSuccessors } from '../context/successors.js'
import type { PersonParts } from './person-view.js'

/** What became of a person's id, with the person where they are live. */
export type PersonFate = Fate<PersonParts>

/**
 * The persons of these ids, each with their records and open conflicts, or what became of the id. Ids of persons outside
 * the area are unknown, as is whoever has moved on to one outside.
 */
export async function getPersons(
  conn: Conn,
  ids: readonly string[],
  area: AreaPrefix,
): Promise<ReadonlyMap<string, PersonFate>> {
  const fates = await followSuccessors(ids, (wanted) => findPersons(conn, wanted))
  const live = [...fates.values()].flatMap((fate) => (fate.kind === 'live' ? [fate.found] : []))
  const parts = await loadParts(conn, live)
  const known = await personsInArea(conn, fates, area)
  return new Map([...fates].map(([id, fate]) => [id, withinReach(fate, { parts, known })]))
}

/** One person, as getPersons gives them. */
export async function getPerson(conn: Conn, id: string, area: AreaPrefix): Promise<PersonFate> {
  return (await getPersons(conn, [id], area)).get(id) ?? { kind: 'unknown' }
}

/** Loads what live persons are shown out of: three look-ups however many they are. */
export async function loadParts(
  conn: Conn,
  persons: readonly StoredPerson[],
): Promise<ReadonlyMap<string, PersonParts>> {
  const [records, conflicts] = await Promise.all([
    findLiveRecords(
      conn,
      persons.flatMap(({ recordIds }) => recordIds),
    ),
    persons.length === 0
      ? []
      : listOpenConflictsOf(
          conn,
          persons.map(({ id }) => id),
        ),
  ])
  const recordById = new Map(records.map((record) => [record.id, record]))
  const conflictsBy = conflictsByPerson(conflicts)
  return new Map(
    persons.map((person) => [
      person.id,
      {
        person,
        golden: goldenOf(person),
        records: recordsOf(person, recordById),
        conflicts: conflictsBy.get(person.id) ?? [],
      },
    ]),
  )
}

/** The golden values of a stored person. */
export function goldenOf({ golden, recordIds }: StoredPerson): GoldenPerson {
  return unpackGolden(JSON.parse(golden) as PackedGolden, recordIds)
}

function recordsOf({ recordIds }: StoredPerson, records: ReadonlyMap<string, LiveRecord>): LiveRecord[] {
  return recordIds.flatMap((id) => records.get(id) ?? [])
}

/** The living of these fates who are in the area; undefined where the area is everywhere. */
async function personsInArea(
  conn: Conn,
  fates: ReadonlyMap<string, Fate<StoredPerson>>,
  area: AreaPrefix,
): Promise<ReadonlySet<string> | undefined> {
  if (area === undefined) return undefined
  const ids = [...fates.values()].flatMap((fate) => {
    if (fate.kind === 'live') return [fate.found.id]
    return fate.kind === 'moved' ? [fate.survivor] : fate.kind === 'gone' ? fate.successors : []
  })
  const persons = await findPersons(conn, [...new Set(ids)])
  return new Set(persons.filter((person) => liesIn(goldenOf(person).village_code?.value, area)).map(({ id }) => id))
}

function withinReach(
  fate: Fate<StoredPerson>,
  { parts, known }: { parts: ReadonlyMap<string, PersonParts>; known: ReadonlySet<string> | undefined },
): PersonFate {
  const isKnown = (id: string): boolean => known === undefined || known.has(id)
  switch (fate.kind) {
    case 'unknown':
      return fate
    case 'live': {
      const found = isKnown(fate.found.id) ? parts.get(fate.found.id) : undefined
      return found === undefined ? { kind: 'unknown' } : { kind: 'live', found }
    }
    case 'moved':
      return isKnown(fate.survivor) ? fate : { kind: 'unknown' }
    case 'gone': {
      const successors = fate.successors.filter(isKnown)
      return known !== undefined && successors.length === 0 ? { kind: 'unknown' } : { ...fate, successors }
    }
  }
}
