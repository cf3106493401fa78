import { lockJudgements } from '../../storage/judgements/judgements.js'
import { beginLinkingPass } from '../../storage/linkage/linking-settings.js'
import type { Tx } from '../../storage/postgres/connection.js'
import type { ContextReader } from '../active-model/read-context.js'

/** What judging with its effects needs besides a transaction. */
export interface JudgingContext {
  /** Reads the context that records are linked in. */
  readonly reader: ContextReader
  /** Keeps the ids of conflicts from being guessed. */
  readonly secret: Buffer
  readonly now: () => Date
}

/** A transaction in which judgements are given. A preview only works out what they would do. */
export interface JudgingSession extends JudgingContext {
  readonly tx: Tx
  readonly isPreview: boolean
}

/** Begins to judge: until the transaction ends, no linking pass and no other judgement runs beside it. */
export async function beginJudging(tx: Tx, judging: JudgingContext): Promise<JudgingSession> {
  await beginLinkingPass(tx)
  await lockJudgements(tx)
  return { ...judging, tx, isPreview: false }
}

/** Begins a preview, without any lock: its transaction reads one snapshot and must be rolled back (`inPreview`). */
export function beginPreview(tx: Tx, judging: JudgingContext): JudgingSession {
  return { ...judging, tx, isPreview: true }
}
