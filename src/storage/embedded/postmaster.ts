import { readFile, readlink, realpath, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { StartRefusal } from '../start-refusal.js'

const POLL_MS = 25
/** How long the server of a killed service takes at most to notice that it is alone. */
const NOTICE_MS = 1500
/** How long a server may take for its last checkpoint. */
const STOP_MS = 120_000

interface Postmaster {
  readonly pid: number
  readonly status: string
}

/**
 * Waits until no server runs on the folder. A server whose service was killed stops by itself, and a lock file whose server
 * was killed is stale; one that keeps running belongs to another service, which is refused with a StartRefusal.
 */
export async function awaitFreeFolder(databaseFolder: string): Promise<void> {
  for (let waitedMs = 0; ; waitedMs += POLL_MS) {
    const postmaster = await runningPostmaster(databaseFolder)
    if (postmaster === undefined) return
    if (waitedMs >= (postmaster.status === 'stopping' ? STOP_MS : NOTICE_MS)) {
      throw new StartRefusal(
        `Another service is using the data folder ${databaseFolder} (its database has the process id ${postmaster.pid}).`,
      )
    }
    await wait(POLL_MS)
  }
}

/** The server that holds the folder. Removes the lock file of one that is no more. */
async function runningPostmaster(databaseFolder: string): Promise<Postmaster | undefined> {
  const lockFile = join(databaseFolder, 'postmaster.pid')
  const lines = (await readFile(lockFile, 'utf8').catch(() => '')).split('\n')
  const pid = Number(lines[0])
  if (!(pid > 0)) return undefined
  if (await isServerOf(pid, databaseFolder)) return { pid, status: lines[7]?.trim() ?? '' }
  await rm(lockFile, { force: true })
  return undefined
}

/**
 * Whether the process runs in the folder, as a server does. Process ids start anew with every container, so the one in a
 * stale lock file may well be alive as something else.
 */
async function isServerOf(pid: number, databaseFolder: string): Promise<boolean> {
  if (!isAlive(pid)) return false
  if (process.platform !== 'linux') return true
  const place = await readlink(`/proc/${pid}/cwd`).catch(() => undefined)
  return place !== undefined && place === (await realpath(databaseFolder))
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}
