import type { FeatureTable } from './table.js'
import { GrowingFloat32, GrowingUint32 } from './growing.js'
import { hashText } from './hash.js'
import type { TermFrequencies } from '../model/model.js'
import { bitsOfTerms } from './term-frequency.js'
import type { TermRules } from './term-rules.js'

/**
 * Features of terms by id in the table's vocabulary: hashes of the text, of its spelling key, of the key's beginning and
 * of the key's consonants; and by field the rarity in bits.
 */
export interface TermFeatures {
  readonly hashes: Uint32Array
  readonly keys: Uint32Array
  readonly beginnings: Uint32Array
  readonly consonants: Uint32Array
  /** Hash of the first two consonants. */
  readonly openings: Uint32Array
  /** Code of the first letter of the text. */
  readonly initials: Uint32Array
  readonly bits: ReadonlyMap<string, Float32Array>
  /** The counted terms of each field, for values that are not in the vocabulary (dates). */
  readonly frequencies: ReadonlyMap<string, TermFrequencies>
  /** Rarity where another token of the value agrees too. */
  readonly besideBits: ReadonlyMap<string, Float32Array>
}

/** Rarity of each token in bits: -log2 of its share among the tokens of a field, alone and beside an agreed token. */
export interface Rarities {
  readonly bits: Float32Array
  readonly besideBits: Float32Array
}

const BEGINNING = 3
const OPENING = 2
const VOWELS = /[AEIOU]/g

interface TermRarity {
  readonly frequencies: TermFrequencies
  readonly bits: GrowingFloat32
  readonly besideBits: GrowingFloat32
}

/** Computes the features of the terms of one vocabulary, each once, while its table grows. */
export class TermFeaturesBuilder {
  readonly #keyOf: (text: string) => string
  readonly #hashes = new GrowingUint32()
  readonly #keys = new GrowingUint32()
  readonly #beginnings = new GrowingUint32()
  readonly #consonants = new GrowingUint32()
  readonly #openings = new GrowingUint32()
  readonly #initials = new GrowingUint32()
  readonly #rarities: readonly TermRarity[]
  /** How many tokens of each column are already processed. */
  readonly #seen = new Map<string, number>()

  constructor({ termFrequencies, keyOf }: TermRules) {
    this.#keyOf = keyOf
    this.#rarities = termFrequencies.map((frequencies) => ({
      frequencies,
      bits: new GrowingFloat32(),
      besideBits: new GrowingFloat32(),
    }))
  }

  /** Returns the features of all terms of the table. Earlier results must not be used any more. */
  features(table: FeatureTable): TermFeatures {
    const texts = table.vocabulary.texts()
    this.#addTerms(texts)
    for (const [name, column] of table.columns) {
      if (column.type !== 'tokens') continue
      const { offsets, tokens, aliases } = column
      this.#addColumn(texts, { name, end: offsets[table.size] ?? 0, tokens })
      if (aliases === undefined) continue
      const end = aliases.offsets[table.size] ?? 0
      this.#addColumn(texts, { name: `${name}.aliases`, end, tokens: aliases.tokens })
    }
    return {
      hashes: this.#hashes.array,
      keys: this.#keys.array,
      beginnings: this.#beginnings.array,
      frequencies: new Map(
        this.#rarities.flatMap(({ frequencies }) => frequencies.fields.map((field) => [field, frequencies] as const)),
      ),
      consonants: this.#consonants.array,
      openings: this.#openings.array,
      initials: this.#initials.array,
      bits: this.#byField(({ bits }) => bits),
      besideBits: this.#byField(({ besideBits }) => besideBits),
    }
  }

  #addColumn(
    texts: readonly string[],
    { name, end, tokens }: { name: string; end: number; tokens: Uint32Array },
  ): void {
    this.#addWords(texts, tokens.subarray(this.#seen.get(name) ?? 0, end))
    this.#seen.set(name, end)
  }

  #byField(choose: (rarity: TermRarity) => GrowingFloat32): ReadonlyMap<string, Float32Array> {
    return new Map(
      this.#rarities.flatMap((rarity) =>
        rarity.frequencies.fields.map((field) => [field, choose(rarity).array] as const),
      ),
    )
  }

  #addTerms(texts: readonly string[]): void {
    for (let id = this.#hashes.length; id < texts.length; id += 1) {
      const text = texts[id] ?? ''
      this.#hashes.push(id === 0 ? 0 : hashText(text))
      this.#keys.push(0)
      this.#beginnings.push(0)
      this.#consonants.push(0)
      this.#openings.push(0)
      this.#initials.push(0)
      for (const { frequencies, bits, besideBits } of this.#rarities) {
        const listed = bitsOfTerms(frequencies)
        const alone = id === 0 ? 0 : (listed.alone.get(text) ?? frequencies.rare)
        bits.push(alone)
        besideBits.push(id === 0 ? 0 : (listed.beside.get(text) ?? alone))
      }
    }
  }

  /** Only words of names and texts get spelling keys; most of a vocabulary is numbers and addresses. */
  #addWords(texts: readonly string[], words: Uint32Array): void {
    const keys = this.#keys.array
    const beginnings = this.#beginnings.array
    const consonants = this.#consonants.array
    const openings = this.#openings.array
    const initials = this.#initials.array
    for (let at = 0; at < words.length; at += 1) {
      const id = words[at] ?? 0
      if (id === 0 || keys[id] !== 0) continue
      const text = texts[id] ?? ''
      const key = this.#keyOf(text) || text
      keys[id] = hashText(key)
      beginnings[id] = hashText(key.slice(0, BEGINNING))
      const letters = key.replace(VOWELS, '') || key
      consonants[id] = hashText(letters)
      openings[id] = hashText(letters.slice(0, OPENING))
      initials[id] = text.charCodeAt(0)
    }
  }
}

/** Returns the rarities of a field's terms by id, in bits; all 0 if the model does not count the field's terms. */
export function rarities(terms: TermFeatures, field: string): Rarities {
  const bits = rarity(terms, field)
  return { bits, besideBits: terms.besideBits.get(field) ?? bits }
}

/** Returns the rarity of a field's terms by id, in bits; all 0 if the model does not count the field's terms. */
export function rarity(terms: TermFeatures, field: string): Float32Array {
  return terms.bits.get(field) ?? new Float32Array(terms.hashes.length)
}
