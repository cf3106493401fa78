import { findApiKey, listApiKeys } from '../../storage/access/api-keys.js'
import type { Conn } from '../../storage/postgres/connection.js'
import { type Refusal, refuse } from '../context/refusals.js'
import { liesIn } from '../context/area-scope.js'
import { type KeyView, viewKey } from './key-view.js'
import type { Rights } from './rights.js'

const FIRST_ID = '00000000-0000-0000-0000-000000000000'

/** A page of keys, revoked ones included. The next page begins after the id `next`; undefined on the last page. */
export interface KeyPage {
  readonly items: readonly KeyView[]
  readonly next: string | undefined
}

/** Lists keys by id; an admin limited to an area sees the keys of that area. */
export async function listKeys(
  conn: Conn,
  { after = FIRST_ID, limit, by }: { after: string | undefined; limit: number; by: Rights },
): Promise<KeyPage> {
  const keys = await listApiKeys(conn, { after, limit })
  const items = keys.map(viewKey).filter((key) => maySee(by, key))
  return { items, next: keys.length < limit ? undefined : keys.at(-1)?.id }
}

/** Returns a key. Refuses with KEY_UNKNOWN, also if the caller may not see the key. */
export async function getKey(conn: Conn, id: string, by: Rights): Promise<KeyView | Refusal> {
  const key = await findApiKey(conn, id)
  const view = key === undefined ? undefined : viewKey(key)
  return view === undefined || !maySee(by, view) ? refuse('KEY_UNKNOWN', 'There is no such key.') : view
}

function maySee({ areaPrefix }: Rights, { area_prefix }: KeyView): boolean {
  return areaPrefix === undefined || liesIn(area_prefix ?? undefined, areaPrefix)
}
