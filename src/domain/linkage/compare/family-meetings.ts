import type { FamilyColumn } from '../features/columns.js'
import { companyComparison, companySharesKeys } from './company-rules.js'
import { columnOf, type FeatureTable } from '../features/table.js'
import type { Model } from '../model/model.js'

/**
 * Tells before the families of some rows are read whether two rows can have company in common. Whoever resembles somebody
 * shares a key with them, so members of two families of whom only one pair shares a key have nobody else in common.
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

  /** Counts a pair of rows that share a key, once. */
  add(i: number, j: number): void {
    const name = this.#nameOf(i, j)
    this.#pairs.set(name, (this.#pairs.get(name) ?? 0) + 1)
  }

  /** Says that a row has keys by which it was not looked for. */
  hide(row: number): void {
    this.#hidden.add(this.#family?.family[row] ?? 0)
  }

  /** Whether more than this pair of their families may be one person. All of i's family must be known, of j's nobody else. */
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
