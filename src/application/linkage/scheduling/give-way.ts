import { setImmediate } from 'node:timers/promises'
import { areFew } from './few-changes.js'

/**
 * Gives what a pass over these changes waits for between its steps: a turn of the event loop where they are many. Else a COPY
 * that was begun in an earlier step would send nothing while the next ones are worked out, and no request be answered; a load
 * took 3 % longer.
 */
export function givesWay(changes: { readonly length: number }): () => Promise<void> {
  return areFew(changes) ? () => NO_WAIT : () => setImmediate()
}

const NO_WAIT = Promise.resolve()
