import type { Pool } from 'pg'
import type { ServerWarning } from '../server/server-settings.js'

/** A statement and its parameters, `$1` being the first. */
export interface Statement {
  readonly text: string
  readonly values: readonly unknown[]
}

/** Reads. Outside a transaction the session is read-only as well, so that SQL which writes is refused by the server. */
export interface Conn {
  /** Returns the rows of a query. Throws a DatabaseError. */
  read<Row>(query: Statement): Promise<readonly Row[]>
}

/** Lines in COPY's text form, in pieces of any size. */
export type Lines = AsyncIterable<string | Buffer> | Iterable<string | Buffer>

/**
 * Reads and writes of one transaction. They run in the order of the calls, whether or not earlier ones were awaited. Every call
 * after the end of the transaction throws.
 */
export interface Tx extends Conn {
  /** Runs a statement and returns the number of rows that it touched. */
  write(statement: Statement): Promise<number>
  /** Runs a statement and returns the rows of its RETURNING. */
  writeReturning<Row>(statement: Statement): Promise<readonly Row[]>
  /** Whether `copy` can be used; where it cannot, many rows go in several statements. */
  readonly canCopy: boolean
  /** Streams lines in COPY's text form into `COPY … FROM STDIN` and returns the number of rows. */
  copy(statement: Statement, lines: Lines): Promise<number>
  /** Takes the lock of two numbers, such as a purpose and a hash, and holds it until the transaction ends. */
  lock(purpose: number, subject: number): Promise<void>
}

/** The pools of a process, of sessions that can only read and of those for transactions. All run as the service's role. */
export interface Database {
  readonly conn: Conn
  /** Reads by key beside a transaction that holds the registry's lock: it sees what was committed before. */
  readonly lookups: Conn
  /** The same for a few keys at a time: several reads are sent in one piece. */
  readonly quickLookups: Conn
  readonly writers: Pool
  /** For transactions of a few rows: see `inQuickTransaction`. */
  readonly pipelined: Pool
  /** The settings of the server that hurt the service. */
  readonly warnings?: readonly ServerWarning[]
  close(): Promise<void>
}
