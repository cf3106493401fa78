import type { FeatureRows } from '../../../domain/linkage/feature-rows.js'
import type { RecordSet } from './record-set.js'

/** Makes rows of records and of their co-members: the other records of their families, which are evidence as well. */
export class CoMembers {
  readonly #records: RecordSet
  readonly #rows: FeatureRows
  readonly #done = new Set<string>()

  constructor(records: RecordSet, rows: FeatureRows) {
    this.#records = records
    this.#rows = rows
  }

  /** Loads the families of those of the records for which it has not been done, and adds rows of all members. */
  async addRows(ids: Iterable<string>): Promise<void> {
    const all = this.#records
    const records = all.list([...new Set(ids)].filter((id) => !this.#done.has(id)))
    for (const { id } of records) this.#done.add(id)
    const members = await all.loadFamilies(records)
    this.#rows.append(records)
    const coMembers = new Set(members)
    for (const record of records) for (const id of all.familyOf(record)) coMembers.add(id)
    this.#rows.append(all.list(coMembers))
  }
}
