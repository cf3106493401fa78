import type { FeatureTable } from './table.js'
import { GrowingFloat32, GrowingUint32 } from './growing.js'
import { hashText } from './hash.js'
import type { TermFrequencies } from '../model/model.js'
import { bitsOfTerms } from './term-frequency.js'
import type { TermRules } from './term-rules.js'

/**
 * Features of terms by id in the table's vocabulary: hashes of the text, of its spelling key and of the key's
 * beginning; and by field the rarity in bits.
 */
export interface TermFeatures {
  readonly hashes: Uint32Array
  readonly keys: Uint32Array
  readonly beginnings: Uint32Array
  readonly bits: ReadonlyMap<string, Float32Array>
  /** The counted terms of each field, for values that are not in the vocabulary (dates). */
  readonly frequencies: ReadonlyMap<string, TermFrequencies>
}

const BEGINNING = 3

/** Computes the features of the terms of one vocabulary, each once, while its table grows. */
export class TermFeaturesBuilder {
  readonly #keyOf: (text: string) => string
  readonly #hashes = new GrowingUint32()
  readonly #keys = new GrowingUint32()
  readonly #beginnings = new GrowingUint32()
  readonly #rarities: readonly { frequencies: TermFrequencies; bits: GrowingFloat32 }[]
  /** How many tokens of each column are already processed. */
  readonly #seen = new Map<string, number>()

  constructor({ termFrequencies, keyOf }: TermRules) {
    this.#keyOf = keyOf
    this.#rarities = termFrequencies.map((frequencies) => ({ frequencies, bits: new GrowingFloat32() }))
  }

  /** Returns the features of all terms of the table. Earlier results must not be used any more. */
  features(table: FeatureTable): TermFeatures {
    const texts = table.vocabulary.texts()
    this.#addTerms(texts)
    for (const [name, column] of table.columns) {
      if (column.type !== 'tokens') continue
      const end = column.offsets[table.size] ?? 0
      this.#addWords(texts, column.tokens.subarray(this.#seen.get(name) ?? 0, end))
      this.#seen.set(name, end)
    }
    return {
      hashes: this.#hashes.array,
      keys: this.#keys.array,
      beginnings: this.#beginnings.array,
      bits: new Map(
        this.#rarities.flatMap(({ frequencies, bits }) =>
          frequencies.fields.map((field) => [field, bits.array] as const),
        ),
      ),
      frequencies: new Map(
        this.#rarities.flatMap(({ frequencies }) => frequencies.fields.map((field) => [field, frequencies] as const)),
      ),
    }
  }

  #addTerms(texts: readonly string[]): void {
    for (let id = this.#hashes.length; id < texts.length; id += 1) {
      const text = texts[id] ?? ''
      this.#hashes.push(id === 0 ? 0 : hashText(text))
      this.#keys.push(0)
      this.#beginnings.push(0)
      for (const { frequencies, bits } of this.#rarities)
        bits.push(id === 0 ? 0 : (bitsOfTerms(frequencies).get(text) ?? frequencies.rare))
    }
  }

  /** Only words of names and texts get spelling keys; most of a vocabulary is numbers and addresses. */
  #addWords(texts: readonly string[], words: Uint32Array): void {
    const keys = this.#keys.array
    const beginnings = this.#beginnings.array
    for (let at = 0; at < words.length; at += 1) {
      const id = words[at] ?? 0
      if (id === 0 || keys[id] !== 0) continue
      const text = texts[id] ?? ''
      const key = this.#keyOf(text) || text
      keys[id] = hashText(key)
      beginnings[id] = hashText(key.slice(0, BEGINNING))
    }
  }
}

/** Returns the rarity of a field's terms by id, in bits; all 0 if the model does not count the field's terms. */
export function rarity(terms: TermFeatures, field: string): Float32Array {
  return terms.bits.get(field) ?? new Float32Array(terms.hashes.length)
}
