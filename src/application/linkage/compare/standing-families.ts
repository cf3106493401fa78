import { companyComparison, companyKeys } from '../../../domain/linkage/compare/company-rules.js'
import { companyColumns } from '../../../domain/linkage/compare/comparators.js'
import { mayResemble } from '../../../domain/linkage/compare/company.js'
import type { FamilyMeetings } from '../../../domain/linkage/compare/family-meetings.js'
import { LARGEST_FAMILY } from '../../../domain/linkage/features/family-reader.js'
import type { Model } from '../../../domain/linkage/model/model.js'
import { nikDoubts } from '../../../domain/linkage/features/nik-standing.js'
import type { Candidates } from './find-candidates.js'
import type { PassReads } from '../state/pass-reads.js'
import type { StandingFamily } from './relatives.js'
import type { RecordSet } from '../state/record-set.js'

/** Two rows of one table. */
export type RowPair = readonly [number, number]

/** A newcomer and a record that they resemble: what the members of their families are to each other may be other now. */
export interface FamilyMeeting {
  readonly standing: StandingFamily
  readonly pair: RowPair
}

interface Meeting {
  readonly found: Candidates
  /** Pairs of a compared row and another that share a key. */
  readonly pairs: readonly RowPair[]
  readonly meetings: FamilyMeetings
  readonly model: Model
}

/**
 * Learns from keys alone which members of standing families may know somebody in the family of a candidate, where it matters: to
 * read all who share a key with such members, only to compare them as before, was half of what a single change read. Tells it
 * to `meetings`, and gives the newcomers who resemble somebody.
 */
export async function meetStanding(
  reads: PassReads,
  workspace: RecordSet,
  meeting: Meeting,
): Promise<readonly FamilyMeeting[]> {
  const pairs = pairsOfStanding(workspace, meeting)
  const met = pairs.filter(({ resembles }) => resembles)
  const open = pairs.filter(({ resembles }) => !resembles)
  if (open.length === 0) return met
  const { meetings, model } = meeting
  const acquaintances = await readAcquaintances(reads, workspace, { open, isCompanyKey: companyKeys(model) })
  for (const each of open) {
    const known = acquaintances(each)
    if (known === 'unknown') meetings.hide(each.pair[0])
    if (known === 'some') meetings.add(...each.pair)
  }
  return met
}

/** A pair of a row in a standing family and one elsewhere for which it matters whom the other members know there. */
interface StandingPair extends FamilyMeeting {
  /** The block key of the family of the second. */
  readonly family: number
  /** Whether the first is a newcomer who may count as the second in the company of the others. */
  readonly resembles: boolean
}

function pairsOfStanding(workspace: RecordSet, { found, pairs, meetings, model }: Meeting): StandingPair[] {
  const comparison = companyComparison(model)
  if (found.standing.length === 0 || comparison === undefined) return []
  const { rows, comparedRows } = found
  const scorer = rows.scorer(workspace.crowds)
  const columns = companyColumns(comparison, scorer.table, scorer.terms)
  const isDoubtful = nikDoubts(scorer.table)
  const familyOf = (row: number): number => columns.family.family[row] ?? 0
  const standingOf = new Map(
    found.standing.map((standing) => [familyOf(rows.rowOf(standing.members[0] ?? '')), standing]),
  )
  const newcomers = new Set(found.standing.flatMap((standing) => standing.newcomers.map((id) => rows.rowOf(id))))
  const { possible } = model.thresholds
  const dependsOnCompany = (pair: RowPair): boolean => {
    const doubtfulNik = isDoubtful(pair[1])
    return (
      scorer.mostScore(...pair, { company: true, doubtfulNik }) >= possible &&
      scorer.mostScore(...pair, { company: meetings.mayShareCompany(...pair), doubtfulNik }) < possible
    )
  }
  const matter: StandingPair[] = []
  const consider = (pair: RowPair): void => {
    const [j, i] = pair
    const standing = standingOf.get(familyOf(j))
    if (standing === undefined || familyOf(j) === 0 || familyOf(i) === 0 || familyOf(i) === familyOf(j)) return
    const resembles = newcomers.has(j) && mayResemble(columns, pair, isDoubtful)
    if (!resembles && (i < comparedRows || !dependsOnCompany(pair))) return
    const family = workspace.linkedFamilyKey(workspace.get(rows.ids[i] ?? ''))
    if (family !== undefined) matter.push({ standing, pair, resembles, family })
  }
  for (const pair of pairs) {
    consider(pair)
    if (pair[1] < comparedRows) consider([pair[1], pair[0]])
  }
  return matter
}

/** Whether members of a standing family may know somebody of another one: they share a key by which company meets. */
type Acquaintance = 'none' | 'some' | 'unknown'

async function readAcquaintances(
  reads: PassReads,
  workspace: RecordSet,
  { open, isCompanyKey }: { open: readonly StandingPair[]; isCompanyKey: (key: number) => boolean },
): Promise<(pair: StandingPair) => Acquaintance> {
  const keysOf = new Map<StandingFamily, readonly number[]>()
  for (const { standing } of open) {
    if (keysOf.has(standing)) continue
    const keys = standing.members.flatMap((id) => workspace.get(id).blockKeys)
    keysOf.set(standing, keys.filter(isCompanyKey))
  }
  const asked = [...keysOf.values()].flat()
  const crowded = await reads.crowdedKeys(asked)
  const families = new Set(open.map(({ family }) => family))
  const holders = new Map<number, string[]>()
  for (const { key, recordId } of await reads.keyHolders([
    ...asked.filter((each) => !crowded.has(each)),
    ...families,
  ])) {
    const known = holders.get(key)
    if (known === undefined) holders.set(key, [recordId])
    else known.push(recordId)
  }
  return ({ standing, family }) => {
    const members = holders.get(family)
    if (members === undefined || members.length > LARGEST_FAMILY) return 'none'
    const keys = keysOf.get(standing) ?? []
    if (keys.some((key) => crowded.has(key))) return 'unknown'
    return keys.some((key) => holders.get(key)?.some((id) => members.includes(id))) ? 'some' : 'none'
  }
}
