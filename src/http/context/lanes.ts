/** Calls of like cost, which wait for each other and not for calls of another lane. */
export type Lane =
  | 'read'
  | 'change'
  | 'search'
  | 'match'
  | 'match_many'
  | 'judge'
  | 'trial'
  | 'statistics'
  | 'export'
  | 'upload'
  | 'wait'
  | 'page'

/** How many calls of a lane may be under way, of one caller and of all; `waiting` may queue for each caller. */
export interface LaneLimits {
  readonly perCaller: number
  readonly overAll: number
  readonly waiting: number
}

/** A caller is a key, or in the lane `page` an address. Heavy lanes leave the rest of the process to the others. */
export const LANES: Readonly<Record<Lane, LaneLimits>> = {
  read: { perCaller: 32, overAll: 256, waiting: 512 },
  // Single changes share passes, so many at once cost little more than few.
  change: { perCaller: 256, overAll: 512, waiting: 512 },
  search: { perCaller: 4, overAll: 12, waiting: 64 },
  match: { perCaller: 4, overAll: 12, waiting: 64 },
  match_many: { perCaller: 1, overAll: 2, waiting: 32 },
  judge: { perCaller: 4, overAll: 8, waiting: 64 },
  trial: { perCaller: 2, overAll: 4, waiting: 32 },
  statistics: { perCaller: 1, overAll: 2, waiting: 32 },
  export: { perCaller: 2, overAll: 4, waiting: 4 },
  upload: { perCaller: 16, overAll: 64, waiting: 0 },
  wait: { perCaller: 64, overAll: 1024, waiting: 0 },
  page: { perCaller: 16, overAll: 64, waiting: 64 },
}

/** Ends a call: the next one in the lane begins. */
export type Leave = () => void

interface Waiter {
  readonly caller: string
  readonly begin: () => void
}

/** One lane: a queue from which the first call begins whose caller has room. */
class LaneQueue {
  #running = 0
  readonly #runningOf = new Map<string, number>()
  readonly #waiters = new Set<Waiter>()
  readonly #limits: LaneLimits

  constructor(limits: LaneLimits) {
    this.#limits = limits
  }

  hasRoom(caller: string): boolean {
    return this.#running < this.#limits.overAll && (this.#runningOf.get(caller) ?? 0) < this.#limits.perCaller
  }

  mayWait(caller: string): boolean {
    let waiting = 0
    for (const waiter of this.#waiters) if (waiter.caller === caller) waiting++
    return waiting < this.#limits.waiting
  }

  begin(caller: string): Leave {
    this.#running++
    this.#runningOf.set(caller, (this.#runningOf.get(caller) ?? 0) + 1)
    let isOver = false
    return () => {
      if (isOver) return
      isOver = true
      this.#end(caller)
    }
  }

  /** Calls `begin` once there is room; the result takes the caller out of the queue. */
  queue(waiter: Waiter): Leave {
    this.#waiters.add(waiter)
    return () => this.#waiters.delete(waiter)
  }

  #end(caller: string): void {
    this.#running--
    const left = (this.#runningOf.get(caller) ?? 1) - 1
    if (left === 0) this.#runningOf.delete(caller)
    else this.#runningOf.set(caller, left)
    for (const waiter of this.#waiters) {
      if (!this.hasRoom(waiter.caller)) continue
      this.#waiters.delete(waiter)
      waiter.begin()
      return
    }
  }
}

/** Bounds the calls under way in this process, by lane and caller. */
export class Lanes {
  readonly #queues: ReadonlyMap<Lane, LaneQueue>
  readonly #longestWaitMs: number

  constructor(limits: Readonly<Record<Lane, LaneLimits>>, longestWaitMs: number) {
    this.#queues = new Map(Object.entries(limits).map(([lane, own]) => [lane as Lane, new LaneQueue(own)]))
    this.#longestWaitMs = longestWaitMs
  }

  /**
   * Enters a lane, where needed after the calls before it. Returns what ends the call; undefined where too many calls wait, it
   * waited too long, or `gone` aborted.
   */
  enter(lane: Lane, caller: string, gone: AbortSignal): Promise<Leave | undefined> {
    const queue = this.#queues.get(lane)
    if (queue === undefined || gone.aborted) return Promise.resolve(undefined)
    if (queue.hasRoom(caller)) return Promise.resolve(queue.begin(caller))
    if (!queue.mayWait(caller)) return Promise.resolve(undefined)
    return new Promise((resolve) => {
      const end = (leave: Leave | undefined): void => {
        clearTimeout(timer)
        gone.removeEventListener('abort', giveUp)
        resolve(leave)
      }
      const abandon = queue.queue({
        caller,
        begin: () => {
          end(queue.begin(caller))
        },
      })
      const giveUp = (): void => {
        abandon()
        end(undefined)
      }
      const timer = setTimeout(giveUp, this.#longestWaitMs)
      gone.addEventListener('abort', giveUp, { once: true })
    })
  }
}
