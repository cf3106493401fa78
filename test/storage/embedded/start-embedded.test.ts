import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { test, type Test } from 'tap'
import { type EmbeddedServer, startEmbedded } from '../../../src/storage/embedded/start-embedded.js'
import { type Server, withClient } from '../../../src/storage/postgres/server.js'
import { temporaryFolder } from '../../support/storage/temporary-folder.js'
import { passTime, until } from '../../support/until.js'
import { withoutTap } from '../../support/processes/without-tap.js'

const holder = join(import.meta.dirname, '../../support/storage/run-server.js')

async function dataFolder(t: Test): Promise<string> {
  const { path, remove } = await temporaryFolder()
  t.teardown(remove)
  return path
}

async function start(t: Test, folder: string): Promise<EmbeddedServer> {
  const server = await startEmbedded(folder)
  t.teardown(() => server.stop())
  return server
}

async function ask(server: Server, query: string): Promise<unknown> {
  const { rows } = await withClient(server, (client) => client.query<{ answer: unknown }>(query))
  return rows[0]?.answer
}

/** A service of its own process on the folder, and how to reach its database. */
async function holdServer(t: Test, folder: string): Promise<{ service: ChildProcess; admin: Server }> {
  const service = spawn(...withoutTap(process.execPath, holder, folder), { stdio: ['ignore', 'pipe', 'inherit'] })
  t.teardown(async () => {
    if (service.exitCode !== null || service.signalCode !== null) return
    service.kill('SIGKILL')
    await once(service, 'exit')
  })
  const lines = createInterface({ input: service.stdout })
  const [line] = (await once(lines, 'line')) as [string]
  return { service, admin: JSON.parse(line) as Server }
}

/** Whether the server is up but refuses connections until it has read its log. */
function isRecovering(server: Server): Promise<boolean> {
  return ask(server, 'SELECT 1 AS answer').then(
    () => false,
    (error: unknown) => String(error).includes('57P03'),
  )
}

async function serverPid(folder: string): Promise<number> {
  return Number((await readFile(join(folder, 'postgres', 'postmaster.pid'), 'utf8')).split('\n')[0])
}

test('a new folder gets a cluster that only its socket reaches, crash-safe and with code point order', async (t) => {
  const folder = await dataFolder(t)
  const { admin } = await start(t, folder)
  const requested = [
    ['server_encoding', 'UTF8'],
    ['listen_addresses', ''],
    ['password_encryption', 'scram-sha-256'],
    ['synchronous_commit', 'on'],
    ['fsync', 'on'],
    ['full_page_writes', 'on'],
  ]
  for (const [setting, value] of requested)
    t.equal(await ask(admin, `SELECT current_setting('${setting}') AS answer`), value)
  t.equal(await ask(admin, `SELECT 'B' < 'a' AND 'Z' < 'é' AND lower('É') = 'é' AS answer`), true)
  t.equal((await stat(join(folder, 'admin-password'))).mode & 0o777, 0o600)
  t.equal((await stat(join(folder, 'password'))).mode & 0o777, 0o600)
  t.equal((await stat(join(folder, 'socket'))).mode & 0o777, 0o700)
  await t.rejects(ask({ ...admin, password: 'salah' }, 'SELECT 1 AS answer'), /cannot be reached \(28P01\)/)
  t.equal(await ask(admin, `SELECT count(*)::int AS answer FROM pg_available_extensions WHERE name = 'pg_trgm'`), 1)
})

test('written rows exist after a restart', async (t) => {
  const folder = await dataFolder(t)
  const first = await startEmbedded(folder)
  await ask(first.admin, 'CREATE TABLE kept AS SELECT 42 AS answer')
  await first.stop()
  await first.ended
  const second = await start(t, folder)
  t.equal(await ask(second.admin, 'SELECT answer FROM kept'), 42)
})

test('a second service on the folder is refused, and the first runs on', async (t) => {
  const folder = await dataFolder(t)
  const { admin } = await start(t, folder)
  await t.rejects(startEmbedded(folder), { name: 'StartRefusal', message: /^Another service is using the data folder/ })
  t.equal(await ask(admin, 'SELECT 1 AS answer'), 1)
})

for (const signal of ['SIGTERM', 'SIGINT', 'SIGKILL'] as const) {
  test(`a service that ends by ${signal} ends its server, and the next one starts`, async (t) => {
    const folder = await dataFolder(t)
    const { service, admin } = await holdServer(t, folder)
    await ask(admin, 'CREATE TABLE kept AS SELECT 42 AS answer')
    service.kill(signal)
    await once(service, 'exit')
    const next = await start(t, folder)
    t.equal(await ask(next.admin, 'SELECT answer FROM kept'), 42)
  })
}

