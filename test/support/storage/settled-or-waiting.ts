import sql from 'sql-template-tag'
import type { Conn } from '../../../src/storage/postgres/connection.js'

/** Until some work has ended or waits for another transaction of the database. */
export async function settledOrWaiting(conn: Conn, work: Promise<unknown>): Promise<void> {
  const settled = work.then(() => true)
  for (;;) {
    const waiting = await conn.read(sql`
      SELECT FROM pg_locks JOIN pg_stat_activity USING (pid) WHERE NOT granted AND datname = current_database()`)
    if (waiting.length > 0 || (await Promise.race([settled, Promise.resolve(false)]))) return
  }
}
