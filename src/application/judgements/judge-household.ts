import { householdBasis } from '../../domain/registry/judgements/judgement-basis.js'
import type { Conn, Tx } from '../../storage/postgres/connection.js'
import { lockJudgements } from '../../storage/judgements/judgements.js'
import { isRefusal, type Refusal, refuse } from '../context/refusals.js'
import { type Draft, draftJudgement } from './draft.js'
import { type HouseholdOrder, type Judged, readReason } from './judgement-order.js'
import { areOfOnePerson, twoRecords } from './judged-records.js'
import { writeJudgement } from './write-judgement.js'

/**
 * Judges whether the person of the second record lives in the household of the first. Refuses with REASON_MISSING,
 * RECORD_UNKNOWN, RECORD_REPEATED, and with PERSON_REPEATED where both records are of one person.
 */
export async function judgeHousehold(tx: Tx, order: HouseholdOrder, judgedAt: Date): Promise<Judged | Refusal> {
  await lockJudgements(tx)
  const draft = await draftHousehold(tx, order, judgedAt)
  return isRefusal(draft) ? draft : writeJudgement(tx, draft)
}

/** Drafts the judgement; refuses as `judgeHousehold` does. */
export async function draftHousehold(conn: Conn, order: HouseholdOrder, judgedAt: Date): Promise<Draft | Refusal> {
  const reason = readReason(order.reason)
  if (isRefusal(reason)) return reason
  const records = await twoRecords(conn, order.records)
  if (isRefusal(records)) return records
  if (areOfOnePerson(records))
    return refuse('PERSON_REPEATED', 'Both records are of one person: name records of two persons.')
  return draftJudgement(conn, { ...order, subject: 'household', basis: householdBasis(records), reason, judgedAt })
}
