import { type Client, escapeIdentifier, escapeLiteral } from 'pg'
import type { DatabaseError } from './postgres/database-error.js'
import type { Database } from './postgres/connection.js'
import { openPools } from './postgres/pools.js'
import { defaultDataFolder } from './embedded/default-data-folder.js'
import { startEmbedded } from './embedded/start-embedded.js'
import { migrate, readMigrations } from './postgres/migrate.js'
import { ensureRoles } from './postgres/roles.js'
import { findHurtingSettings, type ServerWarning } from './server/server-settings.js'
import { type Server, withClient } from './postgres/server.js'

/** Which database to open and with what. */
export interface DatabaseOptions {
  /** A server of the operator's; without it one is started in `dataDir`. */
  readonly url: string | undefined
  /** Where that server keeps its data; the default is defaultDataFolder. */
  readonly dataDir: string | undefined
  readonly migrationsFolder: string
  /** Called when a connection breaks while it is idle. */
  readonly onBroken: (error: DatabaseError) => void
}

/** A database with the newest schema. */
export interface OpenDatabase extends Database {
  /** The migrations that opening it applied. */
  readonly migrated: readonly string[]
  readonly warnings: readonly ServerWarning[]
  /** The user of the operating system that an embedded server runs as, where that is not the user of this process. */
  readonly runsAs: string | undefined
  /** Settles when an embedded server has ended; never for a server of the operator's. */
  readonly ended: Promise<void>
}

/** The user and the database of the service in its own server. */
const NAME = 'padan'
const READERS = 6
const WRITERS = 6

/** Starts or finds the server, brings its schema up to date and opens the pools. Throws a StartRefusal when it cannot. */
export async function openDatabase(options: DatabaseOptions): Promise<OpenDatabase> {
  const server = options.url === undefined ? await startOwn(options.dataDir) : operatorsServer(options.url)
  try {
    const migrations = await readMigrations(options.migrationsFolder)
    const { migrated, warnings } = await withClient(server.address, async (client) => ({
      migrated: await migrate(client, migrations),
      warnings: await findHurtingSettings(client),
    }))
    const pools = openPools(server.address, { readers: READERS, writers: WRITERS, onBroken: options.onBroken })
    const close = async (): Promise<void> => {
      await pools.close()
      await server.stop()
    }
    return { ...pools, migrated, warnings, runsAs: server.runsAs, ended: server.ended, close }
  } catch (error) {
    await server.stop()
    throw error
  }
}

interface RunningServer {
  readonly address: Server
  readonly runsAs: string | undefined
  readonly ended: Promise<void>
  readonly stop: () => Promise<void>
}

function operatorsServer(url: string): RunningServer {
  return {
    address: { connectionString: url },
    runsAs: undefined,
    ended: new Promise(() => undefined),
    stop: () => Promise.resolve(),
  }
}

/** The service signs in as a user that is not PostgreSQL's superuser. */
async function startOwn(dataDir: string | undefined): Promise<RunningServer> {
  const { admin, password, runsAs, ended, stop } = await startEmbedded(dataDir ?? (await defaultDataFolder()))
  const address = { ...admin, user: NAME, password, database: NAME }
  try {
    await withClient(admin, (client) => createUserAndDatabase(client, password))
    await withClient({ ...admin, database: NAME }, (client) => ensureRoles(client, NAME))
  } catch (error) {
    await stop()
    throw error
  }
  return { address, runsAs, ended, stop }
}

async function createUserAndDatabase(client: Client, password: string): Promise<void> {
  const name = escapeIdentifier(NAME)
  const { rows: users } = await client.query('SELECT FROM pg_roles WHERE rolname = $1', [NAME])
  if (users.length === 0) await client.query(`CREATE ROLE ${name} LOGIN PASSWORD ${escapeLiteral(password)}`)
  const { rows: databases } = await client.query('SELECT FROM pg_database WHERE datname = $1', [NAME])
  if (databases.length === 0) await client.query(`CREATE DATABASE ${name} OWNER ${name}`)
}
