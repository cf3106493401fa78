import { createHash } from 'node:crypto'
import { createServer, type Server } from 'node:net'
import { setTimeout as wait } from 'node:timers/promises'

const POLL_MS = 100
/** Creating a cluster takes seconds, on a slow disk a minute. */
const LONGEST_MS = 120_000

/**
 * Does the work while no other process of this machine starts a database in the folder: two first starts at once would each
 * remove the unfinished cluster of the other. The lock is a socket without a file, so it is gone when its process is.
 */
export async function whileStartingAlone<T>(root: string, work: () => Promise<T>): Promise<T> {
  const lock = process.platform === 'linux' ? await takeLock(root) : undefined
  try {
    return await work()
  } finally {
    lock?.close()
  }
}

/** Undefined where it cannot be had in time: then the lock of the cluster itself decides, as for later starts. */
async function takeLock(root: string): Promise<Server | undefined> {
  const path = `\0padan-${createHash('sha256').update(root).digest('hex').slice(0, 32)}`
  for (let waitedMs = 0; waitedMs < LONGEST_MS; waitedMs += POLL_MS) {
    const lock = await listen(path)
    if (lock !== 'taken') return lock
    await wait(POLL_MS)
  }
  return undefined
}

/** Undefined where the system has no such sockets. */
function listen(path: string): Promise<Server | undefined | 'taken'> {
  return new Promise((resolve) => {
    const server = createServer((client) => client.destroy())
    server.once('error', ({ code }: NodeJS.ErrnoException) => {
      resolve(code === 'EADDRINUSE' ? 'taken' : undefined)
    })
    server.listen(path, () => {
      server.unref()
      resolve(server)
    })
  })
}
