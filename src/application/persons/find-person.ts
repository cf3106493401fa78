import type { Conn } from '../../storage/postgres/connection.js'
import { type AreaPrefix, liesIn } from '../context/area-scope.js'
import { getPerson, type PersonIdState } from './get-persons.js'
import type { PersonBatcher } from './person-batcher.js'

/** A person id, and the area in which the caller may see persons. */
export interface PersonInArea {
  readonly id: string
  readonly area: AreaPrefix
}

/** Returns the state of a person id. Calls that arrive while others run share their queries. */
export async function findPerson(
  conn: Conn,
  persons: PersonBatcher,
  { id, area }: PersonInArea,
): Promise<PersonIdState> {
  const idState = await persons.call(id)
  if (area === undefined || idState.kind === 'unknown') return idState
  if (idState.kind !== 'live') return getPerson(conn, id, area)
  return liesIn(idState.found.golden.village_code?.value, area) ? idState : { kind: 'unknown' }
}
