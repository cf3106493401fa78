import { setImmediate } from 'node:timers/promises'
import type { Conn, Database } from '../../../storage/postgres/connection.js'

/** More rows than this go by COPY, and round trips no longer take most of the time. */
const FEW_CHANGES = 32

/** Whether a pass over so many changes mostly waits for answers of the database. */
export function areFew(changes: { readonly length: number }): boolean {
  return changes.length <= FEW_CHANGES
}

/** The connections for the look-ups of a pass over so many changes. */
export function lookupsFor(changes: { readonly length: number }, { lookups, quickLookups }: Database): Conn {
  return areFew(changes) ? quickLookups : lookups
}

/**
 * Returns a function that yields to the event loop between the steps of a pass over many changes, and does nothing where they
 * are few. Without it a COPY that was begun in an earlier step would send nothing while the next ones are computed, and
 * no request would be answered; a load took 3 % longer.
 */
export function yieldFor(changes: { readonly length: number }): () => Promise<void> {
  return areFew(changes) ? () => NO_WAIT : () => setImmediate()
}

const NO_WAIT = Promise.resolve()
