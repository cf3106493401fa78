import { conflictsByPerson } from '../../domain/registry/conflicts/conflicts-by-person.js'
import type { GoldenPerson } from '../../domain/registry/golden/values/golden-value.js'
import { type PackedGolden, unpackGolden } from '../../domain/registry/golden/packed-golden.js'
import type { Conn } from '../../storage/postgres/connection.js'
import { findLiveRecords, type LiveRecord } from '../../storage/linkage/live-records.js'
import { listConflictOutlinesOf } from '../../storage/persons/person-reading.js'
import { findPersons, type StoredPerson } from '../../storage/persons/persons.js'
import { type AreaPrefix, liesIn } from '../context/area-scope.js'
import { type IdState, followSuccessors } from '../context/successors.js'
import type { PersonParts } from './person-view.js'

/** The state of a person id, with the person if it is live. */
export type PersonIdState = IdState<PersonParts>

/**
 * Returns the state of each id, with the records and open conflicts of live persons. Ids of persons outside the area are
 * unknown, and so are ended ids with successors only outside of it.
 */
export async function getPersons(
  conn: Conn,
  ids: readonly string[],
  area: AreaPrefix,
): Promise<ReadonlyMap<string, PersonIdState>> {
  const idStates = await followSuccessors(ids, (some) => findPersons(conn, some))
  const live = [...idStates.values()].flatMap((idState) => (idState.kind === 'live' ? [idState.found] : []))
  const parts = await loadParts(conn, live)
  const inArea = await personsInArea(conn, idStates, area)
  return new Map([...idStates].map(([id, idState]) => [id, stateInArea(idState, { parts, inArea })]))
}

/** `getPersons` for one id. */
export async function getPerson(conn: Conn, id: string, area: AreaPrefix): Promise<PersonIdState> {
  return (await getPersons(conn, [id], area)).get(id) ?? { kind: 'unknown' }
}

/** Loads the records and open conflicts of live persons with two queries, however many persons there are. */
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
      : listConflictOutlinesOf(
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

export function goldenOf({ golden, recordIds }: StoredPerson): GoldenPerson {
  return unpackGolden(JSON.parse(golden) as PackedGolden, recordIds)
}

function recordsOf({ recordIds }: StoredPerson, records: ReadonlyMap<string, LiveRecord>): LiveRecord[] {
  return recordIds.flatMap((id) => records.get(id) ?? [])
}

/** Returns the ids of the live persons and successors in the area; undefined if the area is not limited. */
async function personsInArea(
  conn: Conn,
  idStates: ReadonlyMap<string, IdState<StoredPerson>>,
  area: AreaPrefix,
): Promise<ReadonlySet<string> | undefined> {
  if (area === undefined) return undefined
  const ids = [...idStates.values()].flatMap((idState) => {
    if (idState.kind === 'live') return [idState.found.id]
    return idState.kind === 'moved' ? [idState.survivor] : idState.kind === 'gone' ? idState.successors : []
  })
  const persons = await findPersons(conn, [...new Set(ids)])
  return new Set(persons.filter((person) => liesIn(goldenOf(person).village_code?.value, area)).map(({ id }) => id))
}

function stateInArea(
  idState: IdState<StoredPerson>,
  { parts, inArea }: { parts: ReadonlyMap<string, PersonParts>; inArea: ReadonlySet<string> | undefined },
): PersonIdState {
  const isVisible = (id: string): boolean => inArea === undefined || inArea.has(id)
  switch (idState.kind) {
    case 'unknown':
      return idState
    case 'live': {
      const found = isVisible(idState.found.id) ? parts.get(idState.found.id) : undefined
      return found === undefined ? { kind: 'unknown' } : { kind: 'live', found }
    }
    case 'moved':
      return isVisible(idState.survivor) ? idState : { kind: 'unknown' }
    case 'gone': {
      const successors = idState.successors.filter(isVisible)
      return inArea !== undefined && successors.length === 0 ? { kind: 'unknown' } : { ...idState, successors }
    }
  }
}
