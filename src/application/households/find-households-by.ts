import type { Refusal } from '../context/refusals.js'
import { readerOf } from '../batched-reads/registry-reader.js'
import type { Registry } from '../context/registry.js'
import type { PlaceInArea, Scanned } from '../context/scan-pages.js'
import type { HouseholdSummary } from './household-view.js'
import { type HouseholdSearch, searchHouseholds } from './search-households.js'

/** The live households that fit a question, by the active model's frequencies of names. */
export async function findHouseholdsBy(
  registry: Registry,
  search: HouseholdSearch,
): Promise<Scanned<PlaceInArea, HouseholdSummary> | Refusal> {
  const { model } = await readerOf(registry).context()
  return searchHouseholds(registry.database.conn, model, search)
}
