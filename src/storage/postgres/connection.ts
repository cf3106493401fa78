import type { Pool } from 'pg'
import type { Sql } from 'sql-template-tag'

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
