import { Client, type ClientConfig, TypeOverrides, types } from 'pg'
import { DatabaseError } from './database-error.js'
import { sessionStatements, UNLIMITED } from '../server/session-settings.js'
import { StartRefusal } from './start-refusal.js'

/** Where a database is and who signs in to it. */
export type Server = Pick<ClientConfig, 'host' | 'port' | 'user' | 'password' | 'database' | 'connectionString'>

/** A server that has just started on a busy disk may take its time. */
const CONNECT_TIMEOUT_MS = 30_000
const OLDEST_VERSION = 14
/** A date stays text: the driver's Date would move it to another day in time zones west of Greenwich. */
const TYPES = new TypeOverrides()
TYPES.setTypeParser(types.builtins.DATE, (text) => text)

/** What every connection to the server has in common. */
export function clientConfig(server: Server): ClientConfig {
  return {
    ...server,
    types: TYPES,
    application_name: 'padan',
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
    keepAlive: true,
  }
}

/**
 * Does some work on a connection of its own and closes it. Throws a StartRefusal when the server cannot be reached or is
 * older than PostgreSQL 14.
 */
export async function withClient<T>(server: Server, work: (client: Client) => Promise<T>): Promise<T> {
  const client = new Client(clientConfig(server))
  client.on('error', () => undefined) // The query under way is refused with the same error.
  await connect(client)
  try {
    await refuseUnfitServer(client)
    await client.query(sessionStatements(UNLIMITED))
    return await work(client)
  } finally {
    await client.end()
  }
}

async function connect(client: Client): Promise<void> {
  try {
    await client.connect()
  } catch (error) {
    const { code } = new DatabaseError(error)
    throw new StartRefusal(`The database cannot be reached (${code}): check the address, user and password.`)
  }
}

async function refuseUnfitServer(client: Client): Promise<void> {
  const { rows } = await client.query<{ version: number; standby: boolean }>(
    `SELECT current_setting('server_version_num')::int / 10000 AS version, pg_is_in_recovery() AS standby`,
  )
  const version = rows[0]?.version ?? 0
  if (rows[0]?.standby === true)
    throw new StartRefusal('The database is a standby, which only reads: set DATABASE_URL to the primary server.')
  if (version >= OLDEST_VERSION) return
  throw new StartRefusal(`The database is PostgreSQL ${version}; Padan needs version ${OLDEST_VERSION} or later.`)
}
