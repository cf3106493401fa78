import { findApiKey, listApiKeys } from '../../storage/access/api-keys.js'
import { type Refusal, refuse } from '../context/refusals.js'
import { liesIn } from '../context/area-scope.js'
import type { Registry } from '../context/registry.js'
import { type KeyView, viewOfKey } from './key-view.js'
import type { Rights } from './rights.js'

const FIRST_ID = '00000000-0000-0000-0000-000000000000'

/** A page of keys, also of revoked ones, and the id behind which the next page begins where there may be one. */
export interface KeyPage {
  readonly items: readonly KeyView[]
  readonly next: string | undefined
}

/** Keys by id, behind an id; an admin of an area sees those of the area. */
export async function listKeys(
  { database }: Registry,
  { after = FIRST_ID, limit, by }: { after: string | undefined; limit: number; by: Rights },
): Promise<KeyPage> {
  const keys = await listApiKeys(database.conn, { after, limit })
  const items = keys.map(viewOfKey).filter((key) => mayKnow(by, key))
  return { items, next: keys.length < limit ? undefined : keys.at(-1)?.id }
}

/** A key; refuses with KEY_UNKNOWN, also where the caller may not know of it. */
export async function getKey({ database }: Registry, id: string, by: Rights): Promise<KeyView | Refusal> {
  const key = await findApiKey(database.conn, id)
  const view = key === undefined ? undefined : viewOfKey(key)
  return view === undefined || !mayKnow(by, view) ? refuse('KEY_UNKNOWN', 'There is no such key.') : view
}

function mayKnow({ areaPrefix }: Rights, { area_prefix }: KeyView): boolean {
  return areaPrefix === undefined || liesIn(area_prefix ?? undefined, areaPrefix)
}
