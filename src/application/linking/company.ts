import { visitCandidates } from '../../domain/linkage/block.js'
import { FamilyMeetings } from '../../domain/linkage/family-meetings.js'
import type { Model } from '../../domain/linkage/model.js'
import { nikDoubts } from '../../domain/linkage/nik-standing.js'
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
 * The candidates who could be one person with an affected record, whatever their families turn out to be, and makes rows of
 * all of them. Most who share a name and a birth date with somebody live elsewhere and fall short: of 54,700 such pairs of
 * strangers among half a million records 37,800 were in reach of the best of company and 560 became edges.
 */
export function candidatesInReach(workspace: Workspace, found: Candidates, model: Model): string[] {
  const { rows, compared } = found
  rows.append([...found.candidates].flatMap((id) => workspace.records.get(id) ?? []))
  const scorer = rows.scorer(workspace.crowds)
  const index = rows.index(workspace.crowds, found.crowdedKeys)
  const meetings = new FamilyMeetings(model, scorer.table)
  for (const row of rowsWithHiddenKeys(found)) meetings.hide(row)
  const pairs: [number, number][] = []
  visitCandidates(index, compared.length, rows.ids.length, (j, i) => {
    if (j >= compared.length) return
    meetings.add(j, i)
    pairs.push([j, i])
  })
  const isDoubtful = nikDoubts(scorer.table)
  const inReach = new Set<number>()
  for (const [j, i] of pairs) {
    if (inReach.has(i)) continue
    const unknown = { company: meetings.mayShareCompany(j, i), doubtfulNik: isDoubtful(i) }
    if (scorer.mostScore(j, i, unknown) >= model.thresholds.possible) inReach.add(i)
  }
  return [...inReach].flatMap((row) => rows.ids[row] ?? [])
}

/** Rows of whose families somebody may resemble a record that was not looked for: of a crowd, or since a crowd came together. */
function rowsWithHiddenKeys({ compared, crowdedKeys, hasGathered, keysOf }: Candidates): number[] {
  const rows = [...compared.keys()]
  if (hasGathered) return rows
  if (crowdedKeys.size === 0) return []
  return rows.filter((row) => (keysOf.get(compared[row] ?? '') ?? []).some((key) => crowdedKeys.has(key)))
}
