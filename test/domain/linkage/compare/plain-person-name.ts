import { agreeTokens, type TokenAgreement } from '../../../../src/domain/identity/token-agreement.js'

const BITS_OFF: Partial<Record<TokenAgreement, number>> = { variant: 0.5, typo: 3, prefix: 3 }
const INITIAL_BITS = 4
const DEPENDENCE = 0.9

/** A level by name, and the chance of the agreement in bits. */
export interface NameAgreement {
  level: string
  chanceBits: number
}

interface Pairing {
  a: string[]
  b: string[]
  kinds: Set<TokenAgreement>
  inOrder: boolean
  bits: number
}

/** The comparison of two names, each of one token or more, as it is meant: every token pair compared anew, by text. */
export function comparePlainly(
  first: readonly string[],
  second: readonly string[],
  bitsOf: (token: string) => number,
): NameAgreement {
  const [a, b] = leads(first, second) ? [first, second] : [second, first]
  const pairing: Pairing = { a: [...a], b: [...b], kinds: new Set(), inOrder: true, bits: 0 }
  pairExact(pairing, bitsOf)
  for (const kind of ['variant', 'typo', 'together', 'prefix', 'initial'] as const) {
    if (kind === 'together') pairTogether(pairing, bitsOf)
    else pairAt(kind, pairing, bitsOf)
  }
  const left = [...open(pairing.a), ...open(pairing.b)]
  const chanceBits = Math.max(0, pairing.bits * DEPENDENCE - left.length)
  const level = levelOf(pairing)
  return { level, chanceBits: level === 'separated' || level === 'different' ? -1 : chanceBits }
}

function leads(a: readonly string[], b: readonly string[]): boolean {
  if (a.length !== b.length) return a.length < b.length
  const at = a.findIndex((token, place) => token !== b[place])
  return at < 0 || (a[at] ?? '') < (b[at] ?? '')
}

const PAIRED = ''

function open(tokens: readonly string[]): string[] {
  return tokens.filter((token) => token !== PAIRED)
}

function accept(pairing: Pairing, a: number, b: number, found: { kind: TokenAgreement; bits: number }): void {
  pairing.a[a] = PAIRED
  pairing.b[b] = PAIRED
  pairing.kinds.add(found.kind)
  if (a !== b) pairing.inOrder = false
  pairing.bits += Math.max(0, found.kind === 'initial' ? INITIAL_BITS : found.bits - (BITS_OFF[found.kind] ?? 0))
}

function pairExact(pairing: Pairing, bitsOf: (token: string) => number): void {
  const named = [...pairing.b]
  for (const [a, token] of [...pairing.a].entries()) {
    const b = named[a] === token ? a : pairing.b.indexOf(token)
    if (b >= 0 && pairing.b[b] !== PAIRED) accept(pairing, a, b, { kind: 'exact', bits: bitsOf(token) })
  }
}

function pairAt(kind: TokenAgreement, pairing: Pairing, bitsOf: (token: string) => number): void {
  for (const [a, left] of [...pairing.a].entries()) {
    const b = pairing.b.findIndex((right) => left !== PAIRED && right !== PAIRED && agreeTokens(left, right) === kind)
    if (b < 0) continue
    accept(pairing, a, b, { kind, bits: Math.min(bitsOf(left), bitsOf(pairing.b[b] ?? '')) })
  }
}

function pairTogether(pairing: Pairing, bitsOf: (token: string) => number): void {
  const [a, b] = [open(pairing.a), open(pairing.b)]
  if (a.length === 0 || b.length === 0 || a.length + b.length < 3) return
  const kind = agreeTokens(a.join(''), b.join(''))
  if (kind !== 'exact' && kind !== 'variant' && kind !== 'typo') return
  pairing.kinds.add(kind === 'exact' ? 'variant' : kind)
  pairing.bits += Math.max(0, Math.max(...[...a, ...b].map(bitsOf)) - (BITS_OFF[kind] ?? 0))
  pairing.a.fill(PAIRED)
  pairing.b.fill(PAIRED)
}

function levelOf({ a, b, kinds, inOrder }: Pairing): string {
  const [leftA, leftB] = [open(a), open(b)]
  if (leftA.length + leftB.length === 0) {
    if (kinds.has('initial') || kinds.has('prefix')) return 'initial'
    if (kinds.has('typo')) return 'typo'
    if (kinds.has('variant')) return 'variant'
    return inOrder ? 'exact' : 'reordered'
  }
  if (leftA.some((left) => leftB.some((right) => agreeTokens(left, right) === 'separated'))) return 'separated'
  if (kinds.size === 0) return 'different'
  if (leftA.length > 0) return 'partial'
  return [...kinds].every((kind) => kind === 'exact' || kind === 'variant') ? 'missing_token' : 'missing_token_variant'
}
