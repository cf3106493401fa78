import { type AuditEntry, appendAudits } from '../../../storage/access/audit.js'
import { forgetSetAside } from '../../../storage/linkage/set-aside-records.js'
import type { Tx } from '../../../storage/postgres/connection.js'
import type { LinkingContext } from '../../active-model/linking-context.js'
import type { NumberedSingle } from './receive-singles.js'

/**
 * Writes the audit entries, and removes the records from the set-aside ones. The audit's lock is taken late, while conflicts are
 * still derived: all that is written after it is guarded by the lock of the pass, so that no transaction that waits for
 * the audit can block this one.
 */
export async function auditSingles(
  tx: Tx,
  singles: readonly NumberedSingle[],
  { lacks, now }: LinkingContext,
): Promise<void> {
  await Promise.all([
    lacks?.setAside === true ? undefined : forgetSetAside(tx, singles),
    appendAudits(tx, singles.map(auditEntry), now),
  ])
}

function auditEntry({ single, id, effect }: NumberedSingle): AuditEntry {
  return {
    actor: single.by,
    action: `record.${effect}`,
    subjectKind: 'record',
    subjectId: id,
    content: { source: single.source },
  }
}
