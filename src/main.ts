import { join } from 'node:path'
import { openRegistry, type Registry } from './application/context/registry.js'
import { type Config, readConfig } from './config.js'
import { createApp } from './http/server/app.js'
import { AuditHeads } from './jobs/audit-heads.js'
import { Linker } from './jobs/linker.js'
import { createLog, type Log } from './log.js'
import { packageRoot } from './reference/built-in-model.js'
import { openDatabase, type OpenDatabase } from './storage/open-database.js'
import { StartRefusal } from './storage/postgres/start-refusal.js'

/** Under `npm start`, Ctrl-C reaches the service twice: from the terminal and from npm. */
const ECHO_MS = 500

/** Resolves at the first signal to stop. A second one ends the process at once. */
function firstSignal(log: Log): Promise<void> {
  let firstMs: number | undefined
  return new Promise((resolve) => {
    const onSignal = (signal: NodeJS.Signals): void => {
      if (firstMs === undefined) {
        firstMs = performance.now()
        log.info('service.stopping', { signal })
        resolve()
      } else if (performance.now() - firstMs > ECHO_MS) {
        log.warn('service.abandoned', { signal })
        process.exit(1)
      }
    }
    process.on('SIGTERM', onSignal)
    process.on('SIGINT', onSignal)
  })
}

function open(config: Config, log: Log): Promise<OpenDatabase> {
  return openDatabase({
    url: config.databaseUrl,
    ownerUrl: config.ownerUrl,
    dataDir: config.dataDir,
    migrationsFolder: join(packageRoot(), 'migrations'),
    onBroken: (error) => {
      log.warn('connection.broken', { error })
    },
  })
}

interface Serving {
  readonly config: Config
  readonly log: Log
  readonly asked: Promise<void>
}

/**
 * Serves until a signal to stop, and returns whether there was one. If the embedded database ends by itself, the
 * process ends too, so that its supervisor restarts both.
 */
async function serve(database: OpenDatabase, { config, log, asked }: Serving): Promise<boolean> {
  const registry = await openRegistry(database, { rejectionsPerSource: config.rejectionsPerSource })
  const linker = new Linker(registry, {
    onFailure: (error) => {
      log.error('pass.failed', { error })
    },
    onSetAside: (record, error) => {
      log.error('record.set_aside', { record, error })
    },
  })
  linker.start()
  const heads = watchAudit(registry, { config, log })
  const limits = { leastBytesPerS: config.uploadFloor, wrongGuessesPerHour: config.wrongGuessesPerHour }
  const app = createApp({ registry, linker, log, config }, limits)
  await listen(app, config, log)
  log.info('service.started', { pid: process.pid })
  const isAsked = await Promise.race([asked.then(() => true), database.ended.then(() => false)])
  if (isAsked) {
    // Before the linker: open requests wait for their pass.
    await app.close()
    await linker.stop()
    await heads.stop()
  }
  return isAsked
}

function watchAudit(registry: Registry, { config, log }: Pick<Serving, 'config' | 'log'>): AuditHeads {
  const heads = new AuditHeads(registry.database.conn, {
    everyMs: config.auditHeadSeconds * 1000,
    onHead: ({ number, hash }) => {
      log.info('audit.head', { count: Number(number), hash })
    },
    onRewritten: ({ number, hash }) => {
      log.error('audit.rewritten', { count: Number(number), hash })
    },
    onFailure: (error) => {
      log.warn('audit.unread', { error })
    },
  })
  heads.start()
  return heads
}

/** The log names the port, because port 0 lets the system choose one. */
async function listen(app: ReturnType<typeof createApp>, { host, port }: Config, log: Log): Promise<void> {
  try {
    await app.listen({ host, port })
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    throw new StartRefusal(`The service cannot listen on ${host}:${port} (${code ?? 'unknown'}).`)
  }
  const address = app.server.address()
  log.info('service.listening', { host, port: typeof address === 'object' ? (address?.port ?? port) : port })
}

async function main(config: Config, log: Log): Promise<number> {
  const asked = firstSignal(log)
  const database = await open(config, log)
  for (const migration of database.migrated) log.info('migration.applied', { migration })
  if (database.servesAsOwner) log.warn('login.owns_schema')
  for (const { setting, value } of database.warnings) log.warn('setting.hurts', { setting, value })
  const isAsked = await serve(database, { config, log, asked })
  if (!isAsked) {
    log.error('database.ended')
    return 1
  }
  await database.close()
  log.info('service.stopped')
  return 0
}

/** The runtime's own error report would print the message, which may hold personal data. */
function fail(log: Log, error: unknown): never {
  if (error instanceof StartRefusal) process.stderr.write(`${error.message}\n`)
  else log.error('service.failed', { error })
  process.exit(1)
}

function configuration(): Config {
  try {
    return readConfig(process.env)
  } catch (error) {
    return fail(createLog('error'), error)
  }
}

const config = configuration()
const log = createLog(config.logLevel)
process.on('uncaughtException', (error) => fail(log, error))
process.exit(await main(config, log).catch((error: unknown) => fail(log, error)))
