import { type ChildProcess, spawn } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import type { Server } from '../postgres/server.js'
import { StartRefusal } from '../postgres/start-refusal.js'
import { clusterFolder, type ClusterFolder, prepareCluster, prepareFolder } from './cluster-folder.js'
import { awaitFreeFolder, watchName } from './postmaster.js'
import { preparePrograms } from './programs.js'
import { idsOf, PROGRAM_ENVIRONMENT, type SystemUser } from './run.js'
import { serverSettings } from './settings.js'
import { whileStartingAlone } from './start-lock.js'
import { databaseUser } from './system-user.js'

/** A running server of the data folder. */
export interface EmbeddedServer {
  /** Signs in as PostgreSQL's superuser. */
  readonly admin: Server
  /** The password for the service's own user, which the server may not know yet. */
  readonly password: string
  /** The user of the operating system that it runs as, where that is not the user of this process. */
  readonly runsAs: string | undefined
  /** Settles when the server has ended, for whatever reason. */
  readonly ended: Promise<void>
  /** Ends the server's sessions, writes its last checkpoint and settles when it has ended. */
  readonly stop: () => Promise<void>
}

/** The longest path of a socket is 107 bytes; a data folder with a longer one is reached over 127.0.0.1. */
const LONGEST_SOCKET_PATH = 107
const SOCKET_PORT = 5432

/**
 * Runs the server in a session of its own and ends it when its input closes, which also happens when the service is killed
 * with SIGKILL. So no server outlives its service, and Ctrl-C reaches it only through the service. SIGINT is sent repeatedly,
 * since a server that has just begun does not handle it yet, and SIGQUIT after it: a server that gets SIGINT while it recovers
 * from a session's crash never ends. A word on the input before it closes leaves time for the last checkpoint.
 */
const WATCH = `"$@" </dev/null & server=$!
exec 3<&0 </dev/null
(if read -r word <&3; then seconds=60; else seconds=5; fi
while kill -INT "$server"; do
  sleep 1; seconds=$((seconds - 1))
  if [ "$seconds" -lt 0 ]; then kill -QUIT "$server"; fi
done) >/dev/null 2>&1 & watch=$!
exec 3<&-
wait "$server"; code=$?
kill "$watch" 2>/dev/null
exit "$code"`

/**
 * Starts the server of a data folder, which is created where it is new, and returns it once it takes connections. It listens
 * on a socket in the folder. Throws a StartRefusal in one sentence when the folder is in use or the server cannot start.
 */
export function startEmbedded(root: string): Promise<EmbeddedServer> {
  return whileStartingAlone(root, () => startAlone(root))
}

async function startAlone(root: string): Promise<EmbeddedServer> {
  const folder = clusterFolder(root)
  const user = await databaseUser(folder.database)
  await prepareFolder(folder, user)
  const programs = await preparePrograms(root, user)
  await prepareCluster(folder, programs, user)
  await awaitFreeFolder(folder.database)
  const address = await chooseAddress(folder)
  const process = await startServer([programs.postgres, ...serverArguments(folder, address)], user)
  const [adminPassword, password] = await Promise.all(
    [folder.adminPassword, folder.password].map((path) => readFile(path, 'utf8')),
  )
  return {
    admin: { ...address, user: 'postgres', password: adminPassword ?? '', database: 'postgres' },
    password: password ?? '',
    runsAs: user?.name,
    ...process,
  }
}

interface Address {
  readonly host: string
  readonly port: number
}

async function chooseAddress({ socket }: ClusterFolder): Promise<Address> {
  const path = join(socket, `.s.PGSQL.${SOCKET_PORT}`)
  return Buffer.byteLength(path) <= LONGEST_SOCKET_PATH
    ? { host: socket, port: SOCKET_PORT }
    : { host: '127.0.0.1', port: await freePort() }
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer()
    server.on('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      const port = typeof address === 'object' ? (address?.port ?? 0) : 0
      server.close(() => {
        resolve(port)
      })
    })
  })
}

function serverArguments(folder: ClusterFolder, { host, port }: Address): string[] {
  const isSocket = host === folder.socket
  const settings = {
    ...serverSettings(),
    listen_addresses: isSocket ? '' : host,
    unix_socket_directories: isSocket ? folder.socket : '',
    unix_socket_permissions: '0700',
    port: String(port),
  }
  return ['-D', folder.database, ...Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])]
}

async function startServer(
  command: readonly string[],
  user: SystemUser | undefined,
): Promise<{ ended: Promise<void>; stop: () => Promise<void> }> {
  const shell = spawn('/bin/sh', ['-c', WATCH, watchName(process.pid), ...command], {
    ...idsOf(user),
    cwd: '/',
    detached: true,
    env: PROGRAM_ENVIRONMENT,
    stdio: ['pipe', 'ignore', 'pipe'],
  })
  shell.stdin.on('error', () => undefined) // The server ended by itself.
  const ended = new Promise<void>((resolve) => {
    shell.on('close', () => {
      resolve()
    })
  })
  const refusal = await readiness(shell)
  if (refusal !== undefined) throw new StartRefusal(`The database did not start: ${refusal}`)
  const stop = async (): Promise<void> => {
    shell.stdin.end('stop\n')
    await ended
  }
  return { ended, stop }
}

/** Undefined once the server takes connections; why not when it ends before. */
function readiness(shell: ChildProcess): Promise<string | undefined> {
  return new Promise((resolve) => {
    let reason = 'it gave no reason.'
    shell.on('error', (error) => {
      resolve(error.message)
    })
    shell.on('close', () => {
      resolve(reason)
    })
    if (shell.stderr === null) return
    // Read to the end: a server blocks when its output is not read.
    createInterface({ input: shell.stderr }).on('line', (line) => {
      if (line.includes('database system is ready to accept connections')) resolve(undefined)
      reason = /(?:FATAL|PANIC):\s+(.*)/.exec(line)?.[1] ?? reason
    })
  })
}
