import type { Conn } from '../../storage/postgres/connection.js'
import type { Refusal } from '../context/refusals.js'
import type { Draft } from './draft.js'
import { draftHousehold } from './judge-household.js'
import { draftPair } from './judge-pair.js'
import { draftValue } from './judge-value.js'
import type { HouseholdOrder, Judging, PairOrder, ValueOrder } from './judgement-order.js'
import { draftReversal } from './reverse-judgement.js'

/** One judgement to give, without who gives it and why. Records are ids. */
export type PlannedJudgement =
  | ({ readonly subject: 'pair' } & Omit<PairOrder, keyof Judging>)
  | ({ readonly subject: 'household' } & Omit<HouseholdOrder, keyof Judging>)
  | ({ readonly subject: 'value' } & Omit<ValueOrder, keyof Judging>)
  | { readonly subject: 'reversal'; readonly judgementId: string }

/** Drafts what was planned; refuses as the judging of its subject does. */
export function draftPlanned(
  conn: Conn,
  planned: PlannedJudgement,
  { judging, at }: { judging: Judging; at: Date },
): Promise<Draft | Refusal> {
  switch (planned.subject) {
    case 'pair':
      return draftPair(conn, { ...planned, ...judging }, at)
    case 'household':
      return draftHousehold(conn, { ...planned, ...judging }, at)
    case 'value':
      return draftValue(conn, { ...planned, ...judging }, at)
    case 'reversal':
      return draftReversal(conn, { ...planned, ...judging }, at)
  }
}
