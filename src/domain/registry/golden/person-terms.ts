import { parseName } from '../../identity/names/name.js'
import { spellingKey } from '../../identity/names/spelling-key.js'

/** A token of one letter stands for many names. */
const SHORTEST_TOKEN = 2

/** The terms of a name by which whoever bears it, in whatever spelling and order, is found; none where nothing in it is a name. */
export function nameTerms(name: string): readonly string[] {
  const { tokens, aliases, newbornOf } = parseName(name)
  const words = [...tokens, ...aliases.flat(), ...newbornOf].filter((token) => token.length >= SHORTEST_TOKEN)
  return [...new Set(words.map((word) => spellingKey(word) || word))]
}

/** The term of a phone number in its national form: no name begins like it. */
export function phoneTerm(phone: string): string {
  return `+${phone}`
}
