import { checkAudit } from '../../application/reporting/verify-audit.js'
import { ok } from '../contract/answer.js'
import { HttpProblem } from '../contract/problem.js'
import { route } from '../contract/route.js'
import { AuditHeadQuery, AuditVerification } from './audit-schema.js'

export const auditVerify = route({
  id: 'verifyAudit',
  method: 'GET',
  path: '/v1/audit/verification',
  tag: 'Audit',
  summary: 'Verify the audit log',
  description:
    'Checks the whole hash chain; a hundred thousand rows take some seconds. Rows cut off at the end are ' +
    'detected only against a row stored elsewhere: store the returned head and send its number and hash with the ' +
    'next call.',
  access: ['admin'],
  reach: 'refused',
  query: AuditHeadQuery,
  answers: { 200: { description: 'The result of the check.', schema: AuditVerification } },
  handle: async ({ context, query }) => {
    const { number, hash } = query
    if ((number === undefined) !== (hash === undefined))
      throw new HttpProblem('QUERY_INVALID', 'Send number and hash together.')
    const known = number === undefined || hash === undefined ? undefined : { number, hash }
    const { head, broken } = await checkAudit(context.registry.database.conn, known)
    return ok({ is_intact: broken === undefined, head: head ?? null, broken: broken ?? null })
  },
})
