import { type AuditHead, type AuditVerdict, verifyAudit } from '../../storage/access/audit.js'
import type { Conn } from '../../storage/postgres/connection.js'

/**
 * Reads the whole audit log and returns up to which row its chain is intact. If `known` is a head that was stored elsewhere,
 * rows missing at the end are found as well.
 */
export function checkAudit(conn: Conn, known?: AuditHead): Promise<AuditVerdict> {
  return verifyAudit(conn, known)
}
