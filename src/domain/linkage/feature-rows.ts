import { partsOfBlockKey } from './blocking/block-key.js'
import { blockIndex, type BlockIndex, blockKeysOf } from './blocking/block.js'
import { FeatureTableBuilder } from './features/feature-table.js'
import type { Model } from './model/model.js'
import { PairScorer } from './scoring/score.js'
import { TermFeaturesBuilder } from './features/term-features.js'
import { termRules } from './features/term-frequency.js'
import type { RawRecord } from './features/raw-record.js'

/** The part of a record that its row is made of. */
export interface RowRecord {
  readonly id: string
  readonly subject: 'person' | 'household'
  readonly record: RawRecord
}

/** Records about persons as rows of a feature table that grows as more of them are needed. */
export class FeatureRows {
  /** Record ids by row. */
  readonly ids: string[] = []
  readonly #model: Model
  readonly #builder: FeatureTableBuilder
  readonly #rows = new Map<string, number>()
  readonly #records: RawRecord[] = []
  readonly #terms: TermFeaturesBuilder
  #scorer: PairScorer | undefined
  #crowds = 0
  #blockKeys: readonly (readonly number[])[] | undefined

  constructor(model: Model) {
    this.#model = model
    this.#builder = new FeatureTableBuilder(model)
    this.#terms = new TermFeaturesBuilder(termRules(model))
  }

  /** These rows if they are exactly the first of the records about persons, in their order; else none yet, by the same model. */
  ifFirstOf(records: readonly RowRecord[]): FeatureRows {
    const persons = records.filter(({ subject }) => subject === 'person')
    const areFirst = this.#records.every((record, row) => persons[row]?.record === record)
    return areFirst ? this : new FeatureRows(this.#model)
  }

  /** Adds the records that are about persons and have no row yet. */
  append(records: Iterable<RowRecord>): void {
    for (const { id, subject, record } of records) {
      if (subject !== 'person' || this.#rows.has(id)) continue
      this.#rows.set(id, this.ids.length)
      this.ids.push(id)
      this.#records.push(record)
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
    if (row === undefined) throw new Error('a record is compared before it has a row')
    return row
  }

  /** A scorer of all rows so far. `crowds` may only grow from one call to the next. */
  scorer(crowds: ReadonlySet<string>): PairScorer {
    if (this.#scorer === undefined || this.#crowds !== crowds.size) {
      const table = this.#builder.seal(crowds)
      this.#scorer = new PairScorer(this.#model, table, this.#terms.features(table))
      this.#crowds = crowds.size
      this.#blockKeys = undefined
    }
    return this.#scorer
  }

  /** The index of all rows so far; crowded keys make no pairs. */
  index(crowds: ReadonlySet<string>, crowdedKeys: Iterable<number>): BlockIndex {
    const { table, terms } = this.scorer(crowds)
    const stopKeys = [...crowdedKeys].flatMap((key) => {
      const { ruleNumber, hash } = partsOfBlockKey(key)
      const rule = this.#model.blocking[ruleNumber]
      return rule === undefined ? [] : [{ rule: rule.name, key: hash }]
    })
    return blockIndex(table, this.#model.blocking, terms, [...this.#model.stopKeys, ...stopKeys])
  }

  /** The block keys of all rows so far, computed once. */
  blockKeys(crowds: ReadonlySet<string>): readonly (readonly number[])[] {
    const { table, terms } = this.scorer(crowds)
    this.#blockKeys ??= blockKeysOf(this.index(crowds, []), { table, terms, blocking: this.#model.blocking })
    return this.#blockKeys
  }
}
