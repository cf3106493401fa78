import type { Refusal } from '../context/refusals.js'
import { readerOf } from '../batched-reads/registry-reader.js'
import type { Registry } from '../context/registry.js'
import type { PlaceInArea, Scanned } from '../context/scan-pages.js'
import type { PersonSummary } from './person-summary.js'
import { type PersonSearch, searchPersons } from './search-persons.js'

/** The live persons who fit a question, by the active model's frequencies of names. */
export async function findPersonsBy(
  registry: Registry,
  search: PersonSearch,
): Promise<Scanned<PlaceInArea, PersonSummary> | Refusal> {
  const { model } = await readerOf(registry).context()
  return searchPersons(registry.database.conn, model, search)
}
