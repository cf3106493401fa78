import { type AuditFilter, type AuditRecord, listAudit } from '../../storage/access/audit.js'
import type { Conn } from '../../storage/postgres/connection.js'

export interface AuditQuery extends AuditFilter {
  /** The number before which the page begins. */
  readonly before?: string
  readonly limit: number
}

export type AuditItem = AuditRecord

export interface AuditListPage {
  readonly items: readonly AuditItem[]
  /** The number before which the next page begins. */
  readonly next: string | undefined
}

/** Lists the audit log, the newest rows first. */
export async function pageAudit(conn: Conn, query: AuditQuery): Promise<AuditListPage> {
  const found = await listAudit(conn, { ...query, limit: query.limit + 1 })
  const items = found.slice(0, query.limit)
  return { items, next: found.length > query.limit ? items.at(-1)?.number : undefined }
}
