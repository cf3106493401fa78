import type { Database } from '../../storage/postgres/connection.js'
import type { WitnessedRegistry } from '../context/deed.js'
import { ContextReader } from '../active-model/read-context.js'
import type { Desk } from './judging-desk.js'

const READERS = new WeakMap<Database, ContextReader>()

/** The desk of a registry; all who judge share what has been read of the model. */
export function deskOf(registry: WitnessedRegistry): Desk {
  const { database, secret, now } = registry
  let reader = READERS.get(database)
  if (reader === undefined) {
    // Without the witness, who belongs to one request.
    reader = new ContextReader({ secret, now })
    READERS.set(database, reader)
  }
  return { registry, reader }
}
