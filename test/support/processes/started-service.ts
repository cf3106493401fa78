import { spawn } from 'node:child_process'
import { chmod, mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Test } from 'tap'
import { packageRoot } from '../../../src/reference/built-in-model.js'
import { ADMIN_KEY } from '../http/test-service.js'
import { ServiceProcess } from './service-process.js'
import { temporaryFolder } from '../storage/temporary-folder.js'
import { withoutTap } from './without-tap.js'

const PROGRAM = join(import.meta.dirname, '../../../src/main.js')
const BUILT = 'dist/main.js'

/** A service of its own process, its address and the id of that process. */
export interface StartedService {
  readonly address: string
  readonly pid: number
  readonly process: ServiceProcess
}

/** How it is started; in memory its database is quicker. */
export interface StartOptions {
  readonly nodeOptions?: readonly string[]
  readonly place?: 'memory' | 'disk'
}

/**
 * Starts the service by the line of `npm start`, on this build of it, with a database of its own in an empty folder; it
 * ends with the test.
 */
export async function startedService(
  t: Test,
  { nodeOptions = [], place = 'memory' }: StartOptions = {},
): Promise<StartedService> {
  const { path, remove } = await (place === 'memory' ? temporaryFolder() : folderOnDisk())
  t.teardown(remove)
  const child = spawn(...withoutTap(process.execPath, ...nodeOptions, ...(await startArguments())), {
    env: { PATH: process.env.PATH, PORT: '0', PADAN_DATA_DIR: path, PADAN_ADMIN_KEY: ADMIN_KEY },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const service = new ServiceProcess(child)
  t.teardown(async () => {
    service.kill('SIGTERM')
    await service.ended
  })
  await service.logged('service.listening')
  return { address: `http://127.0.0.1:${portOf(service.lines)}`, pid: child.pid ?? 0, process: service }
}

async function folderOnDisk(): ReturnType<typeof temporaryFolder> {
  const path = await mkdtemp(join(tmpdir(), 'padan-test-'))
  // Run as root, the database has a user of its own, which must reach it.
  await chmod(path, 0o755)
  return { path, remove: () => rm(path, { recursive: true, force: true }) }
}

async function startArguments(): Promise<string[]> {
  const { scripts } = JSON.parse(await readFile(join(packageRoot(), 'package.json'), 'utf8')) as {
    readonly scripts: { readonly start: string }
  }
  const [program, ...args] = scripts.start.split(' ')
  if (program !== 'node' || args.at(-1) !== BUILT) throw new Error(`npm start is another line now: ${scripts.start}`)
  return [...args.slice(0, -1), PROGRAM]
}

function portOf(lines: readonly string[]): number {
  const line = lines.find((text) => text.includes('"msg":"service.listening"')) ?? '{}'
  return (JSON.parse(line) as { port: number }).port
}
