import { householdBasis } from '../../domain/registry/judgement-basis.js'
import { inTransaction, type Tx } from '../../storage/connection.js'
import { lockJudgements } from '../../storage/judgements.js'
import { isRefusal, type Refusal, refuse } from '../refusals.js'
import { type Bench, type HouseholdOrder, type Judged, readReason } from './judgement-order.js'
import { areOfOnePerson, twoRecords } from './judged-records.js'
import { writeJudgement } from './write-judgement.js'

/**
 * Judges whether the second record's person lives with the first's. Refuses with REASON_MISSING, RECORD_UNKNOWN, and
 * VALUE_INVALID where both are one person.
 */
export function judgeHousehold(bench: Bench, order: HouseholdOrder): Promise<Judged | Refusal> {
  return inTransaction(bench.database, (tx) => judgeHouseholdIn(tx, order, bench.now()))
}

/** The same within a transaction that does more. */
export async function judgeHouseholdIn(tx: Tx, order: HouseholdOrder, judgedAt: Date): Promise<Judged | Refusal> {
  const reason = readReason(order.reason)
  if (isRefusal(reason)) return reason
  await lockJudgements(tx)
  const records = await twoRecords(tx, order.records)
  if (isRefusal(records)) return records
  if (areOfOnePerson(records))
    return refuse('VALUE_INVALID', 'Both records are of one person, who lives in one household.')
  return writeJudgement(tx, { ...order, subject: 'household', basis: householdBasis(records), reason, judgedAt })
}
