import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import type { Test } from 'tap'
import { testDatabase } from '../storage/test-database.js'
import { withoutTap } from '../processes/without-tap.js'
import { ADMIN_KEY } from './test-service.js'

/** Starts the HTTP service, without a linker, in a process of a small heap; it ends with the test. */
export async function startSmallService(t: Test, heapMb: number): Promise<{ address: string; key: string }> {
  const { server } = await testDatabase(t)
  const program = join(import.meta.dirname, 'serve-without-linker.js')
  const child = spawn(...withoutTap(process.execPath, `--max-old-space-size=${heapMb}`, program), {
    env: { PATH: process.env.PATH, SERVER: JSON.stringify(server) },
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  })
  t.teardown(async () => {
    const ended = once(child, 'exit')
    child.kill('SIGKILL')
    await ended
  })
  const [{ port }] = (await once(child, 'message')) as [{ port: number }]
  return { address: `http://127.0.0.1:${port}`, key: ADMIN_KEY }
}
