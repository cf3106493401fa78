import { companyComparison } from '../../../domain/linkage/compare/company-rules.js'
import { columnOf, type FeatureTable } from '../../../domain/linkage/features/table.js'
import type { Model } from '../../../domain/linkage/model/model.js'
import type { StoredEdge } from '../../../storage/linkage/edges.js'
import type { FeatureRows } from '../state/feature-rows.js'
import type { FamilyMeeting } from './standing-families.js'

type IsRevisited = (i: number, j: number) => boolean

/**
 * The pairs of records that a pass scores again though neither is compared with everybody: those of two families that have come
 * to know each other, and the edges of those who had no family before.
 */
export class Revisits {
  /** The members of standing families whose edges, or what joins them within their clusters, may be other now. */
  readonly recordIds: readonly string[]
  readonly #rows: FeatureRows
  readonly #met: readonly FamilyMeeting[]
  readonly #edges: readonly StoredEdge[]

  constructor(rows: FeatureRows, { met, edges }: { met: readonly FamilyMeeting[]; edges: readonly StoredEdge[] }) {
    this.#rows = rows
    this.#met = met
    this.#edges = edges
    this.recordIds = [
      ...new Set([...met.flatMap(({ standing }) => standing.members), ...edges.map(({ recordId }) => recordId)]),
    ]
  }

  /** Tells whether a pair of rows is scored again. The records that it is about must be rows of the table, if they are live. */
  among(table: FeatureTable, model: Model): IsRevisited {
    const isOfMetFamilies = this.#metFamilies(table, model)
    const edges = new Set<number>()
    for (const { recordId, otherId } of this.#edges) {
      // Whoever is withdrawn is no row, and compared with nobody.
      if (!this.#rows.has(otherId)) continue
      const [i, j] = [this.#rows.rowOf(recordId), this.#rows.rowOf(otherId)]
      edges.add(i * table.size + j).add(j * table.size + i)
    }
    return (i, j) => isOfMetFamilies(i, j) || edges.has(i * table.size + j)
  }

  #metFamilies(table: FeatureTable, model: Model): IsRevisited {
    const field = companyComparison(model)?.fields[0]
    if (this.#met.length === 0 || field === undefined) return () => false
    const { family, offsets } = columnOf(table, field, 'family')
    const nameOf = (i: number, j: number): number => (family[i] ?? 0) * offsets.length + (family[j] ?? 0)
    const met = new Set(
      this.#met.flatMap(({ pair: [i, j] }) => (family[i] === 0 || family[j] === 0 ? [] : [nameOf(i, j), nameOf(j, i)])),
    )
    return (i, j) => met.has(nameOf(i, j))
  }
}
