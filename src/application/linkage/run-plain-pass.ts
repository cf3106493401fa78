import type { Conn } from '../../storage/postgres/connection.js'
import type { LinkingContext } from '../active-model/linking-context.js'
import type { PassResult } from './changes/pass-steps.js'
import { runPass } from './run-pass.js'
import { CachedView } from './scheduling/cached-view.js'
import { PLAIN_SCHEDULE } from './scheduling/schedule.js'
import { newPass } from './state/pass.js'
import type { RecordChange } from './state/record-change.js'

/**
 * Runs a pass one step after the other on one connection, and writes nothing: `savePass` does. Each row is read once.
 */
export function runPlainPass(
  conn: Conn,
  changes: readonly RecordChange[],
  context: LinkingContext,
): Promise<PassResult> {
  return runPass(newPass({ changes, context, view: new CachedView(conn, context.lacks) }), PLAIN_SCHEDULE)
}
