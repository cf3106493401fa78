import type { z } from 'zod'
import { hasRole, maySeeArea, maySendSource, type Rights } from '../../application/access/rights.js'
import { getRecord } from '../../application/records/get-record.js'
import type { RecordStanding } from '../../application/records/record-standing.js'
import { type Refusal, refuse } from '../../application/context/refusals.js'
import type { Context } from '../context/context.js'
import { HttpProblem } from '../contract/problem.js'
import { holdsPersonalNumber } from '../disclosure/personal-number.js'
import type { RecordPath } from './record-schema.js'

type Path = z.infer<typeof RecordPath>

/** Throws PERSONAL_KEY_IN_PATH for a NIK or KK as key: addresses end up in many logs. */
export function refusePersonalKey({ key }: Path): void {
  if (holdsPersonalNumber(key))
    throw new HttpProblem(
      'PERSONAL_KEY_IN_PATH',
      'The key looks like a NIK or KK, which must not be part of an address: POST it to /v1/sources/{code}/record-keys, ' +
        'which returns the pseudonym that batches use, or use the row id of your own system.',
    )
}

/** A record that the caller may read; refuses with RECORD_UNKNOWN. */
export async function knownRecord(context: Context, path: Path, rights: Rights): Promise<RecordStanding | Refusal> {
  const unknown = refuse('RECORD_UNKNOWN', 'The source has no such record.')
  if (!hasRole(rights, ['reader', 'steward']) && !maySendSource(rights, path.code)) return unknown
  const record = await getRecord(context.registry.database.conn, path.code, path.key)
  return record === undefined || !maySeeArea(rights, record.areaCode) ? unknown : record
}
