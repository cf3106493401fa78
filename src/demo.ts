import { randomBytes } from 'node:crypto'
import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { runCommand } from './tools/command/run-command.js'
import { type DemoOptions, parseDemoOptions } from './tools/demonstration/demo-options.js'
import { demonstrate } from './tools/demonstration/demonstrate.js'
import { type ServiceProcess, startService } from './tools/demonstration/service-process.js'

const KEY_BYTES = 24

function print(line = ''): void {
  process.stdout.write(`${line}\n`)
}

/** Aborts at the first SIGINT or SIGTERM; later ones have no effect. */
function onEndSignal(): AbortSignal {
  const controller = new AbortController()
  for (const name of ['SIGINT', 'SIGTERM'] as const)
    process.on(name, () => {
      controller.abort()
    })
  return controller.signal
}

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
  print()
  print(`The service goes on at ${address} (read and try its API at ${address}/docs).`)
  print(`Key of the admin: ${adminKey}`)
  print('Ctrl-C ends it and removes everything.')
  const isAborted = await Promise.race([aborted(signal), ended.then(() => signal.aborted)])
  if (!isAborted) throw new Error('The service ended by itself.')
}

/** Removes the folder at the end. Run as root, the database has a user of its own, which must be able to read it. */
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
  const signal = onEndSignal()
  const adminKey = randomBytes(KEY_BYTES).toString('base64url')
  print('Starting the service with a database of its own ...')
  const service = await startService({ folder: join(folder, 'data'), adminKey })
  try {
    const api = { address: service.address, key: adminKey, signal }
    await demonstrate({ api, folder: join(folder, 'lists'), households, seed, print })
    if (!isOnce) await stayOpen(service, adminKey, signal)
  } catch (error) {
    // A signal in the middle of the demonstration aborts its calls.
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
