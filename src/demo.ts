import { randomBytes } from 'node:crypto'
import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { runCommand } from './tools/command/run-command.js'
import { type DemoOptions, parseDemoOptions } from './tools/demonstration/demo-options.js'
import { demonstrate } from './tools/demonstration/demonstrate.js'
import { type ServiceProcess, startService } from './tools/demonstration/service-process.js'

const KEY_BYTES = 24

function say(line = ''): void {
  process.stdout.write(`${line}\n`)
}

/** Aborts at the first signal that asks the process to end; further ones are the same wish. */
function askedToEnd(): AbortSignal {
  const asked = new AbortController()
  for (const name of ['SIGINT', 'SIGTERM'] as const)
    process.on(name, () => {
      asked.abort()
    })
  return asked.signal
}

/** Settles when the signal has aborted. */
function aborted(signal: AbortSignal): Promise<true> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve(true)
    else
      signal.addEventListener('abort', () => {
        resolve(true)
      })
  })
}

async function stayOpen({ address, ended }: ServiceProcess, adminKey: string, signal: AbortSignal): Promise<void> {
  say()
  say(`The service goes on at ${address} (read and try its API at ${address}/docs).`)
  say(`Key of the admin: ${adminKey}`)
  say('Ctrl-C ends it and removes everything.')
  const wasAsked = await Promise.race([aborted(signal), ended.then(() => signal.aborted)])
  if (!wasAsked) throw new Error('The service ended by itself.')
}

/** Removes the folder at the end. Run as root, the database has a user of its own, who must reach it. */
async function inTemporaryFolder(use: (folder: string) => Promise<void>): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'padan-demo-'))
  await chmod(folder, 0o755)
  try {
    await use(folder)
  } finally {
    await rm(folder, { recursive: true, force: true, maxRetries: 5 })
  }
}

async function demo({ households, seed, isOnce }: DemoOptions, folder: string): Promise<void> {
  const signal = askedToEnd()
  const adminKey = randomBytes(KEY_BYTES).toString('base64url')
  say('Starting the service with a database of its own ...')
  const service = await startService({ folder: join(folder, 'data'), adminKey })
  try {
    const door = { address: service.address, key: adminKey, signal }
    await demonstrate({ door, folder: join(folder, 'lists'), households, seed, say })
    if (!isOnce) await stayOpen(service, adminKey, signal)
  } catch (error) {
    // Whoever ends the demonstration in the middle ends its calls too.
    if (!signal.aborted) throw error
  } finally {
    await service.stop()
  }
}

await runCommand(async (args) => {
  const options = parseDemoOptions(args)
  await inTemporaryFolder((folder) => demo(options, folder))
  return ''
})
