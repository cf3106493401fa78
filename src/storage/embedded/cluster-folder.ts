import { randomBytes } from 'node:crypto'
import { chmod, chown, mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { StartRefusal } from '../postgres/start-refusal.js'
import type { Programs } from './programs.js'
import { run, type SystemUser } from './run.js'

const ENTERED_BY_ALL = 0o755

/** The paths in the data folder: the database cluster, the folder of the socket, and the password files. */
export interface ClusterFolder {
  readonly root: string
  readonly database: string
  readonly socket: string
  readonly adminPassword: string
  readonly password: string
}

export function clusterFolder(root: string): ClusterFolder {
  return {
    root,
    database: join(root, 'postgres'),
    socket: join(root, 'socket'),
    adminPassword: join(root, 'admin-password'),
    password: join(root, 'password'),
  }
}

/**
 * Creates the database cluster if there is none, with UTF-8 and the order of code points: an index stays valid, as unlike the
 * locales of the system this order never changes. Throws a StartRefusal if the cluster cannot be created or is of another major
 * version.
 */
export async function prepareCluster(
  folder: ClusterFolder,
  programs: Programs,
  user: SystemUser | undefined,
): Promise<void> {
  const version = await readFile(join(folder.database, 'PG_VERSION'), 'utf8').catch(() => undefined)
  if (version === undefined) return createCluster(folder, programs, user)
  const major = Number(version.trim())
  if (major === programs.major) return
  throw new StartRefusal(
    `The database in ${folder.database} is of PostgreSQL ${major} and this program brings ${programs.major}: ` +
      `dump it with the old version and load it into a new folder.`,
  )
}

/** Creates the cluster in another folder and moves it at the end, so that a crash leaves no partial cluster. */
async function createCluster(folder: ClusterFolder, { initdb }: Programs, user: SystemUser | undefined): Promise<void> {
  await refuseStrangeContent(folder.database)
  const unfinished = `${folder.database}.unfinished`
  await rm(unfinished, { recursive: true, force: true })
  await ownFolder(unfinished, user)
  await writeSecret(folder.adminPassword, user)
  await writeSecret(folder.password, user)
  const { code, output } = await run(
    initdb,
    [
      `--pgdata=${unfinished}`,
      '--username=postgres',
      `--pwfile=${folder.adminPassword}`,
      '--auth=scram-sha-256',
      '--encoding=UTF8',
      '--locale=C',
      '--locale-provider=builtin',
      '--builtin-locale=C.UTF-8',
      '--no-instructions',
    ],
    user,
  )
  if (code !== 0) throw new StartRefusal(`The database could not be created in ${folder.root}: ${lastLine(output)}`)
  await rename(unfinished, folder.database)
}

async function refuseStrangeContent(databaseFolder: string): Promise<void> {
  const content = await readdir(databaseFolder).catch(() => [])
  if (content.length === 0) return
  throw new StartRefusal(`The folder ${databaseFolder} is not empty and holds no database that could be started.`)
}

/** Creates the folders that the user of the database writes to. Throws a StartRefusal if the user cannot access them. */
export async function prepareFolder(folder: ClusterFolder, user: SystemUser | undefined): Promise<void> {
  try {
    await createRoot(folder, user)
    await ownFolder(folder.socket, user)
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    throw new StartRefusal(`The data folder ${folder.root} cannot be written to (${code ?? 'unknown'}).`)
  }
  const { code } = await run('test', ['-w', folder.socket], user)
  if (code === 0) return
  throw new StartRefusal(
    `The data folder ${folder.root} cannot be accessed by the user ${user?.name ?? 'of this process'}. PostgreSQL ` +
      'refuses to run as root and runs as this user: set PADAN_DATA_DIR to another folder, such as /var/lib/padan.',
  )
}

/** What prepareFolder and an unfinished first start leave in a folder. */
const OWN_CONTENT = new Set(['socket', 'postgres.unfinished', 'admin-password', 'password'])

/**
 * Creates the data folder so that its contents decide who may read what, whatever the umask of the process is: the user of the
 * database must be able to enter, and nobody else to write. That also holds for a folder that a start under another umask left.
 */
async function createRoot({ root }: ClusterFolder, user: SystemUser | undefined): Promise<void> {
  const first = await mkdir(root, { recursive: true })
  if (first !== undefined) {
    for (let path = root; path.length >= first.length; path = dirname(path)) await chmod(path, ENTERED_BY_ALL)
    return
  }
  if (user === undefined || (await stat(root)).uid !== process.getuid?.()) return
  const content = await readdir(root)
  if (content.every((name) => OWN_CONTENT.has(name))) await chmod(root, ENTERED_BY_ALL)
}

async function ownFolder(path: string, user: SystemUser | undefined): Promise<void> {
  await mkdir(path, { recursive: true, mode: 0o700 })
  await chmod(path, 0o700)
  if (user !== undefined) await chown(path, user.uid, user.gid)
}

async function writeSecret(path: string, user: SystemUser | undefined): Promise<void> {
  await rm(path, { force: true })
  await writeFile(path, randomBytes(24).toString('base64url'), { mode: 0o600 })
  if (user !== undefined) await chown(path, user.uid, user.gid)
}

function lastLine(output: string): string {
  return output.trim().split('\n').at(-1) ?? ''
}
