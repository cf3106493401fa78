import type { TermFrequencies } from '../model/model.js'

/** Input of term features; `keyOf` returns one key for all spellings of a name. */
export interface TermRules {
  readonly termFrequencies: readonly TermFrequencies[]
  readonly keyOf: (text: string) => string
}
