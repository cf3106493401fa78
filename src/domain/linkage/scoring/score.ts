import { createComparator } from '../compare/comparators.js'
import type { Comparator } from '../compare/comparator.js'
import type { FeatureTable } from '../features/table.js'
import type { Model } from '../model/model.js'
import { levelBits, mostWeight, sharesGiven, uBits, type LevelBits } from './level-bits.js'
import { TermFeaturesBuilder, type TermFeatures } from '../features/term-features.js'
import { termRules } from '../features/term-frequency.js'

/** What complete families may still change about a pair of rows. */
export interface PendingFamilyData {
  readonly company: boolean
  readonly doubtfulNik: boolean
}

/**
 * Scores pairs of rows of one table by Fellegi and Sunter (1969): the log2 odds that two records are one person, the
 * sum of the prior and of log2(m / u) of each comparison. Pairs of two members of one family (kin) and pairs of two
 * persons under one NIK (shared) are classes besides matches and strangers. Their shares are subtracted in
 * `kinCorrection` and `sharedCorrection`: otherwise the agreements of a family (KK, address, company), or those that
 * follow from one number (birth date, sex, district), would count as evidence for one person.
 */
export class PairScorer {
  readonly model: Model
  readonly table: FeatureTable
  readonly terms: TermFeatures
  readonly comparators: readonly Comparator[]
  /** Level numbers and weights (bits) of the last scored pair, by comparison. */
  readonly levels: Uint8Array
  readonly weights: Float64Array
  /** Bits that the last scored pair lost to the possibility of kin; never positive. */
  kinCorrection = 0
  /** Bits that it then lost to the possibility of two persons under one NIK; never positive. */
  sharedCorrection = 0
  readonly #levelBits: readonly LevelBits[]
  readonly #matchBits: number
  readonly #kinBits: number
  readonly #sharedBits: number

  /** `terms` are the features of the table's vocabulary; they are computed if not given. */
  constructor(model: Model, table: FeatureTable, terms?: TermFeatures) {
    this.model = model
    this.table = table
    this.terms = terms ?? new TermFeaturesBuilder(termRules(model)).features(table)
    this.comparators = model.comparisons.map((comparison) => createComparator(comparison, table, this.terms))
    this.#levelBits = bitsOfModel(model)
    this.levels = new Uint8Array(model.comparisons.length)
    this.weights = new Float64Array(model.comparisons.length)
    this.#matchBits = model.prior.matchBits
    this.#kinBits = model.prior.kinBits ?? -Infinity
    this.#sharedBits = model.prior.sharedBits ?? -Infinity
  }

  /** Compares the rows and stores the level numbers in `levels`, without weights. */
  compareLevels(i: number, j: number): void {
    for (let at = 0; at < this.comparators.length; at += 1) this.levels[at] = this.comparators[at]?.compare(i, j) ?? 0
  }

  /**
   * Returns an upper bound of `score` for rows whose families are not complete in the table. `company`: other members
   * of the two families may be one person; otherwise company is not counted. `doubtfulNik`: a NIK may turn out to be
   * another family member's and be ignored. Does not set levels or weights.
   */
  mostScore(i: number, j: number, { company, doubtfulNik }: PendingFamilyData): number {
    let most = this.#matchBits
    for (let at = 0; at < this.comparators.length; at += 1) {
      const comparator = this.comparators[at]
      const bits = this.#levelBits[at]
      if (comparator === undefined || bits === undefined) continue
      if (bits.kind === 'company') {
        if (company) most += bits.best
        continue
      }
      const level = comparator.compare(i, j)
      const weight = mostWeight(bits, level, comparator.chanceBits)
      most += doubtfulNik && bits.usesNik ? Math.max(bits.kind === 'nik' ? 0 : bits.best, weight) : weight
    }
    // The corrections are left out, because they only lower the score.
    return most
  }

  /** Returns the log2 odds that rows i and j are one person. Symmetric; allocates nothing. */
  score(i: number, j: number): number {
    let match = this.#matchBits
    let kin = this.#kinBits
    let shared = this.#sharedBits
    for (let at = 0; at < this.comparators.length; at += 1) {
      const comparator = this.comparators[at]
      const bits = this.#levelBits[at]
      if (comparator === undefined || bits === undefined) continue
      const level = comparator.compare(i, j)
      const shares = bits.given === undefined ? bits : sharesGiven(bits, this.levels)
      const u = uBits(shares, level, comparator.chanceBits)
      const weight = (shares.m[level] ?? 0) - u
      this.levels[at] = level
      this.weights[at] = weight
      match += weight
      kin += (shares.kin[level] ?? 0) - u
      shared += shares.sharedGain[level] ?? 0
    }
    this.kinCorrection = kin < -40 ? 0 : -Math.log2(1 + 2 ** kin)
    this.sharedCorrection = shared < -40 ? 0 : -Math.log2(1 + 2 ** (shared + this.kinCorrection))
    return match + this.kinCorrection + this.sharedCorrection
  }
}

const CACHED_BITS = new WeakMap<Model, readonly LevelBits[]>()

/** Returns the bits of a model's levels. Cached, because a single record creates several scorers. */
function bitsOfModel(model: Model): readonly LevelBits[] {
  const known = CACHED_BITS.get(model)
  if (known !== undefined) return known
  const niks = new Set(model.fields.flatMap(({ name, type }) => (type === 'nik' ? [name] : [])))
  const bits = model.comparisons.map((comparison) => levelBits(comparison, model.comparisons, niks))
  CACHED_BITS.set(model, bits)
  return bits
}

/** Returns the probability for log2 odds. */
export function probabilityOf(bits: number): number {
  return 1 / (1 + 2 ** -bits)
}
