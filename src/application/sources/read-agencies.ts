import { type Agency, findAgency, listAgencies } from '../../storage/sources/agencies.js'
import type { Registry } from '../context/registry.js'
import { type Refusal, refuse } from '../context/refusals.js'

/** Returns all agencies, by code. */
export function listAllAgencies({ database }: Registry): Promise<readonly Agency[]> {
  return listAgencies(database.conn)
}

/** Returns an agency; refuses with AGENCY_UNKNOWN. */
export async function getAgency({ database }: Registry, code: string): Promise<Agency | Refusal> {
  return (await findAgency(database.conn, code)) ?? refuse('AGENCY_UNKNOWN', 'There is no such agency.')
}
