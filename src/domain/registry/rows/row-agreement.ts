import { distance } from 'fastest-levenshtein'
import { agreeTokens } from '../../identity/names/token-agreement.js'
import { parseName } from '../../identity/names/name.js'
import { isOneSlip } from '../../identity/numbers/slip.js'
import { nameDifference } from '../golden/values/value-name-agreement.js'
import type { RowTraits } from './row-traits.js'

/** How a value of two rows agrees: `near` is one slip or another spelling apart, `unknown` is blank in one of them. */
export type Agreement = 'same' | 'near' | 'differs' | 'unknown'

/** How two rows agree, value by value. */
export type RowAgreement = { readonly [trait in Exclude<keyof RowTraits, 'sex'>]: Agreement } & {
  /** Whether the sexes contradict each other. */
  readonly areOtherSexes: boolean
}

/** Compares what identifies two rows of one list; symmetric. */
export function agreementOf(a: RowTraits, b: RowTraits): RowAgreement {
  return {
    nik: agreeNumbers(a.nik, b.nik),
    kk: agreeNumbers(a.kk, b.kk),
    name: agreeNames(a.name, b.name),
    birthDate: agreeDates(a.birthDate, b.birthDate),
    account: agreeTexts(a.account, b.account),
    phone: agreeTexts(a.phone, b.phone),
    mother: agreeNames(a.mother, b.mother),
    household: agreeTexts(a.household, b.household),
    house: agreeTexts(a.house, b.house),
    village: agreeTexts(a.village, b.village),
    areOtherSexes: a.sex !== '' && b.sex !== '' && a.sex !== b.sex,
  }
}

function agreeTexts(a: string, b: string): Agreement {
  if (a === '' || b === '') return 'unknown'
  return a === b ? 'same' : 'differs'
}

/** A number that a program cut or rounded keeps its first digits. */
function agreeNumbers(a: string, b: string): Agreement {
  const agreement = agreeTexts(a, b)
  if (agreement !== 'differs') return agreement
  return isOneSlip(a, b) ? 'near' : 'differs'
}

function agreeNames(a: string, b: string): Agreement {
  const agreement = agreeTexts(a, b)
  if (agreement !== 'differs') return agreement
  if (nameDifference(a, b) !== 'none') return 'differs'
  return isOneSpelling(a, b) ? 'same' : 'near'
}

/** Whether all words of two names are variants of each other in their order, or the same letters written apart. */
function isOneSpelling(a: string, b: string): boolean {
  const [wordsOfA, wordsOfB] = [parseName(a).tokens, parseName(b).tokens]
  if (wordsOfA.join('') === wordsOfB.join('')) return true
  if (wordsOfA.length !== wordsOfB.length) return false
  return wordsOfA.every((word, at) => {
    const agreement = agreeTokens(word, wordsOfB[at] ?? '')
    return agreement === 'exact' || agreement === 'variant'
  })
}

/** Dates are near where day and month are swapped, one of eight digits differs, or one lacks parts that the other has. */
export function agreeDates(a: number, b: number): Agreement {
  if (a === 0 || b === 0) return 'unknown'
  if (a === b) return 'same'
  const [textA, textB] = [String(a), String(b)]
  if (isPartOf(a, b) || isPartOf(b, a)) return 'near'
  const isSwapped = textA.slice(0, 4) === textB.slice(0, 4) && textA.slice(4) === textB.slice(6) + textB.slice(4, 6)
  return isSwapped || distance(textA, textB) === 1 ? 'near' : 'differs'
}

function isPartOf(part: number, whole: number): boolean {
  if (part % 10_000 === 0) return Math.floor(part / 10_000) === Math.floor(whole / 10_000)
  return part % 100 === 0 && Math.floor(part / 100) === Math.floor(whole / 100)
}
