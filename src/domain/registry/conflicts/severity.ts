import type { GoldenField } from '../golden/values/golden-value.js'
import type { SideLevel, WeighedSide } from './conflict-side.js'
import { AUTHORITY } from '../records/trust.js'

/** The severity of a conflict, 0 to 100. */
const MOST_SEVERE = 100
/** A conflict of less is not opened. */
export const LEAST_SEVERITY = 10

/** Records of several persons have one NIK. */
export const NIK_SHARED_SEVERITY = 75
/** The records under a judgement on a pair or a household have changed. */
export const STALE_JUDGEMENT_SEVERITY = 50
/** The same of a judgement on a value, at least: a second look is worth it however small the difference. */
export const STALE_VALUE_SEVERITY = 30

const REFUSED_JOIN = 70
const PROBABLE_DUPLICATE = 60
const POSSIBLE_DUPLICATE = 40
/** One programme pays both: if they are one person, that person is paid twice. */
const PAID_TWICE = 20

/** How the records of two persons are linked; `weight` is in bits. */
export interface PersonPair {
  readonly weight: number
  readonly isRefused: boolean
  readonly isPaidTwice: boolean
}

/** The severity of a possible duplicate or a refused join. */
export function severityOfPair({ weight, isRefused, isPaidTwice }: PersonPair): number {
  const base = isRefused ? REFUSED_JOIN : weight >= 0 ? PROBABLE_DUPLICATE : POSSIBLE_DUPLICATE
  return base + (isPaidTwice ? PAID_TWICE : 0)
}

const KK_SHARED = 40
const PER_SHARER = 5

/** The severity of a KK number that families with nothing else in common share: each may lose its aid to the others. */
export function severityOfSharedKk(sharers: number): number {
  return Math.min(MOST_SEVERE, KK_SHARED + PER_SHARER * sharers)
}

const HOUSEHOLD_DISPUTED = 60
const PER_CO_MEMBER = 5
const MOST_CO_MEMBERS_COUNTED = 4

/** The severity of two sources that have a person in two families, by the difference of their strengths and the co-members. */
export function severityOfHouseholdDispute(difference: number, coMembers: number): number {
  return HOUSEHOLD_DISPUTED - 2 * difference + PER_CO_MEMBER * Math.min(coMembers, MOST_CO_MEMBERS_COUNTED)
}

/** The severity of a value conflict before the weight of its sides; paying twice and paying the dead are the gravest. */
const BASE: { readonly [field in GoldenField]?: { readonly [level in SideLevel]?: number } } = {
  nik: { different: 70, second_number: 60, slip: 30 },
  birth_date: { different: 50, slip: 30 },
  sex: { different: 50 },
  name: { different: 60, separated: 60, partial: 30 },
  deceased: { different: 70, unsaid: 50 },
}

/** A register that has decided with a confirmed value is seldom wrong; one that has a person alive may not know yet. */
const DECIDED_FACTOR = 0.25
const BACKED_FACTOR = 0.6
const OUTNUMBERED = 15

/** The severity of a value conflict by its gravest side; 0 where it is not worth a judgement. */
export function severityOfValues(field: GoldenField, [golden, ...others]: readonly WeighedSide[]): number {
  if (golden === undefined) return 0
  const severities = others.map((other) => severityOfSide(field, golden, other))
  return Math.min(MOST_SEVERE, Math.round(Math.max(0, ...severities)))
}

function severityOfSide(field: GoldenField, golden: WeighedSide, other: WeighedSide): number {
  const base = BASE[field]?.[other.level] ?? 0
  const [ours, theirs] = [sourcesOf(golden), sourcesOf(other)]
  if (field === 'deceased') return isOutspoken(golden, other) ? base * BACKED_FACTOR : base
  if (isMinor(field, other.level) && theirs <= ours && isBorneOut(golden, other)) return 0
  // Two numbers in the register itself are two identities that one person can draw on.
  if (field === 'nik' && isByAuthority(golden) && isByAuthority(other)) return base + OUTNUMBERED
  const confirmed = confirmationOf(golden) >= (field === 'nik' ? 2 : 1)
  if (confirmed && isByAuthority(golden)) return base * DECIDED_FACTOR
  if (theirs > ours) return base + OUTNUMBERED
  return confirmed || ours > theirs ? base * BACKED_FACTOR : base
}

/** Death is asked about less gravely where the register has spoken, or one list alone against several. */
function isOutspoken(golden: WeighedSide, other: WeighedSide): boolean {
  if (isByAuthority(golden)) return true
  return other.level === 'unsaid' && sourcesOf(other) > sourcesOf(golden)
}

/** Differences that a slip or two make, and of which each list has some in a thousand rows. */
function isMinor(field: GoldenField, level: SideLevel): boolean {
  return field === 'sex' || level === 'slip' || level === 'partial' || level === 'separated'
}

/** Whether the golden value of a minor difference needs no question: more speaks for it, or as much and more lists or the register. */
function isBorneOut(golden: WeighedSide, other: WeighedSide): boolean {
  const [ours, theirs] = [confirmationOf(golden), confirmationOf(other)]
  if (ours !== theirs) return ours > theirs
  return isByAuthority(golden) || sourcesOf(golden) > sourcesOf(other)
}

/** How much besides its records speaks for a side: that the NIK carries it, that two lists share it. */
function confirmationOf({ candidates }: WeighedSide): number {
  return candidates.reduce((most, { confirmation }) => Math.max(most, confirmation), 0)
}

function isByAuthority({ candidates }: WeighedSide): boolean {
  return candidates.some((one) => one.sound && isOfAuthority(one))
}

function isOfAuthority({ trust }: { trust: number }): boolean {
  return trust >= AUTHORITY
}

function sourcesOf({ all }: WeighedSide): number {
  return new Set(all.map(({ source }) => source.source)).size
}
