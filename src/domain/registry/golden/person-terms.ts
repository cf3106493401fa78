import { parseName } from '../../identity/names/name.js'
import { spellingKey } from '../../identity/names/spelling-key.js'

/** Tokens of one letter are initials, which match too many names. */
const SHORTEST_TOKEN = 2

/**
 * Returns the search terms of a name: the spelling keys of its tokens, aliases and newborn's mother. They find the
 * person in any spelling and word order. Empty if the text holds no name.
 */
export function nameTerms(name: string): readonly string[] {
  const { tokens, aliases, newbornOf } = parseName(name)
  const words = [...tokens, ...aliases.flat(), ...newbornOf].filter((token) => token.length >= SHORTEST_TOKEN)
  return [...new Set(words.map((word) => spellingKey(word) || word))]
}

/** Returns the search term of a phone number in national form. The `+` keeps it apart from terms of names. */
export function phoneTerm(phone: string): string {
  return `+${phone}`
}
