import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import type { Random } from '../../../src/tools/synthetic/population/random.js'
import type { Answer, Call } from './loading-service.js'
import { until } from '../until.js'
import { withoutTap } from '../processes/without-tap.js'

const program = join(import.meta.dirname, 'loading-service.js')
/** Longer than an upload may be silent: the next service gives up a batch that the killed one was receiving. */
const SILENCE_MS = 61_000
/** The pause between two attempts of a call. */
const PAUSE_MS = 50

/** What is killed: the service, its database, or one session, whose end makes the database end all the others. */
export const KILL_TARGETS = ['service', 'postmaster', 'session'] as const
export type KillTarget = (typeof KILL_TARGETS)[number]

interface Line {
  readonly ready?: true
  readonly failure?: string
  readonly id?: number
  readonly answer?: Answer
  readonly error?: string
}

/** A service process on a data folder that is restarted after each kill, and a client that repeats a call until it is answered. */
export class KillableService {
  /** Error codes of failed passes and failed calls. */
  readonly failures: string[] = []
  readonly #folder: string
  readonly #recordsPerPass: number
  #starts = 0
  #calls = 0
  #running: Promise<ChildProcess>
  #onAnswer: () => void = () => undefined
  readonly #open = new Map<number, (line: Line | undefined) => void>()

  constructor(folder: string, recordsPerPass: number) {
    this.#folder = folder
    this.#recordsPerPass = recordsPerPass
    this.#running = this.#start()
  }

  /** Repeats a call until it is answered. */
  async call<Expected extends Answer>(call: Call): Promise<Expected> {
    let answer: Answer | undefined
    const isAnswered = async (): Promise<boolean> => (answer = await this.#callOnce(call)) !== undefined
    await until(isAnswered, { everyMs: PAUSE_MS }).catch(() => undefined)
    if (answer !== undefined) return answer as Expected
    throw new Error(`A call of ${call.kind} was never answered: ${this.failures.at(-1) ?? 'no failure'}`)
  }

  /** Kills one of the processes and, where the service is gone with it, starts the service again. */
  async kill(target: KillTarget, random: Random): Promise<void> {
    const child = await this.#running
    const pid = target === 'service' ? child.pid : await this.#databaseProcess(target, random)
    if (pid === undefined) return
    if (target === 'session') {
      process.kill(pid, 'SIGKILL')
      return
    }
    this.#running = once(child, 'close').then(() => this.#start())
    process.kill(pid, 'SIGKILL')
    await this.#running
  }

  /** Waits until the service has started. */
  async started(): Promise<void> {
    await this.#running
  }

  /** Waits until the next call is answered. */
  nextAnswer(): Promise<void> {
    return new Promise((resolve) => {
      this.#onAnswer = resolve
    })
  }

  /** Shuts the service down. */
  async stop(): Promise<number | null> {
    const child = await this.#running
    child.stdin?.end()
    if (child.exitCode === null) await once(child, 'close')
    return child.exitCode
  }

  /** Kills the process for good. */
  async destroy(): Promise<void> {
    const child = await this.#running
    child.kill('SIGKILL')
  }

  async #start(): Promise<ChildProcess> {
    this.#abandonCalls()
    const args = [program, this.#folder, this.#starts++ * SILENCE_MS, this.#recordsPerPass].map(String)
    const child = spawn(...withoutTap(process.execPath, ...args), { stdio: ['pipe', 'pipe', 'inherit'] })
    child.stdin.on('error', () => undefined) // It was killed: its calls are made again.
    await new Promise<void>((resolve, reject) => {
      child.on('close', () => {
        this.#abandonCalls()
        reject(new Error('The service did not start'))
      })
      createInterface({ input: child.stdout }).on('line', (text) => {
        const line = JSON.parse(text) as Line
        if (line.ready === true) resolve()
        this.#handle(line)
      })
    })
    return child
  }

  #handle(line: Line): void {
    const failure = line.failure ?? line.error
    if (failure !== undefined) this.failures.push(failure)
    if (line.answer !== undefined) this.#onAnswer()
    if (line.id === undefined) return
    this.#open.get(line.id)?.(line)
    this.#open.delete(line.id)
  }

  /** Undefined where the service was killed before it answered, or the call failed. */
  async #callOnce(call: Call): Promise<Answer | undefined> {
    const child = await this.#running
    const id = this.#calls++
    const line = await new Promise<Line | undefined>((resolve) => {
      this.#open.set(id, resolve)
      child.stdin?.write(`${JSON.stringify({ id, call })}\n`)
      if (child.exitCode !== null || child.signalCode !== null) resolve(undefined)
    })
    return line?.answer
  }

  #abandonCalls(): void {
    for (const resolve of this.#open.values()) resolve(undefined)
    this.#open.clear()
  }

  async #databaseProcess(target: 'postmaster' | 'session', random: Random): Promise<number | undefined> {
    const postmaster = await readPostmaster(this.#folder)
    if (target === 'postmaster' || postmaster === undefined) return postmaster
    const sessions = await sessionsOf(postmaster)
    return sessions.length === 0 ? undefined : random.pick(sessions)
  }
}

async function readPostmaster(folder: string): Promise<number | undefined> {
  const text = await readFile(join(folder, 'postgres', 'postmaster.pid'), 'utf8').catch(() => '')
  const pid = Number(text.split('\n')[0])
  return pid > 0 ? pid : undefined
}

/** The sessions of clients, which PostgreSQL titles with user and database. */
async function sessionsOf(postmaster: number): Promise<number[]> {
  const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name))
  const found = await Promise.all(
    pids.map(async (pid) => {
      const [stat, title] = await Promise.all(
        ['stat', 'cmdline'].map((file) => readFile(`/proc/${pid}/${file}`, 'utf8').catch(() => '')),
      )
      const parent = Number(stat?.slice(stat.lastIndexOf(')') + 2).split(' ')[1])
      return parent === postmaster && title?.includes('padan padan') ? [Number(pid)] : []
    }),
  )
  return found.flat()
}
