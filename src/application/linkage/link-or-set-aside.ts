import { appendAudit } from '../../storage/access/audit.js'
import type { Tx } from '../../storage/postgres/connection.js'
import { keep } from '../../storage/postgres/outcome.js'
import { inSavepoint } from '../../storage/postgres/savepoint.js'
import { inTransaction } from '../../storage/postgres/transaction.js'
import { DatabaseError } from '../../storage/postgres/database-error.js'
import { beginLinkingPass } from '../../storage/linkage/linking-settings.js'
import { nextPending, type PendingKey } from '../../storage/linkage/pending-records.js'
import { setAside } from '../../storage/linkage/set-aside-records.js'
import { countLinkedRecords } from '../batches/applying/count-linked-records.js'
import { isTransient } from '../context/is-transient.js'
import type { Registry } from '../context/registry.js'
import { linkKeys, type PendingPass } from './link-pending.js'
import type { ContextReader } from '../active-model/read-context.js'

/** The pass over one record, and the record with its error where it was set aside. */
export interface LonePass extends PendingPass {
  readonly setAside: { readonly recordId: string; readonly error: unknown } | undefined
}

/**
 * Links the next pending record by itself. After an error that is not transient the record is set aside, so that it stops no
 * other record: its batch goes on without it, and the audit has an entry.
 */
export function linkOrSetAside(registry: Registry, reader: ContextReader): Promise<LonePass> {
  return inTransaction(registry.database, async (tx) => {
    await beginLinkingPass(tx)
    const key = await nextPending(tx)
    if (key === undefined) return { taken: 0, comparedPairs: 0, setAside: undefined }
    try {
      const pass = await inSavepoint(tx, async () =>
        keep(await linkKeys(tx, [key], { registry, context: await reader.read(tx) })),
      )
      return { ...pass, setAside: undefined }
    } catch (error) {
      if (isTransient(error)) throw error
      await putAside(tx, key, { code: codeOf(error), at: registry.now() })
      return { taken: 1, comparedPairs: 0, setAside: { recordId: key.id, error } }
    }
  })
}

async function putAside(tx: Tx, key: PendingKey, { code, at }: { code: string; at: Date }): Promise<void> {
  const { id, batchId } = key
  await setAside(tx, key, { code, at })
  if (batchId !== null)
    await countLinkedRecords(tx, [{ batchId, taken: 1, linked: 0, personsCreated: 0, conflictsOpened: 0 }], at)
  const entry = { actor: 'padan', action: 'record.set_aside', subjectKind: 'record', subjectId: id, content: { code } }
  await appendAudit(tx, entry, at)
}

function codeOf(error: unknown): string {
  if (error instanceof DatabaseError) return error.code
  return error instanceof Error ? error.constructor.name : 'unknown'
}
