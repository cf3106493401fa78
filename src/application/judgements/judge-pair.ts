import { pairBasis } from '../../domain/registry/judgements/judgement-basis.js'
import type { Conn, Tx } from '../../storage/postgres/connection.js'
import { lockJudgements } from '../../storage/judgements/judgements.js'
import { isRefusal, type Refusal } from '../context/refusals.js'
import { type Draft, draftJudgement } from './draft.js'
import { type Judged, type PairOrder, readReason } from './judgement-order.js'
import { twoRecords } from './judged-records.js'
import { writeJudgement } from './write-judgement.js'

/**
 * Judges whether two records are of one person. Refuses with REASON_MISSING, RECORD_UNKNOWN, and with RECORD_REPEATED where
 * both are the same record.
 */
export async function judgePair(tx: Tx, order: PairOrder, judgedAt: Date): Promise<Judged | Refusal> {
  await lockJudgements(tx)
  const draft = await draftPair(tx, order, judgedAt)
  return isRefusal(draft) ? draft : writeJudgement(tx, draft)
}

/** Drafts the judgement; refuses as `judgePair` does. */
export async function draftPair(conn: Conn, order: PairOrder, judgedAt: Date): Promise<Draft | Refusal> {
  const reason = readReason(order.reason)
  if (isRefusal(reason)) return reason
  const records = await twoRecords(conn, order.records)
  if (isRefusal(records)) return records
  return draftJudgement(conn, { ...order, subject: 'pair', basis: pairBasis(records), reason, judgedAt })
}
