import { type ClientBase, Pool, type PoolClient } from 'pg'
import { from as copyFrom } from 'pg-copy-streams'
import type { Sql } from 'sql-template-tag'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { DatabaseError } from './database-error.js'
import { SCHEMA, SERVICE_ROLE } from './roles.js'
import { clientConfig, type Server } from './server.js'

const IN_FAILED_TRANSACTION = '25P02'

/** Reads. Outside a transaction the session is read-only as well, so that SQL which writes is refused by the server. */
export interface Conn {
  /** The rows that a query gives; what is in it as `${value}` goes to the server as a parameter. */
  read<Row>(query: Sql): Promise<readonly Row[]>
}

/** Lines in COPY's text form, in pieces of any size. */
export type Lines = AsyncIterable<string | Buffer> | Iterable<string | Buffer>

/** Reads and writes of one transaction. Refuses every use after the transaction has ended. */
export interface Tx extends Conn {
  /** Runs a statement and gives the number of rows that it touched. */
  write(statement: Sql): Promise<number>
  /** Runs a statement and gives the rows of its RETURNING. */
  writeReturning<Row>(statement: Sql): Promise<readonly Row[]>
  /** Streams lines in COPY's text form into `COPY … FROM STDIN` and gives the number of rows. */
  copy(statement: Sql, lines: Lines): Promise<number>
  /** Waits for the lock of two numbers, such as a purpose and a hash, and holds it until the transaction ends. */
  lock(purpose: number, subject: number): Promise<void>
}

/** The two pools of a process: one whose sessions can only read, one for transactions. Both run as the service's role. */
export interface Database {
  readonly conn: Conn
  /** Reads by key beside a transaction that holds the registry's lock: it sees what was committed before. */
  readonly lookups: Conn
  readonly writers: Pool
  close(): Promise<void>
}

/** How many connections a process may hold, and what hears of those that break while nobody uses them. */
export interface PoolOptions {
  readonly readers: number
  readonly writers: number
  readonly onBroken: (error: DatabaseError) => void
}

/** Opens the pools; connections are made when they are first needed. */
export function openPools(server: Server, options: PoolOptions): Database {
  const readers = openPool(server, { max: options.readers, access: 'READ ONLY', onBroken: options.onBroken })
  const writers = openPool(server, { max: options.writers, access: 'READ WRITE', onBroken: options.onBroken })
  const lookups = openPool(server, { max: LOOKUPS, access: 'READ ONLY', byKey: true, onBroken: options.onBroken })
  return {
    conn: connOf(readers),
    lookups: connOf(lookups),
    writers,
    close: async () => {
      await Promise.all([readers, writers, lookups].map(endPool))
    },
  }
}

function connOf(pool: Pool): Conn {
  return { read: async <Row>(query: Sql) => (await runQuery<Row>(pool, query)).rows }
}

/**
 * Gives what the work gives once its writes are committed. Any error rolls all of them back; those of the database are
 * thrown as DatabaseError, others as they are.
 */
