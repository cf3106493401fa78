import { findApiKey, listApiKeys } from '../../storage/access/api-keys.js'
import type { Conn } from '../../storage/postgres/connection.js'
import { type Refusal, refuse } from '../context/refusals.js'
import { liesIn } from '../context/area-scope.js'
import { type KeyView, viewOfKey } from './key-view.js'
import type { Rights } from './rights.js'

const FIRST_ID = '00000000-0000-0000-0000-000000000000'

/** A page of keys, revoked ones included, and the id after which the next page begins, if there may be one. */
export interface KeyPage {
  readonly items: readonly KeyView[]
  readonly next: string | undefined
}

/** Lists keys by id; an admin of an area sees the keys of that area. */
export async function listKeys(
  conn: Conn,
  { after = FIRST_ID, limit, by }: { after: string | undefined; limit: number; by: Rights },
): Promise<KeyPage> {
  const keys = await listApiKeys(conn, { after, limit })
  const items = keys.map(viewOfKey).filter((key) => maySee(by, key))
  return { items, next: keys.length < limit ? undefined : keys.at(-1)?.id }
}

/** Reads a key; refuses with KEY_UNKNOWN, also where the caller may not see it. */
export async function getKey(conn: Conn, id: string, by: Rights): Promise<KeyView | Refusal> {
  const key = await findApiKey(conn, id)
  const view = key === undefined ? undefined : viewOfKey(key)
  return view === undefined || !maySee(by, view) ? refuse('KEY_UNKNOWN', 'There is no such key.') : view
}

function maySee({ areaPrefix }: Rights, { area_prefix }: KeyView): boolean {
  return areaPrefix === undefined || liesIn(area_prefix ?? undefined, areaPrefix)
}
