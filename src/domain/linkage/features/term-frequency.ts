import { spellingKey } from '../../identity/names/spelling-key.js'
import type { Model, TermFrequencies } from '../model/model.js'
import type { TermRules } from './term-rules.js'

/** The bits of the listed terms, alone and beside another agreed term. */
export interface ListedBits {
  readonly alone: ReadonlyMap<string, number>
  readonly beside: ReadonlyMap<string, number>
}

const CACHED_BITS = new WeakMap<TermFrequencies, ListedBits>()

/**
 * Returns the bits of the listed terms. Cached, because scoring a single record takes less time than reading the 2,000
 * terms of its model.
 */
export function bitsOfTerms(frequencies: TermFrequencies): ListedBits {
  const known = CACHED_BITS.get(frequencies)
  if (known !== undefined) return known
  const listed = { alone: readTerms(frequencies.terms), beside: readTerms(frequencies.beside ?? {}) }
  CACHED_BITS.set(frequencies, listed)
  return listed
}

function readTerms(terms: TermFrequencies['terms']): ReadonlyMap<string, number> {
  return new Map(
    Object.entries(terms).flatMap(([bits, listed]) => listed.split(' ').map((term) => [term, Number(bits)] as const)),
  )
}

/** Returns the term rules of a model. */
export function termRules(model: Model): TermRules {
  return { termFrequencies: model.termFrequencies, keyOf: keyOfTerm(model) }
}

/**
 * Returns the function that maps all spellings of one term to one key: Indonesian spelling, or plain text for other
 * data.
 */
function keyOfTerm(model: Model): (text: string) => string {
  return model.spelling === 'indonesian' ? spellingKey : plainKey
}

const VOWELS = /[aeiouy]/g
const REPEATED = /(.)\1+/g

/** For other languages: the first letter and the consonants after it, without doubled letters. */
function plainKey(text: string): string {
  if (text.length < 3 || /\d/.test(text)) return text
  return text.charAt(0) + text.slice(1).replace(VOWELS, '').replace(REPEATED, '$1')
}
