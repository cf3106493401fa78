import { FamilyMeetings } from '../../domain/linkage/compare/family-meetings.js'
import type { Model } from '../../domain/linkage/model/model.js'
import { nikDoubts } from '../../domain/linkage/features/check-table-niks.js'
import type { LiveRecord } from '../../storage/linkage/live-records.js'
import type { FeatureRows } from '../../domain/linkage/feature-rows.js'
import type { GivenRecord } from '../persons/given-records.js'

/** Two records that share a key. */
export interface SharedKey {
  readonly given: GivenRecord
  readonly candidate: LiveRecord
}

/** A pair that may reach the review threshold, and whether that takes the candidate's family to know. */
export interface ShortlistedPair extends SharedKey {
  readonly takesFamily: boolean
}

/**
 * The pairs that can reach the review threshold whatever families the candidates have: most records that share a key cannot,
 * and loading everybody's family costs more than all the rest. Whoever is asked about alone has no company to count.
 */
export function shortlist(model: Model, rows: FeatureRows, pairs: readonly SharedKey[]): ShortlistedPair[] {
  const scorer = rows.scorer(NO_CROWDS)
  const meetings = new FamilyMeetings(model, scorer.table)
  // The keys of a crowd were not looked up: whom they would bring together is not known.
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
