import { DatabaseError } from '../../storage/postgres/database-error.js'

const MOST_ATTEMPTS = 5

/** Does work of one transaction anew where the database broke it off for the sake of another transaction. */
export async function retryTransient<T>(work: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await work()
    } catch (error) {
      if (attempt === MOST_ATTEMPTS || !(error instanceof DatabaseError) || !error.isTransient) throw error
    }
  }
}
