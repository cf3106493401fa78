import { pairBasis } from '../../domain/registry/judgement-basis.js'
import { inTransaction, type Tx } from '../../storage/connection.js'
import { lockJudgements } from '../../storage/judgements.js'
import { isRefusal, type Refusal } from '../refusals.js'
import { type Bench, type Judged, type PairOrder, readReason } from './judgement-order.js'
import { twoRecords } from './judged-records.js'
import { writeJudgement } from './write-judgement.js'

/**
 * Judges whether two records are one person. Refuses with REASON_MISSING, VALUE_INVALID where a record is named twice, and
 * RECORD_UNKNOWN.
 */
export function judgePair(bench: Bench, order: PairOrder): Promise<Judged | Refusal> {
  return inTransaction(bench.database, (tx) => judgePairIn(tx, order, bench.now()))
}

/** The same within a transaction that does more. */
export async function judgePairIn(tx: Tx, order: PairOrder, judgedAt: Date): Promise<Judged | Refusal> {
  const reason = readReason(order.reason)
  if (isRefusal(reason)) return reason
  await lockJudgements(tx)
  const records = await twoRecords(tx, order.records)
  if (isRefusal(records)) return records
  return writeJudgement(tx, { ...order, subject: 'pair', basis: pairBasis(records), reason, judgedAt })
}
