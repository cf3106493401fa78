import type { Pool, PoolClient } from 'pg'
import type { Sql } from 'sql-template-tag'
import { DatabaseError } from './database-error.js'
import { orRefuse } from './run-query.js'
import { PipelinedSession, QueuedSession } from './session.js'

const IN_FAILED_TRANSACTION = '25P02'

/** Reads. Outside a transaction the session is read-only as well, so that SQL which writes is refused by the server. */
export interface Conn {
  /** The rows that a query gives; what is in it as `${value}` goes to the server as a parameter. */
  read<Row>(query: Sql): Promise<readonly Row[]>
}

/** Lines in COPY's text form, in pieces of any size. */
export type Lines = AsyncIterable<string | Buffer> | Iterable<string | Buffer>

/**
 * Reads and writes of one transaction, which happen in the order in which they are asked for, whether the earlier ones have
 * been waited for or not. Refuses every use after the transaction has ended.
 */
export interface Tx extends Conn {
  /** Runs a statement and gives the number of rows that it touched. */
  write(statement: Sql): Promise<number>
  /** Runs a statement and gives the rows of its RETURNING. */
  writeReturning<Row>(statement: Sql): Promise<readonly Row[]>
  /** Whether `copy` can be used; where it cannot, many rows go in several statements. */
  readonly canCopy: boolean
  /** Streams lines in COPY's text form into `COPY … FROM STDIN` and gives the number of rows. */
  copy(statement: Sql, lines: Lines): Promise<number>
  /** Waits for the lock of two numbers, such as a purpose and a hash, and holds it until the transaction ends. */
  lock(purpose: number, subject: number): Promise<void>
}

/** The pools of a process, of sessions that can only read and of those for transactions. All run as the service's role. */
export interface Database {
  readonly conn: Conn
  /** Reads by key beside a transaction that holds the registry's lock: it sees what was committed before. */
  readonly lookups: Conn
  /** The same for a few keys at a time, several reads going in one piece. */
  readonly quickLookups: Conn
  readonly writers: Pool
  /** For transactions of a few rows: see `inQuickTransaction`. */
  readonly pipelined: Pool
  close(): Promise<void>
}

/**
 * Gives what the work gives once its writes are committed. Any error rolls all of them back; those of the database are
 * thrown as DatabaseError, others as they are.
 */
export async function inTransaction<T>(database: Database, work: (tx: Tx) => Promise<T>): Promise<T> {
  const client = await orRefuse(() => database.writers.connect())
  const session = new QueuedSession(client)
  try {
    await orRefuse(() => client.query('BEGIN'))
    const result = await work(session)
    await session.end()
    await commit(client)
    client.release()
    return result
  } catch (error) {
    await session.end()
    await rollBack(client)
    throw error
  }
}

/**
 * The same for a few rows, where waiting for each answer would take most of the time: statements are sent one behind the
 * other, the last with COMMIT behind it. A connection on which one failed is closed.
 */
export async function inQuickTransaction<T>(database: Database, work: (tx: Tx) => Promise<T>): Promise<T> {
  const client = await orRefuse(() => database.pipelined.connect())
  const session = new PipelinedSession(client)
  try {
    // What comes behind it is sent at once; had it failed, COMMIT would tell.
    const begun = orRefuse(() => client.query('BEGIN'))
    begun.catch(() => undefined)
    const result = await work(session)
    session.end()
    await Promise.all([begun, session.settled(), commit(client)])
    client.release()
    return result
  } catch (error) {
    session.end()
    client.release(true)
    throw error
  }
}

/** Where a statement failed and the work went on regardless, COMMIT succeeds by rolling back. */
async function commit(client: PoolClient): Promise<void> {
  const { command } = await orRefuse(() => client.query('COMMIT'))
  if (command !== 'COMMIT') throw new DatabaseError({ code: IN_FAILED_TRANSACTION })
}

/** A connection that cannot even roll back is closed, which ends its transaction on the server. */
async function rollBack(client: PoolClient): Promise<void> {
  try {
    await client.query('ROLLBACK')
    client.release()
  } catch {
    client.release(true)
  }
}
