import { spellingKey } from '../../../src/domain/identity/names/spelling-key.js'
import type { Model } from '../../../src/domain/linkage/model/model.js'
import type { FlatRecord } from '../../../src/tools/synthetic/population/record.js'
import { PLAIN_COMPARISONS, type PlainRecordSet } from './plain-comparisons.js'
import { plainFamilies, readPlainRecords } from './plain-record.js'

/** The score of a pair with what it is made of, in bits. */
export interface PlainScore {
  readonly bits: number
  readonly kinCorrection: number
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
    const bits = new Map(
      Object.entries(frequencies?.terms ?? {}).flatMap(([rarity, terms]) =>
        terms.split(' ').map((term) => [term, Number(rarity)]),
      ),
    )
    const read = readPlainRecords(records)
    this.#set = {
      records: read,
      families: plainFamilies(read),
      rarity: (token) => bits.get(token) ?? frequencies?.rare ?? 0,
      spellingKey,
    }
  }

  /** log2 of (prior odds x product of m / u), less the share that two members of one family take: Bayes on three classes. */
  score(i: number, j: number): PlainScore {
    const { comparisons, prior } = this.#model
    let match = prior.matchBits
    let kin = prior.kinBits ?? -Infinity
    const levels: string[] = []
    for (const { name, levels: known } of comparisons) {
      const { level, chanceBits } = PLAIN_COMPARISONS[name]?.(this.#set, i, j) ?? { level: 'missing' }
      levels.push(level)
      const found = known.find((candidate) => candidate.level === level)
      if (level === 'missing') continue
      const u = chanceBits === undefined ? (found?.u ?? 1) : 2 ** -chanceBits
      match += Math.log2((found?.m ?? 1) / u)
      kin += Math.log2((found?.kin ?? found?.u ?? 1) / u)
    }
    const kinCorrection = -Math.log2(1 + 2 ** kin)
    return { bits: match + kinCorrection, kinCorrection, levels }
  }
}
