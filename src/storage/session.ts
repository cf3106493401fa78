import type { Socket } from 'node:net'
import type { PoolClient } from 'pg'
import { from as copyFrom } from 'pg-copy-streams'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { Sql } from 'sql-template-tag'
import type { Lines, Tx } from './connection.js'
import { DatabaseError } from './database-error.js'
import { orRefuse, type Result, runQuery } from './run-query.js'

/** A transaction on a connection that takes one statement at a time: what is asked for meanwhile waits for its turn. */
export class QueuedSession implements Tx {
  readonly canCopy = true
  readonly #client: PoolClient
  #last: Promise<unknown> = Promise.resolve()
  #isOpen = true

  constructor(client: PoolClient) {
    this.#client = client
  }

  /** Waits for what is under way; what waits for its turn is refused. Then the connection serves others. */
  async end(): Promise<void> {
    this.#isOpen = false
    await this.#last
  }

  async read<Row>(query: Sql): Promise<readonly Row[]> {
    return (await this.#query<Row>(query)).rows
  }

  async write(statement: Sql): Promise<number> {
    return (await this.#query(statement)).count
  }

  async writeReturning<Row>(statement: Sql): Promise<readonly Row[]> {
    return (await this.#query<Row>(statement)).rows
  }

  copy(statement: Sql, lines: Lines): Promise<number> {
    return this.#inTurn((client) => copyLines(client, statement, lines))
  }

  async lock(purpose: number, subject: number): Promise<void> {
    await this.#inTurn((client) => lock(client, purpose, subject))
  }

  #query<Row>(query: Sql): Promise<Result<Row>> {
    return this.#inTurn((client) => runQuery<Row>(client, query))
  }

  #inTurn<T>(call: (client: PoolClient) => Promise<T>): Promise<T> {
    const result = this.#last.then(() => {
      if (!this.#isOpen) throw new Error('The transaction has ended')
      return call(this.#client)
    })
    this.#last = result.catch(() => undefined)
    return result
  }
}

/** A transaction on a connection that takes statements before earlier ones are answered, and no COPY. */
export class PipelinedSession implements Tx {
  readonly canCopy = false
  readonly #client: PoolClient
  #last: Promise<unknown> = Promise.resolve()
  #isOpen = true

  readonly #socket: Socket
  #isHeld = false

  constructor(client: PoolClient) {
    this.#client = client
    this.#socket = (client as unknown as { readonly connection: { readonly stream: Socket } }).connection.stream
    this.#hold()
  }

  end(): void {
    this.#isOpen = false
  }

  /** Holds what is sent until all has been asked for that can be asked for now, so that it goes in one piece. */
  #hold(): void {
    if (this.#isHeld) return
    this.#isHeld = true
    this.#socket.cork()
    process.nextTick(() => {
      this.#isHeld = false
      this.#socket.uncork()
    })
  }

  /** Settles when everything that was sent is answered; fails as the statement that was sent last did. */
  settled(): Promise<unknown> {
    return this.#last
  }

  async read<Row>(query: Sql): Promise<readonly Row[]> {
    return (await this.#send((client) => runQuery<Row>(client, query))).rows
  }

  async write(statement: Sql): Promise<number> {
    return (await this.#send((client) => runQuery(client, statement))).count
  }

  async writeReturning<Row>(statement: Sql): Promise<readonly Row[]> {
    return (await this.#send((client) => runQuery<Row>(client, statement))).rows
  }

  copy(): Promise<number> {
    return Promise.reject(new Error('A pipelined connection cannot copy'))
  }

  async lock(purpose: number, subject: number): Promise<void> {
    await this.#send((client) => lock(client, purpose, subject))
  }

  #send<T>(call: (client: PoolClient) => Promise<T>): Promise<T> {
    if (!this.#isOpen) throw new Error('The transaction has ended')
    this.#hold()
    const result = call(this.#client)
    result.catch(() => undefined)
    this.#last = result
    return result
  }
}

function lock(client: PoolClient, purpose: number, subject: number): Promise<unknown> {
  return orRefuse(() => client.query('SELECT pg_advisory_xact_lock($1::int, $2::int)', [purpose, subject]))
}

async function copyLines(client: PoolClient, statement: Sql, lines: Lines): Promise<number> {
  const stream = client.query(copyFrom(statement.text))
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
