import sql from 'sql-template-tag'
import type { Tx } from '../postgres/connection.js'

/** Requests of one key in one hour. */
export interface GuessesInHour {
  readonly keyId: string
  readonly hour: Date
  readonly guesses: number
}

/** Adds guesses of a key; returns false, and adds none, where the hour would have more than `most`. Drops earlier hours. */
export async function addGuesses(tx: Tx, { keyId, hour, guesses }: GuessesInHour, most: number): Promise<boolean> {
  await tx.write(sql`DELETE FROM number_guesses WHERE key_id = ${keyId} AND hour < ${hour}`)
  const added = await tx.write(sql`
    INSERT INTO number_guesses (key_id, hour, wrong)
    SELECT ${keyId}::text, ${hour}::timestamptz, ${guesses}::integer WHERE ${guesses}::integer <= ${most}::integer
    ON CONFLICT (key_id, hour) DO UPDATE SET wrong = number_guesses.wrong + excluded.wrong
    WHERE number_guesses.wrong + excluded.wrong <= ${most}::integer`)
  return added > 0
}

/** Takes back guesses that were right. */
export async function takeBackGuesses(tx: Tx, { keyId, hour, guesses }: GuessesInHour): Promise<void> {
  await tx.write(sql`
    UPDATE number_guesses SET wrong = greatest(0, wrong - ${guesses}::integer)
    WHERE key_id = ${keyId} AND hour = ${hour}`)
}
