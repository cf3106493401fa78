import type { ApiClient } from './api-client.js'
import { HouseholdPage } from './api-schemas.js'

const PROVINCE = '16'
const PAGE = 100

/** Returns the ids of the province's households in desil 1. */
export async function findPoorestHouseholds(reader: ApiClient): Promise<string[]> {
  const ids: string[] = []
  let cursor: string | null = null
  do {
    const json: object = { area_code: PROVINCE, desil: [1], limit: PAGE, ...(cursor === null ? {} : { cursor }) }
    const { items, next } = await reader.post('/v1/households/search', { json }, HouseholdPage)
    ids.push(...items.map(({ id }) => id))
    cursor = next
  } while (cursor !== null)
  return ids
}
