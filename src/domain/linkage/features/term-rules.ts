import type { TermFrequencies } from '../model/model.js'

/** What term features depend on; `keyOf` gives the key under which spellings of one name meet. */
export interface TermRules {
  readonly termFrequencies: readonly TermFrequencies[]
  readonly keyOf: (text: string) => string
}
