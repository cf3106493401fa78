import { type AuditHead, findAuditHead, findAuditRow } from '../../storage/access/audit.js'
import type { Conn } from '../../storage/postgres/connection.js'

export type { AuditHead } from '../../storage/access/audit.js'
export type { Conn } from '../../storage/postgres/connection.js'

/** The head of the chain now, and the head of before if the chain no longer holds it. */
export interface AuditChange {
  readonly head: AuditHead | undefined
  readonly lost: AuditHead | undefined
}

/** Reads the head of the audit log, and looks whether the head that was read before is still there unchanged. */
export async function watchAudit(conn: Conn, before: AuditHead | undefined): Promise<AuditChange> {
  const [head, kept] = await Promise.all([
    findAuditHead(conn),
    before === undefined ? undefined : findAuditRow(conn, before.number),
  ])
  return { head, lost: before !== undefined && kept?.hash !== before.hash ? before : undefined }
}
