import type { PoolClient } from 'pg'
import type { Database, Tx } from './connection.js'
import { DatabaseError } from './database-error.js'
import { keep, type Outcome } from './outcome.js'
import { orRefuse } from './run-query.js'
import { IN_FAILED_TRANSACTION, PipelinedSession, QueuedSession } from './session.js'

/**
 * Returns what the work returns once its writes are committed. Any error rolls all of them back; errors of the database are
 * thrown as DatabaseError, others as they are.
 */
export function inTransaction<T>(database: Database, work: (tx: Tx) => Promise<T>): Promise<T> {
  return commitIfKept(database, async (tx) => keep(await work(tx)))
}

/** `inTransaction` for work that decides on its writes: `keep(value)` commits them, `undo(value)` rolls them back. */
export async function commitIfKept<T>(database: Database, work: (tx: Tx) => Promise<Outcome<T>>): Promise<T> {
  const client = await orRefuse(() => database.writers.connect())
  const session = new QueuedSession(client)
  try {
    await orRefuse(() => client.query('BEGIN'))
    const { isKept, value } = await work(session)
    await session.end()
    if (isKept) {
      await session.noting(commit(client))
      client.release()
    } else await rollBack(client)
    return value
  } catch (error) {
    await session.end()
    if (error instanceof DatabaseError && error.endsSession) client.release(true)
    else await rollBack(client)
    throw error
  }
}

/**
 * `inTransaction` for a few rows, where waiting for each answer would take most of the time: statements are sent one behind
 * the other, the last with COMMIT behind it. A connection on which a statement failed is closed.
 */
export async function inQuickTransaction<T>(database: Database, work: (tx: Tx) => Promise<T>): Promise<T> {
  const client = await orRefuse(() => database.pipelined.connect())
  const session = new PipelinedSession(client)
  try {
    // The statements behind it are sent at once; if it fails, COMMIT fails as well.
    const begun = orRefuse(() => client.query('BEGIN'))
    begun.catch(() => undefined)
    const result = await work(session)
    session.end()
    await Promise.all([begun, session.settled(), session.noting(commit(client))])
    client.release()
    return result
  } catch (error) {
    session.end()
    client.release(true)
    throw error
  }
}

/** After a failed statement whose error the work ignored, COMMIT reports success but rolls back: this throws. */
export async function commit(client: PoolClient): Promise<void> {
  const { command } = await orRefuse(() => client.query('COMMIT'))
  if (command !== 'COMMIT') throw new DatabaseError({ code: IN_FAILED_TRANSACTION })
}

/** A connection that cannot even roll back is closed, which ends its transaction on the server. */
export async function rollBack(client: PoolClient): Promise<void> {
  try {
    await client.query('ROLLBACK')
    client.release()
  } catch {
    client.release(true)
  }
}
