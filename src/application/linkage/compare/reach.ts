import { visitCandidates } from '../../../domain/linkage/blocking/block.js'
import { FamilyMeetings } from '../../../domain/linkage/compare/family-meetings.js'
import type { Model } from '../../../domain/linkage/model/model.js'
import { nikDoubts } from '../../../domain/linkage/features/nik-standing.js'
import type { Candidates } from './find-candidates.js'
import { meetStanding, type RowPair } from './standing-families.js'
import type { PassReads } from '../state/pass-reads.js'
import { Revisits } from './revisits.js'
import type { RecordSet } from '../state/record-set.js'

/** Whom a pass must know with their families, and which pairs of them it looks at again. */
export interface Reach {
  /** Records that must have been joined to the rows with all of their families. */
  readonly recordIds: readonly string[]
  readonly revisits: Revisits
}

/**
 * The candidates who could be one person with a compared record, whatever their families turn out to be, and those whose
 * families know a newcomer. Most who share a name and a birth date with somebody live elsewhere and fall short: of 54,700 such
 * pairs of strangers among half a million records 37,800 were in reach of the best of company and 560 became edges. The
 * compared must be rows with their families; makes rows of all candidates.
 */
export async function findReach(
  reads: PassReads,
  workspace: RecordSet,
  { found, model }: { found: Candidates; model: Model },
): Promise<Reach> {
  const { rows, comparedRows, standing } = found
  rows.append([...found.candidates].flatMap((id) => workspace.records.get(id) ?? []))
  const scorer = rows.scorer(workspace.crowds)
  const meetings = new FamilyMeetings(model, scorer.table)
  for (const row of rowsWithHiddenKeys(found)) meetings.hide(row)
  const pairs = pairsOfCompared(found, workspace)
  for (const [j, i] of pairs) meetings.add(j, i)
  const met = await meetStanding(reads, workspace, { found, pairs, meetings, model })
  const edges = await reads.edgesOf(standing.flatMap(({ members, wasAlone }) => (wasAlone ? members : [])))
  const ends = edges.map(({ otherId }) => otherId)
  await workspace.load(ends)
  const isDoubtful = nikDoubts(scorer.table)
  const inReach = new Set<number>()
  for (const [j, i] of pairs) {
    if (i < comparedRows || inReach.has(i)) continue
    const unknown = { company: meetings.mayShareCompany(j, i), doubtfulNik: isDoubtful(i) }
    if (scorer.mostScore(j, i, unknown) >= model.thresholds.possible) inReach.add(i)
  }
  for (const { pair } of met) inReach.add(pair[1])
  return {
    recordIds: [...[...inReach].flatMap((row) => rows.ids[row] ?? []), ...ends],
    revisits: new Revisits(rows, { met, edges }),
  }
}

/** Pairs of a compared row and another that share a key: of two compared ones only where it matters whose families they are of. */
function pairsOfCompared({ rows, comparedRows, crowdedKeys, standing }: Candidates, { crowds }: RecordSet): RowPair[] {
  const pairs: RowPair[] = []
  const from = standing.length === 0 ? comparedRows : 0
  visitCandidates(rows.index(crowds, crowdedKeys), from, rows.ids.length, (j, i) => {
    if (j < comparedRows) pairs.push([j, i])
  })
  return pairs
}

/** Rows of whose families somebody may resemble a record that was not looked for: of a crowd, or since a crowd came together. */
function rowsWithHiddenKeys({ comparedRows, rows, crowdedKeys, hasGathered, keysOf }: Candidates): number[] {
  const compared = rows.ids.slice(0, comparedRows)
  if (hasGathered) return [...compared.keys()]
  if (crowdedKeys.size === 0) return []
  return [...compared.keys()].filter((row) => keysOf.get(compared[row] ?? '')?.some((key) => crowdedKeys.has(key)))
}
