import { pairBasis } from '../../domain/registry/judgements/judgement-basis.js'
import type { Conn, Tx } from '../../storage/postgres/connection.js'
import { inTransaction } from '../../storage/postgres/transaction.js'
import { lockJudgements } from '../../storage/judgements/judgements.js'
import { isRefusal, type Refusal } from '../context/refusals.js'
import { type Draft, draftJudgement } from './draft.js'
import { type Bench, type Judged, type PairOrder, readReason } from './judgement-order.js'
import { twoRecords } from './judged-records.js'
import { writeJudgement } from './write-judgement.js'

/**
 * Judges whether two records are one person. Refuses with REASON_MISSING, RECORD_REPEATED where a record is named twice,
 * and RECORD_UNKNOWN.
 */
export function judgePair(bench: Bench, order: PairOrder): Promise<Judged | Refusal> {
  return inTransaction(bench.database, (tx) => judgePairIn(tx, order, bench.now()))
}

/** The same within a transaction that does more. */
export async function judgePairIn(tx: Tx, order: PairOrder, judgedAt: Date): Promise<Judged | Refusal> {
  await lockJudgements(tx)
  const draft = await draftPair(tx, order, judgedAt)
  return isRefusal(draft) ? draft : writeJudgement(tx, draft)
}

/** Drafts the judgement; the same refusals. */
export async function draftPair(conn: Conn, order: PairOrder, judgedAt: Date): Promise<Draft | Refusal> {
  const reason = readReason(order.reason)
  if (isRefusal(reason)) return reason
  const records = await twoRecords(conn, order.records)
  if (isRefusal(records)) return records
  return draftJudgement(conn, { ...order, subject: 'pair', basis: pairBasis(records), reason, judgedAt })
}
