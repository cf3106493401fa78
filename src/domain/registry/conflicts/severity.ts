import type { GoldenField } from '../golden/values/golden-value.js'
import type { SideLevel, WeighedSide } from './conflict-side.js'
import { AUTHORITY } from '../records/trust.js'

/** Severities range from 0 to this. */
const MOST_SEVERE = 100
/** Conflicts with a lower severity are not opened. */
export const LEAST_SEVERITY = 10

/** For one NIK in records of several persons. */
export const NIK_SHARED_SEVERITY = 75
/** For a judgement on a pair or a household whose records have changed. */
export const STALE_JUDGEMENT_SEVERITY = 50
/** The least severity for a judgement on a value whose records have changed: a small difference deserves a second look too. */
export const STALE_VALUE_SEVERITY = 30

const REFUSED_JOIN = 70
const PROBABLE_DUPLICATE = 60
const POSSIBLE_DUPLICATE = 40
/** Added if one programme pays both persons: if they are one person, it is paid twice. */
const PAID_TWICE = 20

/** The link between two persons; `weight` is in bits. */
export interface PersonPair {
  readonly weight: number
  readonly isRefused: boolean
  readonly isPaidTwice: boolean
}

/** Returns the severity of a possible duplicate or a refused join. */
export function severityOfPair({ weight, isRefused, isPaidTwice }: PersonPair): number {
  const base = isRefused ? REFUSED_JOIN : weight >= 0 ? PROBABLE_DUPLICATE : POSSIBLE_DUPLICATE
  return base + (isPaidTwice ? PAID_TWICE : 0)
}

const KK_SHARED = 40
const PER_SHARER = 5

/** Returns the severity of a KK shared by families with nothing else in common: each may lose its aid to the others. */
export function severityOfSharedKk(sharers: number): number {
  return Math.min(MOST_SEVERE, KK_SHARED + PER_SHARER * sharers)
}

const HOUSEHOLD_DISPUTED = 60
const PER_CO_MEMBER = 5
const MOST_CO_MEMBERS_COUNTED = 4

/**
 * Returns the severity of two sources that place a person in two families. `difference` is that of their strengths.
 */
export function severityOfHouseholdDispute(difference: number, coMembers: number): number {
  return HOUSEHOLD_DISPUTED - 2 * difference + PER_CO_MEMBER * Math.min(coMembers, MOST_CO_MEMBERS_COUNTED)
}

/** The severity of a value conflict before its sides are weighed. Payments made twice or to the dead are the gravest. */
const BASE: { readonly [field in GoldenField]?: { readonly [level in SideLevel]?: number } } = {
  nik: { different: 70, second_number: 60, slip: 30 },
  birth_date: { different: 50, slip: 30 },
  sex: { different: 50 },
  name: { different: 60, separated: 60, partial: 30 },
  deceased: { different: 70, unsaid: 50 },
}

/** A confirmed value of the civil register is seldom wrong. For deaths the register may lag behind, so it lowers them less. */
const DECIDED_FACTOR = 0.25
const BACKED_FACTOR = 0.6
const OUTNUMBERED = 15

/** Returns the severity of a value conflict by its gravest side; 0 if it is not worth a judgement. */
export function severityOfValues(field: GoldenField, [golden, ...others]: readonly WeighedSide[]): number {
  if (golden === undefined) return 0
  const severities = others.map((other) => severityOfSide(field, golden, other))
  return Math.min(MOST_SEVERE, Math.round(Math.max(0, ...severities)))
}

function severityOfSide(field: GoldenField, golden: WeighedSide, other: WeighedSide): number {
  const base = BASE[field]?.[other.level] ?? 0
  const [goldenSources, otherSources] = [sourcesOf(golden), sourcesOf(other)]
  if (field === 'deceased') return isWeakDeath(golden, other) ? base * BACKED_FACTOR : base
  if (isMinor(field, other.level) && otherSources <= goldenSources && isConfirmed(golden, other)) return 0
  // Two numbers in the register itself are two identities that one person can draw on.
  if (field === 'nik' && isByAuthority(golden) && isByAuthority(other)) return base + OUTNUMBERED
  const confirmed = confirmationOf(golden) >= (field === 'nik' ? 2 : 1)
  if (confirmed && isByAuthority(golden)) return base * DECIDED_FACTOR
  if (otherSources > goldenSources) return base + OUTNUMBERED
  return confirmed || goldenSources > otherSources ? base * BACKED_FACTOR : base
}

/** Whether a conflict about a death is less grave: the register states it, or more sources are silent than state it. */
function isWeakDeath(golden: WeighedSide, other: WeighedSide): boolean {
  if (isByAuthority(golden)) return true
  return other.level === 'unsaid' && sourcesOf(other) > sourcesOf(golden)
}

/** Whether a difference can result from one or two typing errors, as found in a few of a thousand rows of each source. */
function isMinor(field: GoldenField, level: SideLevel): boolean {
  return field === 'sex' || level === 'slip' || level === 'partial' || level === 'separated'
}

/**
 * Whether the golden value needs no judgement: it has more confirmations than the other, or as many and more sources or the
 * register.
 */
function isConfirmed(golden: WeighedSide, other: WeighedSide): boolean {
  const [ofGolden, ofOther] = [confirmationOf(golden), confirmationOf(other)]
  if (ofGolden !== ofOther) return ofGolden > ofOther
  return isByAuthority(golden) || sourcesOf(golden) > sourcesOf(other)
}

/** Returns the highest number of confirmations of a side: the NIK contains the value, two sources share it. */
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
