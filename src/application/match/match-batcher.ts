import type { Conn } from '../../storage/postgres/connection.js'
import type { LinkingContextCache } from '../active-model/linking-context-cache.js'
import { CallBatcher } from '../context/call-batcher.js'
import { type MatchAnswer, type MatchQuery, matchRecords } from './match-records.js'

/** Calls of many records take long. Batches are small, so that short calls do not wait for long ones. */
const LIMITS = { most: 8, atOnce: 2 }

/** Matches given records with the registry. Calls that arrive while a batch runs share the queries of the next one. */
export type MatchBatcher = CallBatcher<MatchQuery, MatchAnswer>

export function batchMatches(conn: Conn, contexts: LinkingContextCache): MatchBatcher {
  return new CallBatcher(async (queries) => matchRecords(conn, await contexts.read(), queries), LIMITS)
}
