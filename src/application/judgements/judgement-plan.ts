import type { Conn } from '../../storage/postgres/connection.js'
import type { Refusal } from '../context/refusals.js'
import type { Draft } from './draft.js'
import { draftHousehold } from './judge-household.js'
import { draftPair } from './judge-pair.js'
import { draftValue } from './judge-value.js'
import type { HouseholdOrder, JudgementOrigin, PairOrder, ValueOrder } from './judgement-order.js'
import { draftReversal } from './reverse-judgement.js'

/** A judgement to draft, without its origin. Records are ids. */
export type PlannedJudgement =
  | ({ readonly subject: 'pair' } & Omit<PairOrder, keyof JudgementOrigin>)
  | ({ readonly subject: 'household' } & Omit<HouseholdOrder, keyof JudgementOrigin>)
  | ({ readonly subject: 'value' } & Omit<ValueOrder, keyof JudgementOrigin>)
  | { readonly subject: 'reversal'; readonly judgementId: string }

/** Drafts a planned judgement; refuses as the draft of its subject does. */
export function draftPlanned(
  conn: Conn,
  planned: PlannedJudgement,
  { origin, at }: { origin: JudgementOrigin; at: Date },
): Promise<Draft | Refusal> {
  switch (planned.subject) {
    case 'pair':
      return draftPair(conn, { ...planned, ...origin }, at)
    case 'household':
      return draftHousehold(conn, { ...planned, ...origin }, at)
    case 'value':
      return draftValue(conn, { ...planned, ...origin }, at)
    case 'reversal':
      return draftReversal(conn, { ...planned, ...origin }, at)
  }
}
