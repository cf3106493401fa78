import { revokeApiKey } from '../../storage/access/api-keys.js'
import { appendAudit } from '../../storage/access/audit.js'
import type { Tx } from '../../storage/postgres/connection.js'
import { isRefusal, type Refusal } from '../context/refusals.js'
import type { KeyView } from './key-view.js'
import { getKey } from './read-keys.js'
import type { Rights } from './rights.js'

/** Revokes a key permanently and returns it. Does nothing if it is already revoked. Refuses with KEY_UNKNOWN. */
export async function revokeKey(
  tx: Tx,
  { id, by }: { readonly id: string; readonly by: Rights },
  at: Date,
): Promise<KeyView | Refusal> {
  const key = await getKey(tx, id, by)
  if (isRefusal(key) || !(await revokeApiKey(tx, id, at))) return key
  const content = { name: key.name, prefix: key.prefix }
  await appendAudit(tx, { actor: by.actor, action: 'key.revoked', subjectKind: 'key', subjectId: id, content }, at)
  return getKey(tx, id, by)
}
