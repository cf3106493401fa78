import { companyColumns } from '../../../domain/linkage/compare/comparators.js'
import { mayResemble } from '../../../domain/linkage/compare/company.js'
import { companyComparison, companyKeys } from '../../../domain/linkage/compare/company-rules.js'
import type { FamilyMeetings } from '../../../domain/linkage/compare/family-meetings.js'
import { LARGEST_FAMILY } from '../../../domain/linkage/features/family-reader.js'
import { nikDoubts } from '../../../domain/linkage/features/check-table-niks.js'
import type { Model } from '../../../domain/linkage/model/model.js'
import type { Pass } from '../state/pass.js'
import type { RecordSet } from '../state/record-set.js'
import type { UnchangedFamily } from './find-affected-families.js'
import type { Candidates } from './find-candidates.js'

/** Two rows of one table. */
export type RowPair = readonly [number, number]

/** A newcomer of an unchanged family and a record that it resembles: the members of the two families may be edges now. */
export interface FamilyMeeting {
  readonly family: UnchangedFamily
  readonly pair: RowPair
}

interface SharedKeys {
  readonly candidates: Candidates
  /** Pairs of a compared row and another that share a key. */
  readonly pairs: readonly RowPair[]
  /** Takes the families that are found to share keys. */
  readonly shared: FamilyMeetings
}

/**
 * Uses block keys alone to find which members of unchanged families could match a member of a candidate's family; reading all
 * holders of those keys was half the reads of a single change. Adds them to `shared`, and returns the newcomers that resemble
 * a record.
 */
export async function findMeetings(pass: Pass, sharedKeys: SharedKeys): Promise<readonly FamilyMeeting[]> {
  const { model } = pass.context
  const pairs = pairsOfUnchanged(pass.records, sharedKeys, model)
  const meetings = pairs.filter(({ resembles }) => resembles)
  const open = pairs.filter(({ resembles }) => !resembles)
  if (open.length === 0) return meetings
  const sharingOf = await readSharing(pass, open, companyKeys(model))
  for (const each of open) {
    const sharing = sharingOf(each)
    if (sharing === 'unknown') sharedKeys.shared.hide(each.pair[0])
    if (sharing === 'some') sharedKeys.shared.add(...each.pair)
  }
  return meetings
}

/** A row of an unchanged family and one elsewhere, where it matters which co-members the two families have in common. */
interface UnchangedPair extends FamilyMeeting {
  /** The block key of the family of the second row. */
  readonly otherFamily: number
  /** Whether the first is a newcomer that may be one person with the second, and so is company for the others. */
  readonly resembles: boolean
}

function pairsOfUnchanged(
  records: RecordSet,
  { candidates, pairs, shared }: SharedKeys,
  model: Model,
): UnchangedPair[] {
  const comparison = companyComparison(model)
  const { unchangedFamilies, rows } = candidates
  if (unchangedFamilies.length === 0 || comparison === undefined) return []
  const { table, count } = rows
  const scorer = table.scorer(records.crowds)
  const columns = companyColumns(comparison, scorer.table, scorer.terms)
  const isDoubtful = nikDoubts(scorer.table)
  const familyOf = (row: number): number => columns.family.family[row] ?? 0
  const unchanged = new Map(unchangedFamilies.map((family) => [familyOf(table.rowOf(family.members[0] ?? '')), family]))
  const newcomers = new Set(unchangedFamilies.flatMap((family) => family.newcomers.map((id) => table.rowOf(id))))
  const { possible } = model.thresholds
  const dependsOnCompany = (pair: RowPair): boolean => {
    const doubtfulNik = isDoubtful(pair[1])
    return (
      scorer.mostScore(...pair, { company: true, doubtfulNik }) >= possible &&
      scorer.mostScore(...pair, { company: shared.mayShareCompany(...pair), doubtfulNik }) < possible
    )
  }
  const found: UnchangedPair[] = []
  const consider = (pair: RowPair): void => {
    const [j, i] = pair
    const family = unchanged.get(familyOf(j))
    if (family === undefined || familyOf(j) === 0 || familyOf(i) === 0 || familyOf(i) === familyOf(j)) return
    const resembles = newcomers.has(j) && mayResemble(columns, pair, isDoubtful)
    if (!resembles && (i < count || !dependsOnCompany(pair))) return
    const otherFamily = records.linkedFamilyKey(records.get(table.ids[i] ?? ''))
    if (otherFamily !== undefined) found.push({ family, pair, resembles, otherFamily })
  }
  for (const pair of pairs) {
    consider(pair)
    if (pair[1] < count) consider([pair[1], pair[0]])
  }
  return found
}

/** Whether an unchanged family has members that share a company key with the other family. */
type Sharing = 'none' | 'some' | 'unknown'

async function readSharing(
  { view, records }: Pass,
  open: readonly UnchangedPair[],
  isCompanyKey: (key: number) => boolean,
): Promise<(pair: UnchangedPair) => Sharing> {
  const keysOf = new Map<UnchangedFamily, readonly number[]>()
  for (const { family } of open) {
    if (keysOf.has(family)) continue
    const keys = family.members.flatMap((id) => records.get(id).blockKeys)
    keysOf.set(family, keys.filter(isCompanyKey))
  }
  const companyKeysOfAll = [...keysOf.values()].flat()
  const crowded = await view.crowdedKeys(companyKeysOfAll)
  const otherFamilies = new Set(open.map(({ otherFamily }) => otherFamily))
  const read = await view.keyHolders([...companyKeysOfAll.filter((each) => !crowded.has(each)), ...otherFamilies])
  const holders = new Map<number, string[]>()
  for (const { key, recordId } of read) {
    const ids = holders.get(key)
    if (ids === undefined) holders.set(key, [recordId])
    else ids.push(recordId)
  }
  return ({ family, otherFamily }) => {
    const members = holders.get(otherFamily)
    if (members === undefined || members.length > LARGEST_FAMILY) return 'none'
    const keys = keysOf.get(family) ?? []
    if (keys.some((key) => crowded.has(key))) return 'unknown'
    return keys.some((key) => holders.get(key)?.some((id) => members.includes(id))) ? 'some' : 'none'
  }
}
