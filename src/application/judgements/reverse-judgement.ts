import { liveRows } from '../../domain/registry/judgement.js'
import { inTransaction, type Tx } from '../../storage/connection.js'
import { findJudgement, judgementsOf, lockJudgements } from '../../storage/judgements.js'
import { isRefusal, type Refusal, refuse } from '../refusals.js'
import { type Bench, type Judged, readReason } from './judgement-order.js'
import { writeReversal } from './write-judgement.js'

/** Which judgement to take back, who does and why. */
export interface ReversalOrder {
  readonly judgementId: string
  readonly reason: string
  readonly judgedBy: string
}

/**
 * Takes a judgement back as if it had never been given: what it had superseded holds again. Refuses with REASON_MISSING,
 * JUDGEMENT_UNKNOWN, and JUDGEMENT_NOT_LIVE for one that was superseded or reversed, and for a reversal.
 */
export function reverseJudgement(bench: Bench, order: ReversalOrder): Promise<Judged | Refusal> {
  return inTransaction(bench.database, (tx) => reverseJudgementIn(tx, order, bench.now()))
}

/** The same within a transaction that does more. */
export async function reverseJudgementIn(tx: Tx, order: ReversalOrder, judgedAt: Date): Promise<Judged | Refusal> {
  const reason = readReason(order.reason)
  if (isRefusal(reason)) return reason
  await lockJudgements(tx)
  const judgement = await findJudgement(tx, order.judgementId)
  if (judgement === undefined) return refuse('JUDGEMENT_UNKNOWN', 'There is no such judgement.')
  const live = liveRows(await judgementsOf(tx, judgement.records))
  if (!live.some(({ id }) => id === judgement.id)) {
    return refuse('JUDGEMENT_NOT_LIVE', 'The judgement holds no longer: it was superseded or reversed.')
  }
  return writeReversal(tx, judgement, { reason, judgedBy: order.judgedBy, judgedAt })
}
