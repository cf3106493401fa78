import { maySeePersonal } from '../../application/access/rights.js'
import type { Guessed } from '../../application/access/guess-limit.js'
import { nameTerms } from '../../domain/registry/golden/person-terms.js'
import { HttpProblem } from '../contract/problem.js'
import type { Call } from '../contract/route.js'

type AnyCall = Pick<Call<unknown, unknown, unknown>, 'context' | 'rights'>

const YEAR = /^\d{4}$/
/** A number with only a date beside it: the dates of a registry are dense, so that such guesses are right too often. */
const COST_WITHOUT_NAME = 10

/** Whole numbers, a birth date and a name in a request. */
export interface Asked {
  readonly hasNumber: boolean
  readonly birthDate: string | undefined
  readonly name: string | undefined
}

/** Whether a request could try out a value that the key may not see: a whole number, or more of a birth date than its year. */
export function isGuess({ rights }: Pick<AnyCall, 'rights'>, { hasNumber, birthDate }: Asked): boolean {
  return !maySeePersonal(rights) && (hasNumber || isMoreThanYear(birthDate))
}

export function isMoreThanYear(birthDate: string | undefined): boolean {
  return birthDate !== undefined && birthDate !== '' && !YEAR.test(birthDate)
}

/** What a request costs that turns out wrong. */
export function costOf({ name }: Asked): number {
  return name === undefined || name === '' ? COST_WITHOUT_NAME : 1
}

/** Whether two names have the same words, in any order and spelling: part of a name fits too many persons. */
export function isWholeName(asked: string | undefined, name: string | null): boolean {
  if (asked === undefined || name === null) return false
  const [one, other] = [new Set(nameTerms(asked)), new Set(nameTerms(name))]
  return one.size > 0 && one.size === other.size && [...one].every((term) => other.has(term))
}

/** Answers a request that may be a guess. Throws RATE_EXCEEDED where the key has none left in this hour. */
export async function answerGuess<Result>(
  { context, rights }: AnyCall,
  cost: number,
  answer: () => Promise<Guessed<Result>>,
): Promise<Result> {
  const answered = await context.guesses.ask({ keyId: rights.keyId, cost }, answer)
  if ('result' in answered) return answered.result
  throw new HttpProblem(
    'RATE_EXCEEDED',
    'The key has asked about too many numbers or birth dates that no person has; keys with the scope pii:read are not limited.',
    { headers: { 'retry-after': String(answered.seconds) } },
  )
}
