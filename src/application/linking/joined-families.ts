import { FIRST_RULE_KEY } from '../../domain/linkage/block-key.js'
import { companyComparison, companyKeys } from '../../domain/linkage/company-rules.js'
import { companyColumns } from '../../domain/linkage/comparators.js'
import { mayResemble } from '../../domain/linkage/compare/company.js'
import type { FamilyMeetings } from '../../domain/linkage/family-meetings.js'
import { LARGEST_FAMILY } from '../../domain/linkage/family-reader.js'
import type { Model } from '../../domain/linkage/model.js'
import { nikDoubts } from '../../domain/linkage/nik-standing.js'
import type { Candidates } from './find-candidates.js'
import type { PassReads } from './pass-reads.js'
import type { JoinedFamily } from './relatives.js'
import type { Workspace } from './workspace.js'

/** Two rows of one table. */
export type RowPair = readonly [number, number]

/** A newcomer and a record that they resemble: what the members of their families are to each other may be other now. */
export interface FamilyMeeting {
  readonly joined: JoinedFamily
  readonly pair: RowPair
  /** Whether a member shares a key with somebody of the other family: such pairs are compared at all. */
  readonly shareKeys: boolean
}

interface Meeting {
  readonly found: Candidates
  /** Pairs of a compared row and another that share a key. */
  readonly pairs: readonly RowPair[]
  readonly meetings: FamilyMeetings
  readonly model: Model
}

/**
 * Learns from keys alone which members of joined families may know somebody in the family of a candidate, where it matters: to
 * read all who share a key with such members, only to compare them as before, was half of what a single change read. Tells it
 * to `meetings`, and gives the newcomers who resemble somebody.
 */
export async function meetJoined(
  reads: PassReads,
  workspace: Workspace,
  meeting: Meeting,
): Promise<readonly FamilyMeeting[]> {
  const open = openPairs(workspace, meeting)
  if (open.length === 0) return []
  const { meetings, model } = meeting
  const acquaintances = await readAcquaintances(reads, workspace, { open, isCompanyKey: companyKeys(model) })
  const met: FamilyMeeting[] = []
  for (const each of open) {
    const known = acquaintances(each)
    if (known === 'unknown') meetings.hide(each.pair[0])
    if (known === 'company') meetings.add(...each.pair)
    if (each.resembles) met.push({ ...each, shareKeys: known !== 'none' })
  }
  return met
}

/** A pair of a row in a joined family and one elsewhere for which it matters whom the other members know there. */
interface OpenPair extends Omit<FamilyMeeting, 'shareKeys'> {
  /** The block key of the family of the second. */
  readonly family: number
  /** Whether the first is a newcomer who may count as the second in the company of the others. */
  readonly resembles: boolean
}

function openPairs(workspace: Workspace, { found, pairs, meetings, model }: Meeting): OpenPair[] {
  const comparison = companyComparison(model)
  if (found.joined.length === 0 || comparison === undefined) return []
  const { rows, comparedRows } = found
  const scorer = rows.scorer(workspace.crowds)
  const columns = companyColumns(comparison, scorer.table, scorer.terms)
  const isDoubtful = nikDoubts(scorer.table)
  const familyOf = (row: number): number => columns.family.family[row] ?? 0
  const joinedOf = new Map(found.joined.map((joined) => [familyOf(rows.rowOf(joined.members[0] ?? '')), joined]))
  const newcomers = new Set(found.joined.flatMap((joined) => joined.newcomers.map((id) => rows.rowOf(id))))
  const { possible } = model.thresholds
  const dependsOnCompany = (pair: RowPair): boolean => {
    const doubtfulNik = isDoubtful(pair[1])
    return (
      scorer.mostScore(...pair, { company: true, doubtfulNik }) >= possible &&
      scorer.mostScore(...pair, { company: meetings.mayShareCompany(...pair), doubtfulNik }) < possible
    )
  }
  const open: OpenPair[] = []
  const consider = (pair: RowPair): void => {
    const [j, i] = pair
    const joined = joinedOf.get(familyOf(j))
    if (joined === undefined || familyOf(j) === 0 || familyOf(i) === 0 || familyOf(i) === familyOf(j)) return
    const resembles = newcomers.has(j) && mayResemble(columns, pair, isDoubtful)
    if (!resembles && (i < comparedRows || !dependsOnCompany(pair))) return
    const family = workspace.linkedFamilyKey(workspace.get(rows.ids[i] ?? ''))
    if (family !== undefined) open.push({ joined, pair, resembles, family })
  }
  for (const pair of pairs) {
    consider(pair)
    if (pair[1] < comparedRows) consider([pair[1], pair[0]])
  }
  return open
}

/** Whom of a family the members of a joined one know: somebody by a key by which company meets, or by another; or it cannot be told. */
type Acquaintance = 'none' | 'some' | 'company' | 'unknown'

async function readAcquaintances(
  reads: PassReads,
  workspace: Workspace,
  { open, isCompanyKey }: { open: readonly OpenPair[]; isCompanyKey: (key: number) => boolean },
): Promise<(pair: OpenPair) => Acquaintance> {
  const resembling = new Set(open.flatMap(({ joined, resembles }) => (resembles ? joined : [])))
  const keysOf = new Map<JoinedFamily, readonly number[]>()
  for (const { joined } of open) {
    if (keysOf.has(joined)) continue
    const keys = joined.members.flatMap((id) => workspace.get(id).blockKeys)
    const isAsked = resembling.has(joined) ? (key: number): boolean => key >= FIRST_RULE_KEY : isCompanyKey
    keysOf.set(joined, keys.filter(isAsked))
  }
  const asked = [...keysOf.values()].flat()
  const crowded = await reads.crowdedKeys(asked)
  const families = new Set(open.map(({ family }) => family))
  const holders = new Map<number, Set<string>>()
  for (const { key, recordId } of await reads.keyHolders([
    ...asked.filter((each) => !crowded.has(each)),
    ...families,
  ])) {
    const known = holders.get(key)
    if (known === undefined) holders.set(key, new Set([recordId]))
    else known.add(recordId)
  }
  return ({ joined, family }) => {
    const members = holders.get(family)
    if (members === undefined || members.size > LARGEST_FAMILY) return 'none'
    const keys = keysOf.get(joined) ?? []
    if (keys.some((key) => crowded.has(key))) return 'unknown'
    const meeting = keys.filter((key) => [...(holders.get(key) ?? [])].some((id) => members.has(id)))
    return meeting.some(isCompanyKey) ? 'company' : meeting.length > 0 ? 'some' : 'none'
  }
}
