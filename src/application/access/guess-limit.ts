import { addGuesses, type GuessesInHour, takeBackGuesses } from '../../storage/access/number-guesses.js'
import { inTransaction } from '../../storage/postgres/transaction.js'
import type { Registry } from '../context/registry.js'

const HOUR_MS = 3_600_000

/** A request that may be a guess, and what it costs if it is wrong. */
export interface PossibleGuess {
  readonly keyId: string
  readonly cost: number
}

/** The answer to a request, and how much of its cost was spent on wrong guesses. */
export interface Guessed<Result> {
  readonly result: Result
  readonly wrong: number
}

/** Too many wrong guesses in this hour; the next one begins in `seconds`. */
export interface GuessesExceeded {
  readonly seconds: number
}

/**
 * Limits the wrong guesses of each key by the hour, in the database, so that neither a restart nor another process gives more.
 * The cost of a request is set aside before it is answered: calls at the same time cannot ask more than is left.
 */
export class GuessLimit {
  readonly #registry: Registry
  readonly #most: number

  constructor(registry: Registry, most: number) {
    this.#registry = registry
    this.#most = most
  }

  /** Answers a request, unless the key has no guesses left. */
  async ask<Result>(
    { keyId, cost }: PossibleGuess,
    answer: () => Promise<Guessed<Result>>,
  ): Promise<{ readonly result: Result } | GuessesExceeded> {
    const { database } = this.#registry
    const nowMs = this.#registry.now().getTime()
    const asked: GuessesInHour = { keyId, hour: new Date(nowMs - (nowMs % HOUR_MS)), guesses: cost }
    const isLeft = await inTransaction(database, (tx) => addGuesses(tx, asked, this.#most))
    if (!isLeft) return { seconds: Math.ceil((HOUR_MS - (nowMs % HOUR_MS)) / 1000) }
    const { result, wrong } = await answer()
    const right = Math.max(0, cost - wrong)
    if (right > 0) await inTransaction(database, (tx) => takeBackGuesses(tx, { ...asked, guesses: right }))
    return { result }
  }
}
