import { type AuditItem, pageAudit } from '../../application/reporting/list-audit.js'
import { readCursor, writeCursor } from '../paging/cursor.js'
import { HttpProblem } from '../contract/problem.js'
import { pageAnswer } from '../paging/page.js'
import { type BodyOf, route } from '../contract/route.js'
import { AuditQuery, AuditRecord } from './audit-schema.js'
import { Page } from '../paging/page-schema.js'

const LIST = 'audit'

export const auditList = route({
  id: 'listAudit',
  method: 'GET',
  path: '/v1/audit',
  tag: 'Audit',
  summary: 'List the audit log',
  description:
    'Returns every change and every read of unmasked personal data, newest first: the actor, the subject, and ' +
    'the reason or the purpose. The rows form a hash chain; GET /v1/audit/verification checks whether a row was ' +
    'changed or removed.',
  access: ['admin'],
  reach: 'refused',
  query: AuditQuery,
  answers: { 200: { description: 'A page of the audit log.', schema: Page(AuditRecord) } },
  refusals: ['CURSOR_INVALID'],
  handle: async (call) => {
    const { context, query } = call
    const { actor, action, subject_kind: kind, subject_id: id, from, until, limit, cursor } = query
    if (id !== undefined && kind === undefined)
      throw new HttpProblem('QUERY_INVALID', 'subject_id requires subject_kind.')
    const { database, secret } = context.registry
    const before = cursor === undefined ? undefined : String(readCursor(secret, LIST, cursor)[0])
    const { items, next } = await pageAudit(database.conn, {
      limit,
      ...(actor === undefined ? {} : { actor }),
      ...(action === undefined ? {} : { action }),
      ...(kind === undefined ? {} : { subject: { kind, ...(id === undefined ? {} : { id }) } }),
      ...(from === undefined ? {} : { from: new Date(from) }),
      ...(until === undefined ? {} : { until: new Date(until) }),
      ...(before === undefined ? {} : { before }),
    })
    return pageAnswer(call, items.map(viewItem), next === undefined ? undefined : writeCursor(secret, LIST, [next]))
  },
})

function viewItem({
  number,
  actor,
  action,
  subjectKind,
  subjectId,
  reason,
  content,
  happenedAt,
}: AuditItem): BodyOf<typeof AuditRecord> {
  return {
    number,
    actor,
    action,
    subject_kind: subjectKind,
    subject_id: subjectId,
    reason,
    content,
    happened_at: happenedAt.toISOString(),
  }
}
