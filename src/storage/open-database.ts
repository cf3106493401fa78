import { type Client, escapeIdentifier } from 'pg'
import type { DatabaseError } from './postgres/database-error.js'
import type { Database } from './postgres/connection.js'
import { openPools } from './postgres/pools.js'
import { defaultDataFolder } from './embedded/default-data-folder.js'
import { startEmbedded } from './embedded/start-embedded.js'
import { migrate, type Migration, readMigrations, refuseOldSchema, underMigrationLock } from './postgres/migrate.js'
import { ensureRoles, SCHEMA, SERVICE_ROLE } from './postgres/roles.js'
import { type Login, mayBecomeOwner, prepareServingLogin } from './logins/serving-login.js'
import { findHurtingSettings, type ServerWarning } from './server/server-settings.js'
import { type Server, withClient } from './postgres/server.js'

/** Which database to open and with what. */
export interface DatabaseOptions {
  /** A server of the operator's; without it one is started in `dataDir`. */
  readonly url: string | undefined
  /** The same server with the owner's login, for the migrations; without it they run with the login that serves. */
  readonly ownerUrl?: string | undefined
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
  /** Whether the login that serves could rewrite what is only ever added to, such as the audit log. */
  readonly servesAsOwner: boolean
  /** The user of the operating system that an embedded server runs as, where that is not the user of this process. */
  readonly runsAs: string | undefined
  /** Settles when an embedded server has ended; never for a server of the operator's. */
  readonly ended: Promise<void>
}

/** The login that serves, and its database, in the service's own server. */
const NAME = 'padan'
const READERS = 6
const WRITERS = 6

/** Starts or finds the server, brings its schema up to date and opens the pools. Throws a StartRefusal when it cannot. */
export async function openDatabase(options: DatabaseOptions): Promise<OpenDatabase> {
  const server =
    options.url === undefined ? await startOwn(options.dataDir) : operatorsServer(options.url, options.ownerUrl)
  try {
    const migrations = await readMigrations(options.migrationsFolder)
    const migrated = await bringUpToDate(server, migrations)
    const { servesAsOwner, warnings } = await withClient(server.address, async (client) => ({
      servesAsOwner: await mayBecomeOwner(client),
      warnings: await findHurtingSettings(client),
    }))
    const pools = openPools(server.address, { readers: READERS, writers: WRITERS, onBroken: options.onBroken })
    const close = async (): Promise<void> => {
      await pools.close()
      await server.stop()
    }
    return { ...pools, migrated, warnings, servesAsOwner, runsAs: server.runsAs, ended: server.ended, close }
  } catch (error) {
    await server.stop()
    throw error
  }
}

interface RunningServer {
  /** With the login that serves. */
  readonly address: Server
  /** With the owner's login, where that is another. */
  readonly owner: Server | undefined
  readonly login: Login
  readonly runsAs: string | undefined
  readonly ended: Promise<void>
  readonly stop: () => Promise<void>
}

/** Applies the migrations by the login that owns the schema, and returns their names. */
async function bringUpToDate(
  { address, owner, login }: RunningServer,
  migrations: readonly Migration[],
): Promise<readonly string[]> {
  return withClient(owner ?? address, (client) =>
    underMigrationLock(client, async () => {
      if (owner === undefined && (await hasSchema(client)) && !(await mayBecomeOwner(client))) {
        await ensureRoles(client, { playable: [SERVICE_ROLE] })
        await refuseOldSchema(client, migrations)
        return []
      }
      const migrated = await migrate(client, migrations)
      await (owner === undefined ? ensureRoles(client) : prepareServingLogin(client, login))
      return migrated
    }),
  )
}

async function hasSchema(client: Client): Promise<boolean> {
  const { rows } = await client.query<{ found: boolean }>(`SELECT to_regnamespace($1) IS NOT NULL AS found`, [SCHEMA])
  return rows[0]?.found === true
}

/** Applies the migrations of an operator's server by the owner's login and prepares the login that serves; serves nothing. */
export async function migrateServer(
  options: Pick<DatabaseOptions, 'migrationsFolder'> & { readonly url: string; readonly ownerUrl: string },
): Promise<readonly string[]> {
  return bringUpToDate(operatorsServer(options.url, options.ownerUrl), await readMigrations(options.migrationsFolder))
}

function operatorsServer(url: string, ownerUrl: string | undefined): RunningServer {
  return {
    address: { connectionString: url },
    owner: ownerUrl === undefined ? undefined : { connectionString: ownerUrl },
    login: loginOf(url),
    runsAs: undefined,
    ended: new Promise(() => undefined),
    stop: () => Promise.resolve(),
  }
}

function loginOf(url: string): Login {
  const { username, password } = new URL(url)
  return {
    user: decodeURIComponent(username),
    password: password === '' ? undefined : decodeURIComponent(password),
  }
}

/**
 * Here PostgreSQL's superuser is the owner's login: it migrates, and its password is not kept in the process. The service serves as a
 * user that may take on the role of the service alone.
 */
async function startOwn(dataDir: string | undefined): Promise<RunningServer> {
  const { admin, password, runsAs, ended, stop } = await startEmbedded(dataDir ?? (await defaultDataFolder()))
  const address = { ...admin, user: NAME, password, database: NAME }
  try {
    await withClient(admin, ensureOwnDatabase)
  } catch (error) {
    await stop()
    throw error
  }
  return { address, owner: { ...admin, database: NAME }, login: { user: NAME, password }, runsAs, ended, stop }
}

/** A database of an earlier version belongs to the login that serves, which could then drop it. */
async function ensureOwnDatabase(client: Client): Promise<void> {
  const name = escapeIdentifier(NAME)
  const { rows } = await client.query('SELECT FROM pg_database WHERE datname = $1', [NAME])
  await client.query(rows.length === 0 ? `CREATE DATABASE ${name}` : `ALTER DATABASE ${name} OWNER TO CURRENT_USER`)
}
