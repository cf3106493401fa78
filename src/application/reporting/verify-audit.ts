import { type AuditHead, type AuditVerdict, verifyAudit } from '../../storage/access/audit.js'
import type { Registry } from '../context/registry.js'

/**
 * Walks the whole audit log and tells how far it is as it was written. `known`, a head that was noted elsewhere, shows also
 * what was cut off at the end.
 */
export function checkAudit(registry: Registry, known?: AuditHead): Promise<AuditVerdict> {
  return verifyAudit(registry.database.conn, known)
}
