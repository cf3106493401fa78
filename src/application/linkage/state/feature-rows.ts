import { partsOfBlockKey } from '../../../domain/linkage/blocking/block-key.js'
import { blockIndex, type BlockIndex, blockKeysOf } from '../../../domain/linkage/blocking/block.js'
import { FeatureTableBuilder } from '../../../domain/linkage/features/feature-table.js'
import type { Model } from '../../../domain/linkage/model/model.js'
import { PairScorer } from '../../../domain/linkage/scoring/score.js'
import { TermFeaturesBuilder } from '../../../domain/linkage/features/term-features.js'
import { termRules } from '../../../domain/linkage/features/term-frequency.js'
import type { LiveRecord } from '../../../storage/linkage/live-records.js'

/** What of a record its row is made of. */
export type RowRecord = Pick<LiveRecord, 'id' | 'subject' | 'record'>

/** The records of a pass as rows of a feature table that grows as more of them are needed. */
export class FeatureRows {
  /** Record ids by row. */
  readonly ids: string[] = []
  readonly #model: Model
  readonly #builder: FeatureTableBuilder
  readonly #rows = new Map<string, number>()
  readonly #terms: TermFeaturesBuilder
  #scorer: PairScorer | undefined
  #crowds = 0
  #blockKeys: readonly (readonly number[])[] | undefined

  constructor(model: Model) {
    this.#model = model
    this.#builder = new FeatureTableBuilder(model)
    this.#terms = new TermFeaturesBuilder(termRules(model))
  }

  /** Adds the records that are about persons and not rows yet. */
  append(records: Iterable<RowRecord>): void {
    for (const { id, subject, record } of records) {
      if (subject !== 'person' || this.#rows.has(id)) continue
      this.#rows.set(id, this.ids.length)
      this.ids.push(id)
      this.#builder.append(record)
      this.#scorer = undefined
    }
  }

  has(id: string): boolean {
    return this.#rows.has(id)
  }

  /** The row of a record, which must have been appended. */
  rowOf(id: string): number {
    const row = this.#rows.get(id)
    if (row === undefined) throw new Error('a record is compared before its features are known')
    return row
  }

  /** A scorer of all rows so far. `crowds` may have grown since it was asked last, but lost none. */
  scorer(crowds: ReadonlySet<string>): PairScorer {
    if (this.#scorer === undefined || this.#crowds !== crowds.size) {
      const table = this.#builder.seal(crowds)
      this.#scorer = new PairScorer(this.#model, table, this.#terms.features(table))
      this.#crowds = crowds.size
      this.#blockKeys = undefined
    }
    return this.#scorer
  }

  /** The index of all rows so far, in which crowded keys bring nobody together. */
  index(crowds: ReadonlySet<string>, crowdedKeys: Iterable<number>): BlockIndex {
    const { table, terms } = this.scorer(crowds)
    const stopKeys = [...crowdedKeys].flatMap((key) => {
      const { ruleNumber, hash } = partsOfBlockKey(key)
      const rule = this.#model.blocking[ruleNumber]
      return rule === undefined ? [] : [{ rule: rule.name, key: hash }]
    })
    return blockIndex(table, this.#model.blocking, terms, [...this.#model.stopKeys, ...stopKeys])
  }

  /** The block keys of all rows so far, worked out once. */
  blockKeys(crowds: ReadonlySet<string>): readonly (readonly number[])[] {
    const { table, terms } = this.scorer(crowds)
    this.#blockKeys ??= blockKeysOf(this.index(crowds, []), { table, terms, blocking: this.#model.blocking })
    return this.#blockKeys
  }
}
