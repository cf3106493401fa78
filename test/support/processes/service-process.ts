import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import type { Test } from 'tap'
import { withoutTap } from './without-tap.js'

const program = join(import.meta.dirname, '../../../src/main.js')

/** How a process of the service ended. */
export interface Ended {
  readonly code: number | null
  readonly signal: NodeJS.Signals | null
  readonly stderr: string
}

/** A process of the service with what it logs. */
export class ServiceProcess {
  readonly child: ChildProcess
  readonly lines: string[] = []
  readonly ended: Promise<Ended>
  readonly #awaited = new Map<string, () => void>()

  constructor(child: ChildProcess) {
    this.child = child
    let stderr = ''
    child.stderr?.on('data', (piece: Buffer) => {
      stderr += piece.toString()
    })
    if (child.stdout !== null)
      createInterface({ input: child.stdout }).on('line', (line) => {
        this.#hear(line)
      })
    this.ended = once(child, 'close').then(([code, signal]) => {
      for (const settle of this.#awaited.values()) settle()
      return { code: code as number | null, signal: signal as NodeJS.Signals | null, stderr }
    })
  }

  /** Waits until an event has been logged; throws when the process ended before. */
  async logged(event: string): Promise<void> {
    if (this.#isLogged(event)) return
    await Promise.race([new Promise<void>((resolve) => this.#awaited.set(event, resolve)), this.ended])
    if (!this.#isLogged(event)) throw new Error(`The service ended without ${event}: ${(await this.ended).stderr}`)
  }

  kill(signal: NodeJS.Signals): void {
    this.child.kill(signal)
  }

  #isLogged(event: string): boolean {
    return this.lines.some((line) => line.includes(`"msg":"${event}"`))
  }

  #hear(line: string): void {
    this.lines.push(line)
    for (const [event, settle] of this.#awaited) if (line.includes(`"msg":"${event}"`)) settle()
  }
}

/** Starts the service with these settings alone; a process that a test leaves behind is killed. */
export function startService(t: Test, settings: Readonly<Record<string, string>>): ServiceProcess {
  const { PATH = '' } = process.env
  const child = spawn(...withoutTap(process.execPath, program), {
    env: { PATH, PORT: '0', ...settings },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const service = new ServiceProcess(child)
  t.teardown(async () => {
    child.kill('SIGKILL')
    await service.ended
  })
  return service
}
