import { spellingKey } from '../../../src/domain/identity/names/spelling-key.js'
import type { Comparison, Level, Model } from '../../../src/domain/linkage/model/model.js'
import type { FlatRecord } from '../../../src/tools/synthetic/population/record.js'
import { PLAIN_COMPARISONS, type PlainRecordSet } from './plain-comparisons.js'
import { plainFamilies, readPlainRecords } from './plain-record.js'

/** The score of a pair with what it is made of, in bits. */
export interface PlainScore {
  readonly bits: number
  readonly kinCorrection: number
  readonly sharedCorrection: number
  readonly levels: readonly string[]
}

/**
 * The built-in model's score written down from its definition, on strings and without columns, codes, hashes or memory
 * of earlier pairs. What `PairScorer` must equal, and the measure of how much its compact features are worth.
 */
export class PlainScorer {
  readonly #model: Model
  readonly #set: PlainRecordSet

  constructor(model: Model, records: readonly FlatRecord[]) {
    this.#model = model
    const [frequencies] = model.termFrequencies
    const alone = bitsByTerm(frequencies?.terms ?? {})
    const beside = bitsByTerm(frequencies?.beside ?? {})
    const aloneOf = (token: string): number => alone.get(token) ?? frequencies?.rare ?? 0
    const read = readPlainRecords(records)
    this.#set = {
      records: read,
      families: plainFamilies(read),
      rarity: { alone: aloneOf, beside: (token) => beside.get(token) ?? aloneOf(token) },
      spellingKey,
    }
  }

  /**
   * log2 of (prior odds x product of m / u), less the shares of two members of one family and of two persons under one
   * NIK: Bayes on four classes.
   */
  score(i: number, j: number): PlainScore {
    const { comparisons, prior } = this.#model
    let match = prior.matchBits
    let kin = prior.kinBits ?? -Infinity
    let shared = prior.sharedBits ?? -Infinity
    const levels = new Map<string, string>()
    for (const comparison of comparisons) {
      const { name } = comparison
      const { level, chanceBits } = PLAIN_COMPARISONS[name]?.(this.#set, i, j) ?? { level: 'missing' }
      levels.set(name, level)
      const found = levelsAfter(comparison, levels).find((candidate) => candidate.level === level)
      if (level === 'missing' && name === 'nik') shared = -Infinity
      if (level === 'missing') continue
      const u = chanceBits === undefined ? (found?.u ?? 1) : 2 ** -chanceBits
      match += Math.log2((found?.m ?? 1) / u)
      kin += Math.log2((found?.kin ?? found?.u ?? 1) / u)
      shared += Math.log2((found?.shared ?? found?.u ?? 1) / (found?.u ?? 1))
    }
    const kinCorrection = -Math.log2(1 + 2 ** kin)
    const sharedCorrection = -Math.log2(1 + 2 ** kin + 2 ** shared) - kinCorrection
    return {
      bits: match + kinCorrection + sharedCorrection,
      kinCorrection,
      sharedCorrection,
      levels: [...levels.values()],
    }
  }
}

/** The levels that hold for a comparison after the earlier ones are known: those under the first that is not missing. */
function levelsAfter({ levels, given = [] }: Comparison, earlier: ReadonlyMap<string, string>): readonly Level[] {
  const known = given.find(({ comparison }) => (earlier.get(comparison) ?? 'missing') !== 'missing')
  return known?.levels[earlier.get(known.comparison) ?? ''] ?? levels
}

function bitsByTerm(terms: Readonly<Record<string, string>>): ReadonlyMap<string, number> {
  return new Map(
    Object.entries(terms).flatMap(([bits, listed]) => listed.split(' ').map((term) => [term, Number(bits)] as const)),
  )
}
