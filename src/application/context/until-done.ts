import { setTimeout as wait } from 'node:timers/promises'

const PAUSE_MS = 500
/** As long as a restart or a switch of the database takes; what is not done then is found by its age. */
const LONGEST_MS = 60_000

/**
 * Does work in the background that must be done although the database has just failed, as to take back what a transaction
 * may have written whose answer was lost. It is tried again until it succeeds, for a minute.
 */
export function untilDone(work: () => Promise<unknown>): void {
  void (async () => {
    const begunMs = performance.now()
    while (performance.now() - begunMs < LONGEST_MS) {
      const isDone = await work().then(
        () => true,
        () => false,
      )
      if (isDone) return
      await wait(PAUSE_MS, undefined, { ref: false })
    }
  })()
}
