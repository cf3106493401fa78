import { liveRows } from '../../domain/registry/judgements/judgement.js'
import type { Conn, Tx } from '../../storage/postgres/connection.js'
import { findJudgement, judgementsOf, lockJudgements } from '../../storage/judgements/judgements.js'
import { isRefusal, type Refusal, refuse } from '../context/refusals.js'
import { type Draft, draftReversalOf } from './draft.js'
import { type Judged, readReason } from './judgement-order.js'
import { writeJudgement } from './write-judgement.js'

/** The judgement to take back, with the judge and the reason. */
export interface ReversalOrder {
  readonly judgementId: string
  readonly reason: string
  readonly judgedBy: string
}

/**
 * Takes a judgement back: the judgements that it superseded become live again. Refuses with REASON_MISSING, JUDGEMENT_UNKNOWN, and
 * with JUDGEMENT_NOT_LIVE for a judgement that was superseded or reversed and for a reversal.
 */
export async function reverseJudgement(tx: Tx, order: ReversalOrder, judgedAt: Date): Promise<Judged | Refusal> {
  await lockJudgements(tx)
  const draft = await draftReversal(tx, order, judgedAt)
  return isRefusal(draft) ? draft : writeJudgement(tx, draft)
}

/** Drafts the reversal; refuses as `reverseJudgement` does. */
export async function draftReversal(conn: Conn, order: ReversalOrder, judgedAt: Date): Promise<Draft | Refusal> {
  const reason = readReason(order.reason)
  if (isRefusal(reason)) return reason
  const judgement = await findJudgement(conn, order.judgementId)
  if (judgement === undefined) return refuse('JUDGEMENT_UNKNOWN', 'There is no such judgement.')
  const live = liveRows(await judgementsOf(conn, judgement.records))
  if (!live.some(({ id }) => id === judgement.id)) {
    return refuse('JUDGEMENT_NOT_LIVE', 'The judgement is not live: it was superseded or reversed, or is a reversal.')
  }
  return draftReversalOf(conn, judgement, { reason, judgedBy: order.judgedBy, judgedAt })
}
