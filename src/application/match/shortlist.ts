import { FamilyMeetings } from '../../domain/linkage/compare/family-meetings.js'
import type { Model } from '../../domain/linkage/model/model.js'
import { nikDoubts } from '../../domain/linkage/features/check-table-niks.js'
import type { LiveRecord } from '../../storage/linkage/live-records.js'
import type { FeatureRows } from '../../domain/linkage/feature-rows.js'
import type { GivenRecord } from '../persons/given-records.js'

/** A given record and a candidate that share a block key. */
export interface SharedKey {
  readonly given: GivenRecord
  readonly candidate: LiveRecord
}

/** A pair that may reach the review threshold. */
export interface ShortlistedPair extends SharedKey {
  /** Whether the score depends on the family of the candidate. */
  readonly takesFamily: boolean
}

/**
 * Returns the pairs that can reach the review threshold with the most favourable families. Most pairs cannot, and loading
 * the families of all candidates costs more than all other steps. A given record alone in its call has no company.
 */
export function shortlist(model: Model, rows: FeatureRows, pairs: readonly SharedKey[]): ShortlistedPair[] {
  const scorer = rows.scorer(NO_CROWDS)
  const meetings = new FamilyMeetings(model, scorer.table)
  // Crowded keys were not looked up, so the pairs that share one of them are unknown.
  for (const { given } of pairs) meetings.hide(rows.rowOf(given.id))
  const isDoubtful = nikDoubts(scorer.table)
  return pairs.flatMap((pair) => {
    const i = rows.rowOf(pair.given.id)
    const j = rows.rowOf(pair.candidate.id)
    const unknown = { company: meetings.mayShareCompany(i, j), doubtfulNik: isDoubtful(j) }
    if (scorer.mostScore(i, j, unknown) < model.thresholds.possible) return []
    return [{ ...pair, takesFamily: unknown.company || unknown.doubtfulNik }]
  })
}

const NO_CROWDS: ReadonlySet<string> = new Set()
