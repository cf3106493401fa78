import { beginLinkingPass } from '../../storage/linkage/linking-settings.js'
import { requeueSetAside } from '../../storage/linkage/set-aside-records.js'
import { inTransaction } from '../../storage/postgres/transaction.js'
import type { Registry } from '../context/registry.js'

/** Makes the records that were set aside pending again, between two passes; returns how many. */
export function retrySetAside(registry: Registry): Promise<number> {
  return inTransaction(registry.database, async (tx) => {
    await beginLinkingPass(tx)
    return requeueSetAside(tx)
  })
}
