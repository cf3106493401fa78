import { householdBasis } from '../../domain/registry/judgements/judgement-basis.js'
import type { Conn, Tx } from '../../storage/postgres/connection.js'
import { inTransaction } from '../../storage/postgres/transaction.js'
import { lockJudgements } from '../../storage/judgements/judgements.js'
import { isRefusal, type Refusal, refuse } from '../context/refusals.js'
import { type Draft, draftJudgement } from './draft.js'
import { type Bench, type HouseholdOrder, type Judged, readReason } from './judgement-order.js'
import { areOfOnePerson, twoRecords } from './judged-records.js'
import { writeJudgement } from './write-judgement.js'

/**
 * Judges whether the second record's person lives with the first's. Refuses with REASON_MISSING, RECORD_UNKNOWN,
 * RECORD_REPEATED, and PERSON_REPEATED where both are one person.
 */
export function judgeHousehold(bench: Bench, order: HouseholdOrder): Promise<Judged | Refusal> {
  return inTransaction(bench.database, (tx) => judgeHouseholdIn(tx, order, bench.now()))
}

/** The same within a transaction that does more. */
export async function judgeHouseholdIn(tx: Tx, order: HouseholdOrder, judgedAt: Date): Promise<Judged | Refusal> {
  await lockJudgements(tx)
  const draft = await draftHousehold(tx, order, judgedAt)
  return isRefusal(draft) ? draft : writeJudgement(tx, draft)
}

/** Drafts the judgement; the same refusals. */
export async function draftHousehold(conn: Conn, order: HouseholdOrder, judgedAt: Date): Promise<Draft | Refusal> {
  const reason = readReason(order.reason)
  if (isRefusal(reason)) return reason
  const records = await twoRecords(conn, order.records)
  if (isRefusal(records)) return records
  if (areOfOnePerson(records))
    return refuse('PERSON_REPEATED', 'Both records are of one person, who lives in one household.')
  return draftJudgement(conn, { ...order, subject: 'household', basis: householdBasis(records), reason, judgedAt })
}
