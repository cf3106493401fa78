import { setTimeout } from 'node:timers/promises'
import sql from 'sql-template-tag'
import type { Conn } from '../../storage/postgres/connection.js'

const POLL_MS = 500
const QUIET_POLLS = 4
const MOST_POLLS = 600

/**
 * Waits until PostgreSQL has vacuumed and analysed after a load: that took a
 * quarter of a core from the first single changes.
 * Gives up after five minutes.
 */
export async function untilCleared(conn: Conn): Promise<void> {
  let quiet = 0
  for (let poll = 0; poll < MOST_POLLS && quiet < QUIET_POLLS; poll += 1) {
    await setTimeout(POLL_MS)
    const [row] = await conn.read<{ running: number }>(sql`
      SELECT (SELECT count(*) FROM pg_stat_progress_vacuum)::int + (SELECT count(*) FROM pg_stat_progress_analyze)::int
        AS running`)
    quiet = row?.running === 0 ? quiet + 1 : 0
  }
}
