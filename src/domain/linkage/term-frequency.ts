import { spellingKey } from '../identity/spelling-key.js'
import type { Model, TermFrequencies } from './model.js'
import type { Vocabulary } from './vocabulary.js'

/** Rarity of each term of a vocabulary, by field and id, in bits: -log2 of its share. Terms not listed are rare. */
export function termBits(vocabulary: Vocabulary, frequencies: readonly TermFrequencies[]): Map<string, Float32Array> {
  return new Map(
    frequencies.flatMap((frequency) => {
      const bits = bitsById(vocabulary.texts(), frequency)
      return frequency.fields.map((field) => [field, bits] as const)
    }),
  )
}

function bitsById(texts: readonly string[], frequencies: TermFrequencies): Float32Array {
  const byId = new Float32Array(new SharedArrayBuffer(texts.length * 4))
  const listed = bitsOfTerms(frequencies)
  for (let id = 1; id < texts.length; id += 1) byId[id] = listed.get(texts[id] ?? '') ?? frequencies.rare
  return byId
}

const KNOWN_BITS = new WeakMap<TermFrequencies, ReadonlyMap<string, number>>()

/** The bits of the listed terms: read once, since a single record is scored in less time than its model's 2,000 terms take. */
export function bitsOfTerms(frequencies: TermFrequencies): ReadonlyMap<string, number> {
  const known = KNOWN_BITS.get(frequencies)
  if (known !== undefined) return known
  const read = Object.entries(frequencies.terms).flatMap(([bits, terms]) =>
    terms.split(' ').map((term) => [term, Number(bits)] as const),
  )
  const listed = new Map(read)
  KNOWN_BITS.set(frequencies, listed)
  return listed
}

/** The key under which spellings of one term meet: Indonesian spellings, or the plain text for other data. */
export function keyOfTerm(model: Model): (text: string) => string {
  return model.spelling === 'indonesian' ? spellingKey : plainKey
}

const VOWELS = /[aeiouy]/g
const REPEATED = /(.)\1+/g

/** For other languages: the first letter and the consonants after it, doubled letters once. */
function plainKey(text: string): string {
  if (text.length < 3 || /\d/.test(text)) return text
  return text.charAt(0) + text.slice(1).replace(VOWELS, '').replace(REPEATED, '$1')
}
