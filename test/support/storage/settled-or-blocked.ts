import sql from 'sql-template-tag'
import type { Conn } from '../../../src/storage/postgres/connection.js'

/** Waits until some work has ended, or waits for a lock of another transaction of the database. */
export async function settledOrBlocked(conn: Conn, work: Promise<unknown>): Promise<void> {
  const settled = work.then(() => true)
  for (;;) {
    const waiting = await conn.read(sql`
      SELECT FROM pg_locks JOIN pg_stat_activity USING (pid) WHERE NOT granted AND datname = current_database()`)
    if (waiting.length > 0 || (await Promise.race([settled, Promise.resolve(false)]))) return
  }
}
