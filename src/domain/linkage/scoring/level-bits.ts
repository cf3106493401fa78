import { MISSING } from '../compare/comparator.js'
import { LEVELS_OF_KIND } from '../compare/comparators.js'
import type { Comparison, ComparisonKind, Level } from '../model/model.js'

/** log2 of the shares of the levels of one comparison, by level number; 0 for level 0 (not comparable). */
export interface ShareBits {
  readonly m: Float64Array
  readonly u: Float64Array
  readonly kin: Float64Array
  /** What a level gains the class of two persons under one NIK over strangers. */
  readonly sharedGain: Float64Array
  /**
   * What the earlier comparison says about an agreement of strangers whose chance depends on the value. A share from 0
   * to 1: so often is the agreement certain beforehand, and otherwise left to chance. Below 0: bits that the chance
   * loses.
   */
  readonly settled: Float64Array
}

/** The shares of the levels that follow from one earlier comparison, by its level number. */
interface GivenBits {
  readonly at: number
  readonly rows: readonly (ShareBits | undefined)[]
}

export interface LevelBits extends ShareBits {
  /** The largest weight of any level. */
  readonly best: number
  readonly kind: ComparisonKind
  readonly usesNik: boolean
  readonly given: readonly GivenBits[] | undefined
}

/** Returns the bits of a comparison. Throws for a level that its kind does not have. */
export function levelBits(comparison: Comparison, all: readonly Comparison[], niks: ReadonlySet<string>): LevelBits {
  const own = shareBits(comparison, comparison.levels)
  const weights = comparison.levels.map(({ m, u }) => Math.log2(m) - Math.log2(u))
  return {
    ...own,
    best: Math.max(0, ...weights),
    kind: comparison.kind,
    usesNik: comparison.fields.some((field) => niks.has(field)),
    given: comparison.given?.map((given) => {
      const at = all.findIndex(({ name }) => name === given.comparison)
      const names = LEVELS_OF_KIND[all[at]?.kind ?? comparison.kind]
      return { at, rows: names.map((name) => givenRow(comparison, given.levels[name], own)) }
    }),
  }
}

function givenRow(comparison: Comparison, levels: readonly Level[] | undefined, own: ShareBits): ShareBits | undefined {
  if (levels === undefined) return undefined
  const row = shareBits(comparison, levels)
  for (let level = 1; level < row.u.length; level += 1) {
    row.settled[level] = settledShare(row.u[level] ?? 0, own.u[level] ?? 0)
  }
  return row
}

function settledShare(given: number, own: number): number {
  return given >= own ? (2 ** given - 2 ** own) / Math.max(1 - 2 ** own, Number.EPSILON) : given - own
}

function shareBits(comparison: Comparison, levels: readonly Level[]): ShareBits {
  const names = LEVELS_OF_KIND[comparison.kind]
  const zeros = (): Float64Array => new Float64Array(names.length)
  const bits = { m: zeros(), u: zeros(), kin: zeros(), sharedGain: zeros(), settled: zeros() }
  // Two persons under one NIK are seen only where both records have it.
  if (comparison.kind === 'nik') bits.sharedGain[MISSING] = -Infinity
  for (const { level, m, u, kin, shared } of levels) {
    const number = names.indexOf(level)
    if (number < 0) throw new Error(`the comparison ${comparison.name} has no level ${level}`)
    bits.m[number] = Math.log2(m)
    bits.u[number] = Math.log2(u)
    bits.kin[number] = Math.log2(kin ?? u)
    bits.sharedGain[number] = Math.log2((shared ?? u) / u)
  }
  return bits
}

/** Returns the shares that apply to a comparison, given the level numbers of the earlier ones. */
export function sharesGiven(bits: LevelBits, levels: Uint8Array): ShareBits {
  if (bits.given === undefined) return bits
  for (const { at, rows } of bits.given) {
    const level = levels[at] ?? 0
    if (level !== 0) return rows[level] ?? bits
  }
  return bits
}

/** Returns log2 of the chance that strangers are at a level; `chanceBits` is that of the compared values. */
export function uBits(shares: ShareBits, level: number, chanceBits: number): number {
  if (level === 0 || chanceBits < 0) return shares.u[level] ?? 0
  const settled = shares.settled[level] ?? 0
  if (settled === 0) return -chanceBits
  return settled < 0 ? settled - chanceBits : Math.log2(settled + (1 - settled) * 2 ** -chanceBits)
}

/** Returns the largest weight of a level, whatever the earlier comparisons turn out to be. */
export function mostWeight(bits: LevelBits, level: number, chanceBits: number): number {
  const own = (bits.m[level] ?? 0) - uBits(bits, level, chanceBits)
  if (bits.given === undefined || level === 0) return own
  const rows = bits.given.flatMap(({ rows: found }) => found.flatMap((row) => row ?? []))
  return Math.max(own, ...rows.map((row) => (row.m[level] ?? 0) - uBits(row, level, chanceBits)))
}
