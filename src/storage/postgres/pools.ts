import { type ClientBase, Pool } from 'pg'
import type { Conn, Database, Statement } from './connection.js'
import { DatabaseError } from './database-error.js'
import { SCHEMA, SERVICE_ROLE } from './roles.js'
import { runQuery } from './run-query.js'
import { clientConfig, type Server } from './server.js'
import { READER_LIMITS, sessionStatements, WRITER_LIMITS } from '../server/session-settings.js'
import { PipelinedReads } from './session.js'

/** How many connections a process may hold, and what is called when one breaks while it is idle. */
export interface PoolOptions {
  readonly readers: number
  readonly writers: number
  readonly onBroken: (error: DatabaseError) => void
}

/** Opens the pools; connections are made when they are first needed. */
export function openPools(server: Server, options: PoolOptions): Database {
  const { onBroken } = options
  const readers = openPool(server, { max: options.readers, access: 'READ ONLY', onBroken })
  const writers = openPool(server, { max: options.writers, access: 'READ WRITE', onBroken })
  const lookups = openPool(server, { max: LOOKUPS, access: 'READ ONLY', byKey: true, onBroken })
  const pipelines = { max: PIPELINED, byKey: true, isPipelined: true, onBroken }
  const pipelined = openPool(server, { ...pipelines, access: 'READ WRITE' })
  const pipelinedLookups = openPool(server, { ...pipelines, access: 'READ ONLY' })
  const line = new PipelinedReads(pipelinedLookups)
  return {
    conn: connOf(readers),
    lookups: connOf(lookups),
    quickLookups: line,
    writers,
    pipelined,
    close: async () => {
      await line.release()
      await Promise.all([readers, writers, lookups, pipelined, pipelinedLookups].map(endPool))
    },
  }
}

function connOf(pool: Pool): Conn {
  return { read: async <Row>(query: Statement) => (await runQuery<Row>(pool, query)).rows }
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

/** A pass asks several things at once, and the next one is prepared beside it. */
const LOOKUPS = 4
/** Only one linking pass runs at a time. */
const PIPELINED = 1

interface PoolSettings {
  readonly max: number
  /**
   * Every query is by key: plans made while a table was empty must not read all of it once it is large, and one plan does for
   * all. Planning the forty statements of a single change anew each time, as PostgreSQL does for arrays of other lengths than it
   * guessed, was a seventh of the time that it spent on one.
   */
  readonly byKey?: boolean
  /** Statements are sent before those sent earlier are answered; there is no COPY. */
  readonly isPipelined?: boolean
  readonly access: 'READ ONLY' | 'READ WRITE'
  readonly onBroken: (error: DatabaseError) => void
}

function openPool(server: Server, { max, access, byKey = false, isPipelined = false, onBroken }: PoolSettings): Pool {
  const planning = byKey
    ? 'SET enable_seqscan = off; SET plan_cache_mode = force_generic_plan'
    : 'SET plan_cache_mode = auto'
  const limits = access === 'READ ONLY' ? READER_LIMITS : WRITER_LIMITS
  // One message: the settings cost one round trip for each connection, none for a query. The pool waits for it.
  const onConnect: (client: ClientBase) => unknown = (client) =>
    client.query(
      `${sessionStatements(limits)}; SET ROLE ${SERVICE_ROLE}; SET search_path = ${SCHEMA}; SET TIME ZONE 'UTC'; ` +
        `SET SESSION CHARACTERISTICS AS TRANSACTION ${access}; ${planning}`,
    )
  const pool = new Pool({ ...clientConfig(server), max, onConnect, pipeline: isPipelined })
  countClients(pool)
  pool.on('connect', (client) => {
    // Where a connection breaks between two statements of a transaction, the next statement fails. Without a listener the event
    // would end the process.
    client.on('error', () => undefined)
  })
  pool.on('error', (error) => {
    // A pool that is closed does not wait for its connections to be gone, and its server may end before they are.
    if (!pool.ending) onBroken(new DatabaseError(error))
  })
  return pool
}
