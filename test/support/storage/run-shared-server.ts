import { rm } from 'node:fs/promises'
import { connect, createServer, type Socket } from 'node:net'
import { join } from 'node:path'
import { startEmbedded } from '../../../src/storage/embedded/start-embedded.js'
import { migrate, readMigrations } from '../../../src/storage/postgres/migrate.js'
import { type Server, withClient } from '../../../src/storage/postgres/server.js'
import { packageRoot } from '../../../src/reference/built-in-model.js'
import { inDatabase, type SharedServer } from './shared-server.js'
import { temporaryFolder } from './temporary-folder.js'

/**
 * The program that runs one server for a whole test run: the first test file starts it, every test file holds a connection
 * to it, and it ends by itself soon after the last one has gone. It writes a line to stdout when it accepts connections.
 */

const LINGER_MS = 10_000
const TEMPLATE = `padan_template_${process.pid}`

const [socketPath = ''] = process.argv.slice(2)
const databaseUrl = process.env['DATABASE_URL']

interface Started {
  readonly server: Server
  readonly stop: () => Promise<void>
}

async function startServer(): Promise<Started> {
  if (databaseUrl) return { server: { connectionString: databaseUrl }, stop: () => Promise.resolve() }
  const folder = await temporaryFolder()
  const { admin, stop } = await startEmbedded(folder.path)
  return {
    server: admin,
    stop: async () => {
      await stop()
      await folder.remove()
    },
  }
}

async function createTemplate(server: Server): Promise<void> {
  await withClient(server, (client) => client.query(`CREATE DATABASE ${TEMPLATE}`))
  const migrations = await readMigrations(join(packageRoot(), 'migrations'))
  await withClient(inDatabase(server, TEMPLATE), (client) => migrate(client, migrations))
}

function keep(): void {
  const clients = new Set<Socket>()
  const started = startServer().then(async (running) => {
    await createTemplate(running.server)
    return running
  })
  const end = async (): Promise<void> => {
    if (clients.size > 0 || !listener.listening) return
    listener.close()
    const { server, stop } = await started
    await withClient(server, (client) => client.query(`DROP DATABASE ${TEMPLATE}`))
    await stop()
  }
  const listener = createServer((client) => {
    clients.add(client)
    client.on('error', () => undefined)
    client.on('close', () => {
      clients.delete(client)
      setTimeout(() => void end(), LINGER_MS)
    })
    void started.then(({ server }) => {
      client.write(`${JSON.stringify({ server, template: TEMPLATE } satisfies SharedServer)}\n`)
    })
  })
  listener.on('error', () => {
    void replaceIfDead(listener)
  })
  listener.listen(socketPath, () => {
    process.stdout.write('listening\n')
  })
}

/** The path belongs to another running server, or is left over from a killed one. */
async function replaceIfDead(listener: ReturnType<typeof createServer>): Promise<void> {
  const isAlive = await new Promise<boolean>((resolve) => {
    const other = connect(socketPath, () => {
      resolve(true)
    }).on('error', () => {
      resolve(false)
    })
    other.unref()
  })
  if (isAlive) process.exit(0)
  await rm(socketPath, { force: true })
  listener.listen(socketPath)
}

keep()
