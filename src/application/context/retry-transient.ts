import { DatabaseError } from '../../storage/postgres/database-error.js'

const MOST_ATTEMPTS = 5

/** Repeats the work of one transaction after a deadlock or serialization failure, at most `MOST_ATTEMPTS` times in all. */
export async function retryTransient<T>(work: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await work()
    } catch (error) {
      if (attempt === MOST_ATTEMPTS || !(error instanceof DatabaseError) || !error.isTransient) throw error
    }
  }
}
