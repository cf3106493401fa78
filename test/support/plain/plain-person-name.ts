import { agreeTokens, type TokenAgreement } from '../../../src/domain/identity/names/token-agreement.js'

/** A level in words, and the chance of the agreement in bits where it follows from the values. */
export interface PlainLevel {
  readonly level: string
  readonly chanceBits?: number
}

interface Pairing {
  readonly agreement: TokenAgreement
  /** Bits of the agreed token where it stands alone, and beside other agreed tokens. */
  readonly alone: number
  readonly beside: number
  readonly inPlace: boolean
}

/** -log2 of a token's share among names, alone and beside another token that agrees. */
export interface PlainRarity {
  alone(token: string): number
  beside(token: string): number
}

/** A name and the other name by which the person is known. */
export interface PlainName {
  readonly tokens: readonly string[]
  readonly alias: readonly string[]
}

/** What the comparison of two names depends on besides them. */
export interface NameSetting {
  readonly rarity: PlainRarity
  readonly inOneRegency: boolean
}

/** From the best agreement to the worst that pairs two tokens, with the bits that each takes off the rarity. */
const BITS_OFF = { exact: 0, variant: 0.5, typo: 3, prefix: 3, initial: 0 } as const
type PairingAgreement = keyof typeof BITS_OFF
const BEST_FIRST = Object.keys(BITS_OFF) as PairingAgreement[]
const INITIAL_BITS = 4
const DEPENDENCE = 0.9
const MOST_TOKENS = 8

const CUSTOM_BITS = [0, 8.5, 10.5, 13]
const AGREED: readonly string[] = ['exact', 'variant', 'reordered', 'typo', 'missing_token']

/** Two names, and the names by which the persons are known besides. */
export function comparePlainNames(left: PlainName, right: PlainName, setting: NameSetting): PlainLevel {
  const own = compareTokens(left.tokens, right.tokens, setting)
  if (['missing', 'exact', 'variant', 'reordered'].includes(own.level)) return own
  const others = [
    compareTokens(left.alias, right.tokens, setting),
    compareTokens(left.tokens, right.alias, setting),
    compareTokens(left.alias, right.alias, setting),
  ]
  const agreed = others.filter(({ level }) => AGREED.includes(level)).map(({ chanceBits = 0 }) => chanceBits)
  return agreed.length === 0 ? own : { level: 'alias', chanceBits: Math.max(0, Math.max(...agreed) - 1) }
}

function compareTokens(left: readonly string[], right: readonly string[], setting: NameSetting): PlainLevel {
  if (left.length === 0 || right.length === 0) return { level: 'missing' }
  const [a, b] = leaderFirst(left.slice(0, MOST_TOKENS), right.slice(0, MOST_TOKENS))
  const { rarity } = setting
  const pairings: Pairing[] = []
  const openA = new Map(a.entries())
  const openB = new Map(b.entries())
  for (const agreement of BEST_FIRST) {
    // A name written together begins with its first part, so this comes before prefixes and initials are paired.
    if (agreement === 'prefix') pairings.push(...writtenTogether(openA, openB, rarity))
    pairings.push(...pairAt(agreement, openA, openB, rarity))
  }
  return levelOf(pairings, { restA: [...openA.values()], restB: [...openB.values()], setting })
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
  rarity: PlainRarity,
): Pairing[] {
  const pairings: Pairing[] = []
  for (const [placeA, tokenA] of [...openA]) {
    const inPlace = agreement === 'exact' && openB.get(placeA) === tokenA ? placeA : undefined
    const found = inPlace ?? [...openB].find(([, tokenB]) => agreeTokens(tokenA, tokenB) === agreement)?.[0]
    if (found === undefined) continue
    const tokenB = openB.get(found) ?? ''
    const common = rarity.alone(tokenA) < rarity.alone(tokenB) ? tokenA : tokenB
    const alone = agreement === 'initial' ? INITIAL_BITS : Math.max(0, rarity.alone(common) - BITS_OFF[agreement])
    const beside = Math.min(alone, rarity.beside(common))
    pairings.push({ agreement, alone, beside, inPlace: placeA === found })
    openA.delete(placeA)
    openB.delete(found)
  }
  return pairings
}

/** NUR HAYATI and NURHAYATI: the rests as one word each. What agrees in this way is taken off both sides. */
function writtenTogether(openA: Map<number, string>, openB: Map<number, string>, rarity: PlainRarity): Pairing[] {
  if (openA.size === 0 || openB.size === 0 || openA.size + openB.size < 3) return []
  const agreement = agreeTokens([...openA.values()].join(''), [...openB.values()].join(''))
  if (agreement !== 'exact' && agreement !== 'variant' && agreement !== 'typo') return []
  const rarest = Math.max(...[...openA.values(), ...openB.values()].map((token) => rarity.alone(token)))
  openA.clear()
  openB.clear()
  const alone = Math.max(0, rarest - BITS_OFF[agreement])
  return [{ agreement: agreement === 'exact' ? 'variant' : agreement, alone, beside: alone, inPlace: true }]
}

interface Rest {
  readonly restA: readonly string[]
  readonly restB: readonly string[]
  readonly setting: NameSetting
}

function levelOf(pairings: readonly Pairing[], { restA, restB, setting }: Rest): PlainLevel {
  const chanceBits = Math.max(0, bitsOf(pairings, setting) - restA.length - restB.length)
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

/** One of the agreed tokens counts in full, the others as beside it: the one that gains least by it. */
function bitsOf(pairings: readonly Pairing[], { inOneRegency }: NameSetting): number {
  if (pairings.length === 0) return 0
  const beside = pairings.reduce((sum, pairing) => sum + pairing.beside, 0)
  const bits = (beside + Math.min(...pairings.map((pairing) => pairing.alone - pairing.beside))) * DEPENDENCE
  if (!inOneRegency) return bits
  return -Math.log2(2 ** -bits + 2 ** -(CUSTOM_BITS[Math.min(3, pairings.length)] ?? 0))
}
