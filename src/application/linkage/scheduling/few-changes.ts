import type { Conn, Database } from '../../../storage/postgres/connection.js'

/** Of more the rows go by COPY, and round trips are no longer what takes the time. */
const FEW_CHANGES = 32

/** Whether a pass over so many changes mostly waits for answers. */
export function areFew(changes: { readonly length: number }): boolean {
  return changes.length <= FEW_CHANGES
}

/** Where the pass over the changes looks up what it needs. */
export function lookupsFor(changes: { readonly length: number }, { lookups, quickLookups }: Database): Conn {
  return areFew(changes) ? quickLookups : lookups
}