test('the next server ignores the lock file of a killed one', async (t) => {
  const folder = await dataFolder(t)
  const server = await startEmbedded(folder)
  await ask(server.admin, 'CREATE TABLE kept AS SELECT 42 AS answer')
  const pid = await serverPid(folder)
  process.kill(pid, 'SIGKILL')
  await server.ended
  t.equal(await serverPid(folder), pid, 'the lock file is still there')
  const next = await start(t, folder)
  t.equal(await ask(next.admin, 'SELECT answer FROM kept'), 42)
})

test('a start waits for a server that is slow to notice that its service was killed', async (t) => {
  const folder = await dataFolder(t)
  const { service } = await holdServer(t, folder)
  const pid = await serverPid(folder)
  process.kill(pid, 'SIGSTOP')
  service.kill('SIGKILL')
  await once(service, 'exit')
  const next = start(t, folder)
  // Longer than a server is waited for whose service may still be there.
  await passTime(2500)
  process.kill(pid, 'SIGCONT')
  t.equal(await ask((await next).admin, 'SELECT 1 AS answer'), 1)
})

test('a service that is killed while its database recovers from a crash leaves nothing behind', async (t) => {
  const folder = await dataFolder(t)
  const { service, admin } = await holdServer(t, folder)
  await ask(admin, 'CREATE TABLE kept AS SELECT generate_series(1, 1500000) AS answer')
  const crash = withClient(admin, async (client) => {
    const { rows } = await client.query<{ pid: number }>('SELECT pg_backend_pid() AS pid')
    process.kill(rows[0]?.pid ?? 0, 'SIGKILL')
    await client.query('SELECT 1')
  })
  await t.rejects(crash)
  await until(() => isRecovering(admin))
  service.kill('SIGKILL')
  await once(service, 'exit')
  const next = await start(t, folder)
  t.equal(await ask(next.admin, 'SELECT count(*)::int AS answer FROM kept'), 1_500_000)
})

test("a lock file whose process id is by now another program's is stale", async (t) => {
  const folder = await dataFolder(t)
  await (await startEmbedded(folder)).stop()
  const lock = [process.pid, join(folder, 'postgres'), 0, 5432, '', '', '', 'ready   ']
  await writeFile(join(folder, 'postgres', 'postmaster.pid'), lock.join('\n'))
  const next = await start(t, folder)
  t.equal(await ask(next.admin, 'SELECT 1 AS answer'), 1)
})

test('a folder whose creation was interrupted is created again', async (t) => {
  const folder = await dataFolder(t)
  await (await startEmbedded(folder)).stop()
  await rm(join(folder, 'postgres', 'PG_VERSION'))
  await t.rejects(
    startEmbedded(folder),
    { name: 'StartRefusal', message: /is not empty/ },
    'a cluster that lost its version is not overwritten',
  )
  await rm(join(folder, 'postgres'), { recursive: true })
  await mkdir(join(folder, 'postgres.unfinished', 'base'), { recursive: true })
  t.equal(await ask((await start(t, folder)).admin, 'SELECT 1 AS answer'), 1)
})

test('a cluster of another major version is refused', async (t) => {
  const folder = await dataFolder(t)
  await (await startEmbedded(folder)).stop()
  await writeFile(join(folder, 'postgres', 'PG_VERSION'), '13\n')
  await t.rejects(startEmbedded(folder), {
    name: 'StartRefusal',
    message: /is of PostgreSQL 13 and this program brings/,
  })
})

test('a folder whose socket would have too long a path is reached over 127.0.0.1', async (t) => {
  const folder = join(await dataFolder(t), 'a'.repeat(100))
  const { admin } = await start(t, folder)
  t.equal(admin.host, '127.0.0.1')
  t.equal(await ask(admin, 'SELECT 1 AS answer'), 1)
})

test('of several first starts at once on a new folder one runs, and the others are refused in a sentence', async (t) => {
  const folder = join(await dataFolder(t), 'baru')
  const starts = await Promise.allSettled([0, 1, 2].map(() => startEmbedded(folder)))
  const running = starts.flatMap((each) => (each.status === 'fulfilled' ? [each.value] : []))
  t.teardown(() => Promise.all(running.map((server) => server.stop())))
  t.equal(running.length, 1)
  for (const each of starts)
    if (each.status === 'rejected') t.match(each.reason, { name: 'StartRefusal', message: /is using the data folder/ })
  t.equal(await ask(running[0]?.admin ?? {}, 'SELECT 1 AS answer'), 1)
})

test('the umask of the process neither locks the database out nor lets others write', async (t) => {
  const parent = await dataFolder(t)
  for (const umask of [0o077, 0]) {
    const folder = join(parent, `umask-${umask}`, 'data')
    const before = process.umask(umask)
    const server = await startEmbedded(folder).finally(() => process.umask(before))
    t.equal((await stat(folder)).mode & 0o777, 0o755)
    t.equal((await stat(join(folder, 'postgres'))).mode & 0o077, 0)
    await server.stop()
  }
})
