import { distance } from 'fastest-levenshtein'
import { parseName, type ParsedName } from '../../../identity/names/name.js'
import { agreeTokens, type TokenAgreement } from '../../../identity/names/token-agreement.js'

/**
 * How two names differ. `none`: one name, however spelt, shortened or written together. `separated`: similar, but names
 * of two persons (Putra/Putri). `partial`: a token or most letters in common, and another unmatched token on both
 * sides.
 */
export type NameDifference = 'none' | 'partial' | 'separated' | 'different'

const LIKE: readonly (readonly TokenAgreement[])[] = [['exact'], ['variant'], ['typo'], ['prefix'], ['initial']]

/** Returns how two names differ. A nickname in one that equals the other name counts as `none`. */
export function nameDifference(a: string, b: string): NameDifference {
  const [nameA, nameB] = [parseName(a), parseName(b)]
  const difference = tokensDifference(nameA.tokens, nameB.tokens)
  if (difference === 'none') return 'none'
  return goesBy(nameA, nameB) || goesBy(nameB, nameA) ? 'none' : difference
}

function goesBy({ aliases }: ParsedName, { tokens }: ParsedName): boolean {
  return aliases.some((alias) => tokensDifference(alias, tokens) === 'none')
}

function tokensDifference(a: readonly string[], b: readonly string[]): NameDifference {
  const rest = { a: [...a], b: [...b] }
  for (const agreements of LIKE) {
    if (isOneWritten(rest.a, rest.b)) return 'none'
    takePairs(rest, agreements)
    if (rest.a.length === 0 || rest.b.length === 0) return 'none'
  }
  if (isOneWritten(rest.a, rest.b)) return 'none'
  if (hasSeparated(rest.a, rest.b)) return 'separated'
  if (rest.a.length < a.length) return 'partial'
  return isMangled(a.join(''), b.join('')) ? 'partial' : 'different'
}

function takePairs(rest: { a: string[]; b: string[] }, agreements: readonly TokenAgreement[]): void {
  rest.a = rest.a.filter((token) => {
    const at = rest.b.findIndex((other) => agreements.includes(agreeTokens(token, other)))
    if (at >= 0) rest.b.splice(at, 1)
    return at < 0
  })
}

const MANGLED_SHARE = 0.4

/**
 * Whether most letters of two names agree. A short name with two or three typing errors (LESTZI for LESTARI) has no
 * matching token.
 */
function isMangled(a: string, b: string): boolean {
  return distance(a, b) <= Math.max(a.length, b.length) * MANGLED_SHARE
}

/**
 * Whether two token lists are one name with words written together (NUR HAYATI, NURHAYATI). Lists of equal length are
 * compared word by word instead.
 */
function isOneWritten(a: readonly string[], b: readonly string[]): boolean {
  if (a.length === 0 || b.length === 0 || a.length === b.length) return false
  const agreement = agreeTokens(a.join(''), b.join(''))
  return agreement === 'exact' || agreement === 'variant' || agreement === 'typo'
}

function hasSeparated(a: readonly string[], b: readonly string[]): boolean {
  return a.some((token) => b.some((other) => agreeTokens(token, other) === 'separated'))
}
