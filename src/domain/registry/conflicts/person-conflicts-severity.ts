import type { GoldenField } from '../golden/values/golden-value.js'
import type { SideLevel, WeighedSide } from './conflict-side.js'
import { AUTHORITY } from '../records/trust.js'

/** What a disagreement weighs before it is known who stands on which side; paying twice and paying the dead weigh most. */
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
const MOST = 100

/** How grave a conflict is, 0 to 100 by its gravest side, 0 where it is not worth a question. */
export function severityOf(field: GoldenField, [golden, ...others]: readonly WeighedSide[]): number {
  if (golden === undefined) return 0
  const severities = others.map((other) => severityOfSide(field, golden, other))
  return Math.min(MOST, Math.round(Math.max(0, ...severities)))
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
