import { inTransaction } from '../../storage/postgres/transaction.js'
import { beginLinkingPass } from '../../storage/linkage/linking-settings.js'
import { requeueSetAside } from '../../storage/linkage/set-aside-records.js'
import type { Registry } from '../context/registry.js'

/** Lets what was set aside wait to be linked again, between two passes; gives how many records. */
export function retrySetAside(registry: Registry): Promise<number> {
  return inTransaction(registry.database, async (tx) => {
    await beginLinkingPass(tx)
    return requeueSetAside(tx)
  })
}
