import type { FamilyColumn } from '../features/columns.js'
import { companyComparison, companySharesKeys } from './company-rules.js'
import { columnOf, type FeatureTable } from '../features/table.js'
import type { Model } from '../model/model.js'

/**
 * Finds out, before the families of some rows are read, whether two rows can have company in common. Persons that
 * resemble each other share a block key. If only one pair of rows of two families shares a key, their families have no
 * other person in common.
 */
export class FamilyMeetings {
  readonly #family: FamilyColumn | undefined
  readonly #isByKeys: boolean
  readonly #families: number
  readonly #pairs = new Map<number, number>()
  readonly #hidden = new Set<number>()

  constructor(model: Model, table: FeatureTable) {
    const field = companyComparison(model)?.fields[0]
    this.#family = field === undefined ? undefined : columnOf(table, field, 'family')
    this.#families = this.#family?.offsets.length ?? 0
    this.#isByKeys = companySharesKeys(model)
  }

  /** Counts a pair of rows that share a key. Must be called once per pair. */
  add(i: number, j: number): void {
    const name = this.#nameOf(i, j)
    this.#pairs.set(name, (this.#pairs.get(name) ?? 0) + 1)
  }

  /** Marks a row with keys that were not searched, so that its family cannot be ruled out. */
  hide(row: number): void {
    this.#hidden.add(this.#family?.family[row] ?? 0)
  }

  /**
   * Whether the families of the two rows may have another person in common. All rows of i's family must have been
   * added; of j's family no others are needed.
   */
  mayShareCompany(i: number, j: number): boolean {
    const family = this.#family
    const own = family?.family[i] ?? 0
    if (family === undefined || own === 0 || family.family[j] === 0) return false
    const size = (family.offsets[own + 1] ?? 0) - (family.offsets[own] ?? 0)
    if (size < 2) return false
    return !this.#isByKeys || this.#hidden.has(own) || (this.#pairs.get(this.#nameOf(i, j)) ?? 0) > 1
  }

  #nameOf(i: number, j: number): number {
    return (this.#family?.family[i] ?? 0) * this.#families + (this.#family?.family[j] ?? 0)
  }
}
