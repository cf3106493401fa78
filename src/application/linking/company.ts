import { visitCandidates } from '../../domain/linkage/block.js'
import { type Column, NIK_STANDING } from '../../domain/linkage/columns.js'
import type { Model } from '../../domain/linkage/model.js'
import type { FeatureRows } from './feature-rows.js'
import type { Candidates } from './find-candidates.js'
import type { Workspace } from './workspace.js'

/** Makes rows of records and of all who stand beside them in their lists: the company they keep is evidence. */
export class Company {
  readonly #workspace: Workspace
  readonly #rows: FeatureRows
  readonly #joined = new Set<string>()

  constructor(workspace: Workspace, rows: FeatureRows) {
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

/**
 * The candidates who could be one person with an affected record if they kept the best of company, and makes rows of all of
 * them. Most who share a name and a birth date with somebody live elsewhere and fall short whoever stands beside them. Of
 * 73,000 records that the passes over 250,000 loaded, 42,000 were the families of candidates.
 */
export function candidatesInReach(workspace: Workspace, found: Candidates, model: Model): string[] {
  const { rows, compared } = found
  rows.append([...found.candidates].flatMap((id) => workspace.records.get(id) ?? []))
  const scorer = rows.scorer(workspace.crowds)
  const isDoubtful = doubtfulNiks(scorer.table.columns.values())
  const inReach = new Set<number>()
  const index = rows.index(workspace.crowds, found.crowdedKeys)
  visitCandidates(index, compared.length, rows.ids.length, (j, i) => {
    if (j >= compared.length || inReach.has(i)) return
    if (isDoubtful(i) || scorer.scoreInBestCompany(j, i) >= model.thresholds.possible) inReach.add(i)
  })
  return [...inReach].flatMap((row) => rows.ids[row] ?? [])
}

/** A NIK that its own record denies may turn out to be a relative's, and then says nothing: that takes the family to know. */
function doubtfulNiks(columns: Iterable<Column>): (row: number) => boolean {
  const standings = [...columns].flatMap((column) => (column.type === 'number' ? [column.standing] : []))
  return (row) => standings.some((standing) => standing[row] === NIK_STANDING.contradicted)
}
