import { readFileSync } from 'node:fs'

const EVERY_MS = 250
const SHOWN = 12

/** Watches the resident memory of a process of this machine, in megabytes of 10^6 bytes; only Linux reports it. */
export class MemoryWatch {
  readonly #pid: number
  readonly #samples: number[] = []
  readonly #timer: NodeJS.Timeout

  constructor(pid: number) {
    this.#pid = pid
    this.#look()
    this.#timer = setInterval(() => {
      this.#look()
    }, EVERY_MS)
  }

  /** Ends the watch and returns the growth of the process from the beginning to its peak. */
  end(): number {
    clearInterval(this.#timer)
    this.#samples.push(this.#read('VmHWM'))
    return Math.max(...this.#samples) - (this.#samples[0] ?? 0)
  }

  /** The memory over the time, in even steps, and the most of it. */
  summary(): string {
    const stride = Math.max(1, Math.floor(this.#samples.length / SHOWN))
    const shown = this.#samples.filter((_, at) => at % stride === 0)
    return `${shown.join(' ')}, at most ${Math.max(...this.#samples)}`
  }

  #look(): void {
    this.#samples.push(this.#read('VmRSS'))
  }

  #read(name: string): number {
    const status = readFileSync(`/proc/${this.#pid}/status`, 'utf8')
    const kilobytes = Number(new RegExp(`^${name}:\\s+(\\d+) kB$`, 'm').exec(status)?.[1])
    return Math.round((kilobytes * 1024) / 1e6)
  }
}
