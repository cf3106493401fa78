import { companyComparison } from '../../../domain/linkage/compare/company-rules.js'
import type { FeatureRows } from '../../../domain/linkage/feature-rows.js'
import { columnOf, type FeatureTable } from '../../../domain/linkage/features/table.js'
import type { Model } from '../../../domain/linkage/model/model.js'
import type { StoredEdge } from '../../../storage/linkage/edges.js'
import type { FamilyMeeting } from './unchanged-families.js'

type IsRescored = (i: number, j: number) => boolean

/**
 * The pairs that a pass scores again although neither record is compared: those across two families that have company in
 * common since a newcomer came, and the edges of records that had no co-members before.
 */
export class RescoredPairs {
  /** The members of unchanged families whose edges or clusters may be others now. */
  readonly recordIds: readonly string[]
  readonly #rows: FeatureRows
  readonly #meetings: readonly FamilyMeeting[]
  readonly #edges: readonly StoredEdge[]

  constructor(
    rows: FeatureRows,
    { meetings, edges }: { meetings: readonly FamilyMeeting[]; edges: readonly StoredEdge[] },
  ) {
    this.#rows = rows
    this.#meetings = meetings
    this.#edges = edges
    this.recordIds = [
      ...new Set([...meetings.flatMap(({ family }) => family.members), ...edges.map(({ recordId }) => recordId)]),
    ]
  }

  /** Whether a pair of rows is scored again. The live records of these pairs must be rows of the table. */
  among(table: FeatureTable, model: Model): IsRescored {
    const isOfMetFamilies = this.#metFamilies(table, model)
    const edges = new Set<number>()
    for (const { recordId, otherId } of this.#edges) {
      // A withdrawn record has no row.
      if (!this.#rows.has(otherId)) continue
      const [i, j] = [this.#rows.rowOf(recordId), this.#rows.rowOf(otherId)]
      edges.add(i * table.size + j).add(j * table.size + i)
    }
    return (i, j) => isOfMetFamilies(i, j) || edges.has(i * table.size + j)
  }

  #metFamilies(table: FeatureTable, model: Model): IsRescored {
    const field = companyComparison(model)?.fields[0]
    if (this.#meetings.length === 0 || field === undefined) return () => false
    const { family, offsets } = columnOf(table, field, 'family')
    const nameOf = (i: number, j: number): number => (family[i] ?? 0) * offsets.length + (family[j] ?? 0)
    const met = new Set(
      this.#meetings.flatMap(({ pair: [i, j] }) =>
        family[i] === 0 || family[j] === 0 ? [] : [nameOf(i, j), nameOf(j, i)],
      ),
    )
    return (i, j) => met.has(nameOf(i, j))
  }
}
