import { type Agency, insertAgency } from '../../storage/sources/agencies.js'
import { appendAudit } from '../../storage/access/audit.js'
import type { Tx } from '../../storage/postgres/connection.js'
import { isCode } from '../context/is-code.js'
import { type Refusal, refuse } from '../context/refusals.js'

export interface NewAgency extends Agency {
  readonly by: string
}

/** Adds an agency; refuses with CODE_INVALID, NAME_MISSING or AGENCY_EXISTS. */
export async function addAgency(tx: Tx, { code, name, by }: NewAgency, at: Date): Promise<Agency | Refusal> {
  if (!isCode(code)) return refuse('CODE_INVALID', 'A code has up to 63 small letters, digits and hyphens.')
  const agency = { code, name: name.trim() }
  if (agency.name === '') return refuse('NAME_MISSING', 'The agency needs a name.')
  if (!(await insertAgency(tx, agency))) return refuse('AGENCY_EXISTS', 'An agency with this code already exists.')
  const entry = { actor: by, action: 'agency.added', subjectKind: 'agency', subjectId: code, content: agency }
  await appendAudit(tx, entry, at)
  return agency
}
