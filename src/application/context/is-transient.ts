import { DatabaseError } from '../../storage/postgres/database-error.js'

/** Whether the same work may succeed later as it is: the database was in the way, not what was to be done. */
export function isTransient(error: unknown): boolean {
  return error instanceof DatabaseError && (error.isOutage || error.isTransient)
}
