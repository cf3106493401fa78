import { findSource, listSources, type StoredSource } from '../../storage/sources/sources.js'
import type { Registry } from '../context/registry.js'
import { type Refusal, refuse } from '../context/refusals.js'

/** Returns all sources, by code. */
export function listAllSources({ database }: Registry): Promise<readonly StoredSource[]> {
  return listSources(database.conn)
}

/** Returns a source; refuses with SOURCE_UNKNOWN. */
export async function getSource({ database }: Registry, code: string): Promise<StoredSource | Refusal> {
  return (await findSource(database.conn, code)) ?? refuse('SOURCE_UNKNOWN', 'There is no such source.')
}
