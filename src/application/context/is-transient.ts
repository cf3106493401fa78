import { DatabaseError } from '../../storage/postgres/database-error.js'

/** Whether the same work may succeed later: the database caused the error, not the work. */
export function isTransient(error: unknown): boolean {
  return error instanceof DatabaseError && (error.isOutage || error.isTransient)
}
