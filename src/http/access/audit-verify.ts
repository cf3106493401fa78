import { checkAudit } from '../../application/reporting/verify-audit.js'
import { ok } from '../contract/answer.js'
import { HttpProblem } from '../contract/problem.js'
import { refuseArea } from '../disclosure/refuse-area.js'
import { route } from '../contract/route.js'
import { AuditHeadQuery, AuditVerification } from './audit-schema.js'

export const auditVerify = route({
  id: 'verifyAudit',
  method: 'GET',
  path: '/v1/audit/verification',
  tag: 'Audit',
  summary: 'Check that the audit log is as it was written',
  description:
    'Walks the whole log, a hundred thousand rows in some seconds. What was cut off at its end shows only beside a row that ' +
    'was noted elsewhere: keep the head that this gives, and hand it over the next time.',
  access: ['admin'],
  query: AuditHeadQuery,
  answers: { 200: { description: 'How far the log holds.', schema: AuditVerification } },
  handle: async ({ context, rights, query }) => {
    refuseArea(rights)
    const { number, hash } = query
    if ((number === undefined) !== (hash === undefined))
      throw new HttpProblem('QUERY_INVALID', 'The number and hash of a row go together.')
    const known = number === undefined || hash === undefined ? undefined : { number, hash }
    const { head, broken } = await checkAudit(context.registry.database.conn, known)
    return ok({ is_intact: broken === undefined, head: head ?? null, broken: broken ?? null })
  },
})
