import { lockJudgements } from '../../storage/judgements/judgements.js'
import { beginLinkingPass } from '../../storage/linkage/linking-settings.js'
import type { Tx } from '../../storage/postgres/connection.js'
import type { PreviewTx } from '../../storage/postgres/preview.js'
import type { ContextReader } from '../active-model/read-context.js'

/** The parts of the service that judging needs besides a transaction. */
export interface JudgingContext {
  /** Reads the context that records are linked in. */
  readonly reader: ContextReader
  /** The key of conflict ids, so that they cannot be guessed. */
  readonly secret: Buffer
  readonly now: () => Date
}

/** A transaction in which judgements are written. A preview runs in a `PreviewTx`, so its writes are rolled back. */
export interface JudgingSession extends JudgingContext {
  readonly tx: Tx
  readonly isPreview: boolean
}

/** Locks linking passes and other judgements out until the transaction ends. */
export async function beginJudging(tx: Tx, judging: JudgingContext): Promise<JudgingSession> {
  await beginLinkingPass(tx)
  await lockJudgements(tx)
  return { ...judging, tx, isPreview: false }
}

/** Begins a preview. It takes no lock, since its transaction reads one snapshot and is rolled back. */
export function beginPreview(tx: PreviewTx, judging: JudgingContext): JudgingSession {
  return { ...judging, tx, isPreview: true }
}
