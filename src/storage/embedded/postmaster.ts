import { readdir, readFile, readlink, realpath, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { StartRefusal } from '../postgres/start-refusal.js'

const POLL_MS = 25
/** How long the server of a killed service may take to notice that it is alone, where this cannot be seen from outside. */
const NOTICE_MS = 1500
/** The shell that watches over a server is called by this and the process id of the service that started it. */
const WATCH_NAME = 'padan-postgres-'
/** How long a server may take for its last checkpoint. */
const STOP_MS = 120_000

/** What a server writes into the lock file of its folder: its process id in the first line, its state in the eighth. */
interface LockFile {
  readonly pid: number
  readonly status: string
}

/**
 * Waits until no server runs on the folder, and removes the lock file that a killed one left. A server whose service was
 * killed stops by itself; one that keeps running belongs to another service, which is refused with a StartRefusal.
 */
export async function awaitFreeFolder(databaseFolder: string): Promise<void> {
  const lockPath = join(databaseFolder, 'postmaster.pid')
  for (let waitedMs = 0; ; waitedMs += POLL_MS) {
    const lock = await readLockFile(lockPath)
    if (lock === undefined) return
    const processes = await processesOf(databaseFolder, lock.pid)
    if (processes.length === 0) return rm(lockPath, { force: true })
    // Sessions may outlive a server that was killed, until they look up from their query.
    const isEnding = lock.status === 'stopping' || !processes.includes(lock.pid) || (await isServiceGone(lock.pid))
    if (waitedMs >= (isEnding ? STOP_MS : NOTICE_MS)) throw inUse(databaseFolder, lock.pid)
    await wait(POLL_MS)
  }
}

/** What the shell that watches over a server of this process is called. */
export function watchName(servicePid: number): string {
  return `${WATCH_NAME}${servicePid}`
}

/** On a busy machine a server may take seconds to notice it: the shell that watches over it has another parent at once. */
async function isServiceGone(serverPid: number): Promise<boolean> {
  const shell = await parentOf(serverPid)
  const words = (await readFile(`/proc/${shell}/cmdline`, 'utf8').catch(() => '')).split('\0')
  const name = words.find((word) => word.startsWith(WATCH_NAME))
  return name !== undefined && name !== watchName(await parentOf(shell))
}

/** 0 where there is none. The name of a process, in parentheses, may hold spaces. */
async function parentOf(pid: number): Promise<number> {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '')
  return Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1] ?? 0)
}

function inUse(databaseFolder: string, pid: number): StartRefusal {
  return new StartRefusal(
    `Another service is using the data folder ${databaseFolder} (its database has the process id ${pid}).`,
  )
}

async function readLockFile(path: string): Promise<LockFile | undefined> {
  const lines = (await readFile(path, 'utf8').catch(() => '')).split('\n')
  const pid = Number(lines[0])
  return pid > 0 ? { pid, status: lines[7]?.trim() ?? '' } : undefined
}

/**
 * The processes that run in the folder, as a server and its sessions do. The process id of the lock file alone proves
 * little: ids start again with every container, so it may belong to another program by now.
 */
async function processesOf(databaseFolder: string, lockPid: number): Promise<number[]> {
  if (process.platform !== 'linux') return isAlive(lockPid) ? [lockPid] : []
  const folder = await realpath(databaseFolder)
  const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name))
  const places = await Promise.all(pids.map((pid) => readlink(`/proc/${pid}/cwd`).catch(() => undefined)))
  return pids.filter((_, at) => places[at] === folder).map(Number)
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}
