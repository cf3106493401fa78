import type { Tx } from './connection.js'

const JOURNALS = 0x6a726e6c
const ALL = 0

/**
 * Waits until no other transaction is writing the audit or events, and keeps others out until this one ends. One lock for
 * both, so that no two transactions hold one each and wait for the other. Take it last: the next transaction waits for the
 * commit.
 */
export function lockJournals(tx: Tx): Promise<void> {
  return tx.lock(JOURNALS, ALL)
}
