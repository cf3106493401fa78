import { visitCandidates } from '../../../domain/linkage/blocking/block.js'
import { FamilyMeetings } from '../../../domain/linkage/compare/family-meetings.js'
import { nikDoubts } from '../../../domain/linkage/features/check-table-niks.js'
import type { Pass } from '../state/pass.js'
import type { Candidates } from './find-candidates.js'
import { RescoredPairs } from './rescored-pairs.js'
import { findMeetings, type RowPair } from './unchanged-families.js'

/** The candidates that are worth scoring, and the pairs that are scored again besides. */
export interface NarrowedCandidates {
  /** Records that must become rows together with their co-members before they are scored. */
  readonly recordIds: readonly string[]
  readonly rescored: RescoredPairs
}

/**
 * Narrows the candidates to those that could be one person with a compared record, whatever co-members they turn out to have.
 * Most records that share a name and a birth date live elsewhere and fall short: of 54,700 such pairs of strangers among
 * half a million records 37,800 could have reached the threshold by the best of company, and 560 became edges.
 */
export async function narrowCandidates(pass: Pass, candidates: Candidates): Promise<NarrowedCandidates> {
  const { view, records, context } = pass
  const { model } = context
  const { table: rows, count, coMembers } = candidates.rows
  await records.load(candidates.ids)
  await coMembers.addRows(candidates.compared)
  rows.append(records.list(candidates.ids))
  const scorer = rows.scorer(records.crowds)
  const pairs = pairsOfCompared(candidates, records.crowds)
  const shared = new FamilyMeetings(model, scorer.table)
  for (const row of rowsWithHiddenKeys(candidates)) shared.hide(row)
  for (const [j, i] of pairs) shared.add(j, i)
  const meetings = await findMeetings(pass, { candidates, pairs, shared })
  const edges = await view.edgesOf(
    candidates.unchangedFamilies.flatMap((family) => (family.wasAlone ? family.members : [])),
  )
  const ends = edges.map(({ otherId }) => otherId)
  await records.load(ends)
  const isDoubtful = nikDoubts(scorer.table)
  const likely = new Set<number>()
  for (const [j, i] of pairs) {
    if (i < count || likely.has(i)) continue
    const unknown = { company: shared.mayShareCompany(j, i), doubtfulNik: isDoubtful(i) }
    if (scorer.mostScore(j, i, unknown) >= model.thresholds.possible) likely.add(i)
  }
  for (const { pair } of meetings) likely.add(pair[1])
  return {
    recordIds: [...[...likely].flatMap((row) => rows.ids[row] ?? []), ...ends],
    rescored: new RescoredPairs(rows, { meetings, edges }),
  }
}

/** Pairs of a compared row and another that share a key; pairs of two compared rows only where there are unchanged families. */
function pairsOfCompared({ rows, keys, unchangedFamilies }: Candidates, crowds: ReadonlySet<string>): RowPair[] {
  const pairs: RowPair[] = []
  const { table, count } = rows
  const from = unchangedFamilies.length === 0 ? count : 0
  visitCandidates(table.index(crowds, keys.crowded), from, table.ids.length, (j, i) => {
    if (j < count) pairs.push([j, i])
  })
  return pairs
}

/** Rows whose families may resemble a record that was not read: the holders of crowded keys, or all after a crowd. */
function rowsWithHiddenKeys({ rows, keys: { keysOf, crowded }, isAfterCrowd }: Candidates): number[] {
  const compared = rows.table.ids.slice(0, rows.count)
  if (isAfterCrowd) return [...compared.keys()]
  if (crowded.size === 0) return []
  return [...compared.keys()].filter((row) => keysOf.get(compared[row] ?? '')?.some((key) => crowded.has(key)))
}
