import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { connect, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import type { Server } from '../../../src/storage/postgres/server.js'
import { withoutTap } from '../processes/without-tap.js'

/** The server of a test run, and the database of the newest schema that the databases of tests are cloned from. */
export interface SharedServer {
  readonly server: Server
  readonly template: string
}

const program = join(import.meta.dirname, 'run-shared-server.js')
const run = createHash('sha256').update(`${program} ${process.env['DATABASE_URL'] ?? ''}`)
const socketPath = join(tmpdir(), `padan-test-${run.digest('hex').slice(0, 12)}.sock`)

/** The server of this test run: that of DATABASE_URL, or an embedded one that the first test file starts. */
export async function sharedServer(): Promise<SharedServer> {
  const socket = (await tryConnect()) ?? (await startServer())
  const line = await new Promise<string>((resolve, reject) => {
    createInterface({ input: socket }).on('line', resolve).on('close', reject)
  })
  // It stays open until this process ends, which keeps the server running.
  socket.unref()
  return JSON.parse(line) as SharedServer
}

/** The same server with another database. */
export function inDatabase(server: Server, database: string): Server {
  if (server.connectionString === undefined) return { ...server, database }
  const url = new URL(server.connectionString)
  url.pathname = `/${database}`
  return { connectionString: url.href }
}

function tryConnect(): Promise<Socket | undefined> {
  return new Promise((resolve) => {
    const socket = connect(socketPath, () => {
      resolve(socket)
    }).on('error', () => {
      resolve(undefined)
    })
  })
}

/** The program writes a line when it listens, or ends at once where another test file started it first. */
async function startServer(): Promise<Socket> {
  const child = spawn(...withoutTap(process.execPath, program, socketPath), {
    detached: true,
    stdio: ['ignore', 'pipe', 'ignore'],
  })
  await new Promise((resolve) => {
    child.stdout.once('data', resolve).once('close', resolve)
  })
  child.stdout.destroy()
  child.unref()
  const socket = await tryConnect()
  if (socket === undefined) throw new Error('No server for the tests could be started')
  return socket
}
