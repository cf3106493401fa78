import { revokeApiKey } from '../../storage/access/api-keys.js'
import { appendAudit } from '../../storage/access/audit.js'
import { inTransaction } from '../../storage/postgres/transaction.js'
import { isRefusal, type Refusal } from '../context/refusals.js'
import type { Registry } from '../context/registry.js'
import type { KeyView } from './key-view.js'
import { getKey } from './read-keys.js'
import type { Rights } from './rights.js'

/** Ends a key for good; one that has ended stays as it is. Gives the key; refuses with KEY_UNKNOWN. */
export async function revokeKey(registry: Registry, id: string, by: Rights): Promise<KeyView | Refusal> {
  const key = await getKey(registry, id, by)
  if (isRefusal(key)) return key
  const at = registry.now()
  await inTransaction(registry.database, async (tx) => {
    if (!(await revokeApiKey(tx, id, at))) return
    const content = { name: key.name, prefix: key.prefix }
    await appendAudit(tx, { actor: by.actor, action: 'key.revoked', subjectKind: 'key', subjectId: id, content }, at)
  })
  return getKey(registry, id, by)
}