export async function inTransaction<T>(database: Database, work: (tx: Tx) => Promise<T>): Promise<T> {
  const client = await orRefuse(() => database.writers.connect())
  const session = new Session(client)
  try {
    await orRefuse(() => client.query('BEGIN'))
    const result = await work(session)
    session.end()
    await commit(client)
    client.release()
    return result
  } catch (error) {
    session.end()
    await rollBack(client)
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

class Session implements Tx {
  readonly #client: PoolClient
  #isOpen = true

  constructor(client: PoolClient) {
    this.#client = client
  }

  /** Afterwards the connection serves someone else's transaction. */
  end(): void {
    this.#isOpen = false
  }

  async read<Row>(query: Sql): Promise<readonly Row[]> {
    return (await runQuery<Row>(this.#open(), query)).rows
  }

  async write(statement: Sql): Promise<number> {
    return (await runQuery(this.#open(), statement)).count
  }

  async writeReturning<Row>(statement: Sql): Promise<readonly Row[]> {
    return (await runQuery<Row>(this.#open(), statement)).rows
  }

  async copy(statement: Sql, lines: Lines): Promise<number> {
    const stream = this.#open().query(copyFrom(statement.text))
    let sourceError: { readonly error: unknown } | undefined
    async function* watched(): AsyncGenerator<string | Buffer> {
      try {
        yield* lines
      } catch (error) {
        sourceError = { error }
        throw error
      }
    }
    try {
      await pipeline(Readable.from(watched()), stream)
      return stream.rowCount
    } catch (error) {
      throw sourceError === undefined ? new DatabaseError(error) : sourceError.error
    }
  }

  async lock(purpose: number, subject: number): Promise<void> {
    const client = this.#open()
    await orRefuse(() => client.query('SELECT pg_advisory_xact_lock($1::int, $2::int)', [purpose, subject]))
  }

  #open(): PoolClient {
    if (!this.#isOpen) throw new Error('The transaction has ended')
    return this.#client
  }
}

/** A server that does not answer is not waited for. */
const LONGEST_END_MS = 5000
const openClients = new WeakMap<Pool, Set<ClientBase>>()

/** The pool itself does not wait until its connections are closed: a server that stops meanwhile would break them. */
async function endPool(pool: Pool): Promise<void> {
  await pool.end()
  const clients = openClients.get(pool)
  if (clients === undefined || clients.size === 0) return
  await new Promise<void>((resolve) => {
    const patience = setTimeout(resolve, LONGEST_END_MS)
    pool.on('remove', () => {
      if (clients.size > 0) return
      clearTimeout(patience)
      resolve()
    })
  })
}

function countClients(pool: Pool): void {
  const clients = new Set<ClientBase>()
  openClients.set(pool, clients)
  pool.on('connect', (client) => clients.add(client))
  pool.on('remove', (client) => clients.delete(client))
}

const LOOKUPS = 2

interface PoolSettings {
  readonly max: number
  /** Every query is by key: plans made while a table was empty must not read all of it once it is large. */
  readonly byKey?: boolean
  readonly access: 'READ ONLY' | 'READ WRITE'
  readonly onBroken: (error: DatabaseError) => void
}

function openPool(server: Server, { max, access, byKey = false, onBroken }: PoolSettings): Pool {
  // One message: the settings cost one round trip for each connection, none for a query. The pool waits for it.
  const onConnect: (client: ClientBase) => unknown = (client) =>
    client.query(
      `SET ROLE ${SERVICE_ROLE}; SET search_path = ${SCHEMA}; SET TIME ZONE 'UTC'; ` +
        `SET SESSION CHARACTERISTICS AS TRANSACTION ${access}; SET enable_seqscan = ${byKey ? 'off' : 'on'}`,
    )
  const pool = new Pool({ ...clientConfig(server), max, onConnect })
  countClients(pool)
  pool.on('connect', (client) => {
    // A connection that breaks between two statements of a transaction is told by the next statement; unheard, the event
    // would end the process.
    client.on('error', () => undefined)
  })
  pool.on('error', (error) => {
    // A pool that is closed does not wait for its connections to be gone, and its server may end before they are.
    if (!pool.ending) onBroken(new DatabaseError(error))
  })
  return pool
}

interface Result<Row> {
  readonly rows: readonly Row[]
  readonly count: number
}

/** Statements are prepared once on each connection: a single change runs some thirty of them. */
async function runQuery<Row>(runner: Pool | PoolClient, { text, values }: Sql): Promise<Result<Row>> {
  const result = await orRefuse(() => runner.query({ name: statementName(text), text, values }))
  return { rows: result.rows as Row[], count: result.rowCount ?? 0 }
}

const statementNames = new Map<string, string>()

function statementName(text: string): string {
  const known = statementNames.get(text)
  if (known !== undefined) return known
  const name = `padan_${statementNames.size}`
  statementNames.set(text, name)
  return name
}

/** The driver's errors go no further than here: they carry values of the rows. */
async function orRefuse<T>(call: () => Promise<T>): Promise<T> {
  try {
    return await call()
  } catch (error) {
    throw new DatabaseError(error)
  }
}
