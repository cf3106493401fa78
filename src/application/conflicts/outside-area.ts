import { findConflicts } from '../../storage/conflicts/conflicts.js'
import { findHouseholds, type StoredHousehold } from '../../storage/households/households.js'
import { findPersons, type StoredPerson } from '../../storage/persons/persons.js'
import type { Conn } from '../../storage/postgres/connection.js'
import { type AreaPrefix, liesIn } from '../context/area-scope.js'
import { householdGoldenOf } from '../households/stored-golden.js'
import { goldenOf } from '../persons/get-persons.js'

/**
 * The ids of persons, households and conflicts that lie outside an area, of any ids. An ended id without a place of its own is
 * inside: who may see its successors may see it.
 */
export async function idsOutside(conn: Conn, ids: readonly string[], area: AreaPrefix): Promise<ReadonlySet<string>> {
  if (area === undefined || ids.length === 0) return new Set()
  const [persons, households, conflicts] = await Promise.all([
    findPersons(conn, ids),
    findHouseholds(conn, ids),
    findConflicts(conn, ids),
  ])
  const isOutside = (code: string | undefined, isLive: boolean): boolean =>
    (isLive || code !== undefined) && !liesIn(code, area)
  return new Set([
    ...persons.filter((person) => isOutside(villageOf(person), person.state === 'live')).map(({ id }) => id),
    ...households.filter((each) => isOutside(areaOf(each), each.state === 'live')).map(({ id }) => id),
    ...conflicts.filter(({ areaCode }) => !liesIn(areaCode, area)).map(({ id }) => id),
  ])
}

function villageOf(person: StoredPerson): string | undefined {
  return goldenOf(person).village_code?.value
}

function areaOf(household: StoredHousehold): string | undefined {
  return householdGoldenOf(household).area?.value
}
