import { partsOfBlockKey } from '../../domain/linkage/block-key.js'
import { blockIndex, type BlockIndex, blockKeysOf } from '../../domain/linkage/block.js'
import { FeatureTableBuilder, type FeatureTable } from '../../domain/linkage/feature-table.js'
import type { Model } from '../../domain/linkage/model.js'
import { PairScorer } from '../../domain/linkage/score.js'
import type { LiveRecord } from '../../storage/live-records.js'

/** The records of a pass as rows of a feature table that grows as more of them are needed. */
export class FeatureRows {
  /** Record ids by row. */
  readonly ids: string[] = []
  readonly #model: Model
  readonly #builder: FeatureTableBuilder
  readonly #rows = new Map<string, number>()
  #scorer: PairScorer | undefined
  #table: FeatureTable | undefined

  constructor(model: Model) {
    this.#model = model
    this.#builder = new FeatureTableBuilder(model)
  }

  /** Adds the records that are about persons and not rows yet. */
  append(records: Iterable<LiveRecord>): void {
    for (const { id, subject, record } of records) {
      if (subject !== 'person' || this.#rows.has(id)) continue
      this.#rows.set(id, this.ids.length)
      this.ids.push(id)
      this.#builder.append(record)
      this.#table = undefined
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

  /** A scorer of all rows so far. */
  scorer(crowds: ReadonlySet<string>): PairScorer {
    if (this.#table === undefined || this.#scorer === undefined) {
      this.#table = this.#builder.seal(crowds)
      this.#scorer = new PairScorer(this.#model, this.#table)
    }
    return this.#scorer
  }

  /** The index of all rows so far, in which crowded keys bring nobody together. */
  index(crowds: ReadonlySet<string>, crowdedKeys: Iterable<number>): BlockIndex {
    const { terms } = this.scorer(crowds)
    const stopKeys = [...crowdedKeys].flatMap((key) => {
      const { ruleNumber, hash } = partsOfBlockKey(key)
      const rule = this.#model.blocking[ruleNumber]
      return rule === undefined ? [] : [{ rule: rule.name, key: hash }]
    })
    if (this.#table === undefined) throw new Error('a table is indexed before it is sealed')
    return blockIndex(this.#table, this.#model.blocking, terms, [...this.#model.stopKeys, ...stopKeys])
  }

  /** The block keys of the first rows. */
  keysOfFirst(count: number, crowds: ReadonlySet<string>): number[][] {
    const { table, terms } = this.scorer(crowds)
    return blockKeysOf(this.index(crowds, []), count, { table, terms, blocking: this.#model.blocking })
  }
}
