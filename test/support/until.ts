import { setTimeout as wait } from 'node:timers/promises'

/** How a condition is polled. */
export interface UntilOptions {
  readonly everyMs?: number
  /** Longer than any condition takes on a busy machine, and below the time limit of a test file. */
  readonly atMostMs?: number
}

/**
 * Waits until a condition holds; throws where it does not in time. It polls, which is for conditions in another process or
 * in the database. Within a process a test waits for an event or a promise, and moves an injected clock.
 */
export async function until(
  condition: () => boolean | Promise<boolean>,
  { everyMs = 5, atMostMs = 240_000 }: UntilOptions = {},
): Promise<void> {
  const startedMs = performance.now()
  while (!(await condition())) {
    if (performance.now() - startedMs > atMostMs) throw new Error(`A condition did not hold within ${atMostMs} ms`)
    await wait(everyMs)
  }
}

/** Lets real time pass. It is only for tests of what happens at a moment, such as a kill at a random one; never a wait for work. */
export function passTime(ms: number): Promise<void> {
  return wait(ms)
}
