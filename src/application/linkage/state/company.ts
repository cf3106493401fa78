import type { FeatureRows } from './feature-rows.js'
import type { RecordSet } from './record-set.js'

/** Makes rows of records and of all who stand beside them in their lists: the company they keep is evidence. */
export class Company {
  readonly #workspace: RecordSet
  readonly #rows: FeatureRows
  readonly #joined = new Set<string>()

  constructor(workspace: RecordSet, rows: FeatureRows) {
    this.#workspace = workspace
    this.#rows = rows
  }

  /** Loads the families of those of the records for whom it has not been done. The records must have been loaded. */
  async join(ids: Iterable<string>): Promise<void> {
    const workspace = this.#workspace
    const records = [...new Set(ids)]
      .filter((id) => !this.#joined.has(id))
      .flatMap((id) => workspace.records.get(id) ?? [])
    for (const { id } of records) this.#joined.add(id)
    const members = await workspace.loadFamilies(records)
    this.#rows.append(records)
    const company = new Set(members)
    for (const record of records) for (const id of workspace.familyOf(record)) company.add(id)
    this.#rows.append([...company].flatMap((id) => workspace.records.get(id) ?? []))
  }
}
