import { agreeTokens, type TokenAgreement } from '../../../src/domain/identity/names/token-agreement.js'

/** A level in words, and the chance of the agreement in bits where it follows from the values. */
export interface PlainLevel {
  readonly level: string
  readonly chanceBits?: number
}

interface Pairing {
  readonly agreement: TokenAgreement
  readonly bits: number
  readonly inPlace: boolean
}

/** From the best agreement to the worst that pairs two tokens, with the bits that each takes off the rarity. */
const BITS_OFF = { exact: 0, variant: 0.5, typo: 3, prefix: 3, initial: 0 } as const
type PairingAgreement = keyof typeof BITS_OFF
const BEST_FIRST = Object.keys(BITS_OFF) as PairingAgreement[]
const INITIAL_BITS = 4
const DEPENDENCE = 0.9
const MOST_TOKENS = 8

/** Two names by their tokens; `rarity` returns -log2 of a token's share among names. */
export function comparePlainNames(
  left: readonly string[],
  right: readonly string[],
  rarity: (token: string) => number,
): PlainLevel {
  if (left.length === 0 || right.length === 0) return { level: 'missing' }
  const [a, b] = leaderFirst(left.slice(0, MOST_TOKENS), right.slice(0, MOST_TOKENS))
  const pairings: Pairing[] = []
  const openA = new Map(a.entries())
  const openB = new Map(b.entries())
  for (const agreement of BEST_FIRST) {
    // A name written together begins with its first part, so this comes before prefixes and initials are paired.
    if (agreement === 'prefix') pairings.push(...writtenTogether(openA, openB, rarity))
    pairings.push(...pairAt(agreement, openA, openB, rarity))
  }
  return levelOf(pairings, [...openA.values()], [...openB.values()])
}

/** The shorter name leads; among equally long ones the one whose first differing token comes first in the alphabet. */
function leaderFirst(left: readonly string[], right: readonly string[]): [readonly string[], readonly string[]] {
  if (left.length !== right.length) return left.length < right.length ? [left, right] : [right, left]
  const differing = left.findIndex((token, place) => token !== right[place])
  return differing < 0 || (left[differing] ?? '') < (right[differing] ?? '') ? [left, right] : [right, left]
}

function pairAt(
  agreement: PairingAgreement,
  openA: Map<number, string>,
  openB: Map<number, string>,
  rarity: (token: string) => number,
): Pairing[] {
  const pairings: Pairing[] = []
  for (const [placeA, tokenA] of [...openA]) {
    const inPlace = agreement === 'exact' && openB.get(placeA) === tokenA ? placeA : undefined
    const found = inPlace ?? [...openB].find(([, tokenB]) => agreeTokens(tokenA, tokenB) === agreement)?.[0]
    if (found === undefined) continue
    const common = Math.min(rarity(tokenA), rarity(openB.get(found) ?? ''))
    const bits = agreement === 'initial' ? INITIAL_BITS : Math.max(0, common - BITS_OFF[agreement])
    pairings.push({ agreement, bits, inPlace: placeA === found })
    openA.delete(placeA)
    openB.delete(found)
  }
  return pairings
}

/** NUR HAYATI and NURHAYATI: the rests as one word each. What agrees in this way is taken off both sides. */
function writtenTogether(
  openA: Map<number, string>,
  openB: Map<number, string>,
  rarity: (token: string) => number,
): Pairing[] {
  if (openA.size === 0 || openB.size === 0 || openA.size + openB.size < 3) return []
  const agreement = agreeTokens([...openA.values()].join(''), [...openB.values()].join(''))
  if (agreement !== 'exact' && agreement !== 'variant' && agreement !== 'typo') return []
  const rarest = Math.max(...[...openA.values(), ...openB.values()].map(rarity))
  openA.clear()
  openB.clear()
  const bits = Math.max(0, rarest - BITS_OFF[agreement])
  return [{ agreement: agreement === 'exact' ? 'variant' : agreement, bits, inPlace: true }]
}

function levelOf(pairings: readonly Pairing[], restA: readonly string[], restB: readonly string[]): PlainLevel {
  const agreed = pairings.reduce((sum, { bits }) => sum + bits, 0)
  const chanceBits = Math.max(0, agreed * DEPENDENCE - restA.length - restB.length)
  const has = (...kinds: TokenAgreement[]): boolean => pairings.some(({ agreement }) => kinds.includes(agreement))
  if (restA.length === 0 && restB.length === 0) {
    if (has('initial', 'prefix')) return { level: 'initial', chanceBits }
    if (has('typo')) return { level: 'typo', chanceBits }
    if (has('variant')) return { level: 'variant', chanceBits }
    return { level: pairings.every(({ inPlace }) => inPlace) ? 'exact' : 'reordered', chanceBits }
  }
  // A contradiction's chance is the model's u for the level, whatever was agreed on besides.
  if (restA.some((a) => restB.some((b) => agreeTokens(a, b) === 'separated'))) return { level: 'separated' }
  if (pairings.length === 0) return { level: 'different' }
  if (restA.length > 0) return { level: 'partial', chanceBits }
  return { level: has('typo', 'prefix', 'initial') ? 'missing_token_variant' : 'missing_token', chanceBits }
}
