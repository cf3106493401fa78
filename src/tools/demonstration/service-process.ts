import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import type { Readable } from 'node:stream'

const PROGRAM = join(import.meta.dirname, '../../main.js')

/** The data folder of a service, and its first admin's key. */
export interface ServiceSettings {
  readonly folder: string
  readonly adminKey: string
}

export interface ServiceProcess {
  readonly address: string
  /** Resolves when the process has ended, for any reason. */
  readonly ended: Promise<void>
  /** Ends the process, and waits until it and its database have ended. */
  readonly stop: () => Promise<void>
}

/**
 * Starts the service as `npm start` does, on a free port and with a database of its own, and waits until it listens.
 * Throws where it ends before that; the service writes the reason to stderr.
 */
export async function startService({ folder, adminKey }: ServiceSettings): Promise<ServiceProcess> {
  const settings = { PORT: '0', HOST: '', DATABASE_URL: '', LOG_LEVEL: 'info' }
  const child = spawn(process.execPath, [PROGRAM], {
    env: { ...process.env, ...settings, PADAN_DATA_DIR: folder, PADAN_ADMIN_KEY: adminKey },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const ended = once(child, 'close').then(() => undefined)
  const port = await Promise.race([listeningPort(child.stdout), ended])
  if (port === undefined) throw new Error('The service ended before it listened.')
  return { address: `http://127.0.0.1:${port}`, ended, stop: () => stop(child, ended) }
}

interface LogLine {
  readonly msg: string
  readonly port?: number
  readonly level: number
}

const ERROR_LEVEL = 50

/** Reads the log to its end, so that the service never blocks on its pipe, and passes errors on to stderr. */
function listeningPort(log: Readable): Promise<number> {
  return new Promise((resolve) => {
    createInterface({ input: log }).on('line', (text) => {
      const { msg, port, level } = JSON.parse(text) as LogLine
      if (level >= ERROR_LEVEL) process.stderr.write(`${text}\n`)
      if (msg === 'service.listening' && port !== undefined) resolve(port)
    })
  })
}

/** A terminal's Ctrl-C reaches the service too; a second signal right after it has no effect. */
async function stop(child: ChildProcess, ended: Promise<void>): Promise<void> {
  child.kill('SIGTERM')
  await ended
}
