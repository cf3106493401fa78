import { FIRST_RULE_KEY } from '../../../domain/linkage/blocking/block-key.js'
import type { FeatureTable } from '../../../domain/linkage/features/table.js'
import { nikDoubts } from '../../../domain/linkage/features/nik-standing.js'
import { MOST_RECORDS_OF_A_KEY } from '../../../domain/linkage/blocking/stop-repeated-values.js'
import { countKeyHolders, type KeyHolder, listKeyHolders } from '../../../storage/linkage/block-keys.js'
import type { Conn } from '../../../storage/postgres/connection.js'
import {
  distinctKeys,
  type KeysOfRecord,
  type SortedKeys,
  sortKeys,
  visitRuns,
} from '../../../storage/linkage/sorted-keys.js'
import { FeatureRows } from '../state/feature-rows.js'
import type { LinkingContext } from '../../active-model/linking-context.js'
import type { PassReads } from '../state/pass-reads.js'
import { type PreparedRows, rowsFor } from '../scheduling/prepared-rows.js'
import type { StandingFamily, Relatives } from './relatives.js'
import type { RecordSet } from '../state/record-set.js'

/** The keys of the records to be compared, and those who hold one of them too. */
export interface Candidates {
  /** Records to be compared with all others that share a key, the withdrawn ones too. */
  readonly compared: ReadonlySet<string>
  /** Those of them that are about persons: so many first rows of `rows`. */
  readonly comparedRows: number
  readonly rows: FeatureRows
  /** Families of compared records whose other members are not among the compared. */
  readonly standing: readonly StandingFamily[]
  /** The keys of every compared record, sorted; none of withdrawn ones. */
  readonly keysOf: ReadonlyMap<string, readonly number[]>
  readonly addedKeys: readonly KeysOfRecord[]
  /** The same in the order in which they are written. */
  readonly addedInOrder: SortedKeys
  /** Keys that were looked up, in their order, and who held them before the changes. */
  readonly asked: Float64Array
  readonly holders: readonly KeyHolder[]
  readonly removedKeys: readonly KeyHolder[]
  /** The crowded keys among those of compared records, as they are after the changes. */
  readonly crowdedKeys: ReadonlySet<number>
  readonly newlyCrowded: readonly number[]
  readonly noLongerCrowded: readonly number[]
  /** Other records that share a key with a compared one. */
  readonly candidates: ReadonlySet<string>
  /** Whether records are compared for a crowd that came together or fell apart: not all of their families are. */
  readonly hasGathered: boolean
}

interface Given {
  readonly relatives: Relatives
  readonly context: LinkingContext
  /** Rows that may be those of the first changed records. */
  readonly prepared?: PreparedRows | undefined
}

/**
 * Finds whom the changed records and their unsettled relatives are to be compared with. A key that too many records hold
 * brings nobody together; when a change makes or ends such a crowd, all who hold the key are compared too, so that it does not
 * matter in which order the crowd gathered. The records and families of the relatives must have been loaded.
 */
export async function findCandidates(
  reads: PassReads,
  workspace: RecordSet,
  { relatives, prepared, ...given }: Given,
): Promise<Candidates> {
  const compared = new Set([...workspace.before.keys(), ...relatives.unsettled])
  let { standing } = relatives
  for (let hasGathered = false, rows = prepared; ; rows = undefined) {
    const found = await tryFindCandidates(reads, workspace, { ...given, compared, prepared: rows })
    const hidden = standing.filter((family) => isHidden(family, found))
    if (found.alsoCompared.length + hidden.length === 0) return { ...found, compared, standing, hasGathered }
    hasGathered ||= found.alsoCompared.length > 0
    standing = standing.filter((family) => !hidden.includes(family))
    for (const id of [...found.alsoCompared, ...hidden.flatMap(({ members }) => members)]) compared.add(id)
    await workspace.load(compared)
    await workspace.loadFamilies([...compared].flatMap((id) => workspace.records.get(id) ?? []))
  }
}

/** Whom a newcomer with a crowded key resembles is not known. */
function isHidden({ newcomers }: StandingFamily, { keysOf, crowdedKeys }: Found): boolean {
  if (crowdedKeys.size === 0) return false
  return newcomers.some((id) => keysOf.get(id)?.some((key) => crowdedKeys.has(key)))
}

type Found = Omit<Candidates, 'compared' | 'standing' | 'hasGathered'>

async function tryFindCandidates(
  reads: PassReads,
  workspace: RecordSet,
  { compared, context, prepared }: Omit<Given, 'relatives'> & { compared: ReadonlySet<string> },
): Promise<Found & { readonly alsoCompared: readonly string[] }> {
  const records = [...compared].flatMap((id) => workspace.records.get(id) ?? [])
  const rows = rowsFor(records, context.model, prepared)
  rows.append(records)
  const comparedRows = rows.ids.length
  if (isAnyNikDoubtful(rows.scorer(workspace.crowds).table, comparedRows)) {
    // Whether it is borrowed, and makes no key, shows beside the others of the family.
    const company = new Set(records.flatMap((record) => workspace.familyOf(record)))
    rows.append([...company].flatMap((id) => workspace.records.get(id) ?? []))
  }
  const keysOf = keysOfCompared(workspace, rows, compared)
  const changes = keyChanges(workspace, keysOf, compared)
  const held = sortKeys([...keysOf].map(([recordId, keys]) => ({ recordId, keys })))
  // Families of lists bring nobody together, and who is in them is known.
  const ruleKeys = distinctKeys(held, FIRST_RULE_KEY)
  const before = changes.removedKeys.map(({ key }) => key)
  const stillCrowded = await reads.crowdedKeys(before.length === 0 ? ruleKeys : [...ruleKeys, ...before])
  const asked = stillCrowded.size === 0 ? ruleKeys : ruleKeys.filter((key) => !stillCrowded.has(key))
  const holders = await reads.keyHolders(asked)
  const crowding = crowdedBy(holders, held, compared)
  const ended = await crowdsThatEnd(reads.conn, stillCrowded, changes)
  const crowdedKeys = new Set([...stillCrowded, ...crowding.keys])
  for (const { key } of ended) crowdedKeys.delete(key)
  const candidates = new Set<string>()
  for (const { key, recordId } of holders) {
    if (!compared.has(recordId) && !crowding.keys.has(key)) candidates.add(recordId)
  }
  return {
    rows,
    comparedRows,
    keysOf,
    ...changes,
    addedInOrder: isAll(changes.addedKeys, held) ? held : sortKeys(changes.addedKeys),
    asked,
    holders,
    crowdedKeys,
    newlyCrowded: [...crowding.keys],
    noLongerCrowded: ended.map(({ key }) => key),
    candidates,
    alsoCompared: [...crowding.holders, ...ended.flatMap(({ holders: ids }) => ids)].filter((id) => !compared.has(id)),
  }
}

function isAnyNikDoubtful(table: FeatureTable, comparedRows: number): boolean {
  const isDoubtful = nikDoubts(table)
  for (let row = 0; row < comparedRows; row += 1) if (isDoubtful(row)) return true
  return false
}

function keysOfCompared(
  workspace: RecordSet,
  rows: FeatureRows,
  compared: ReadonlySet<string>,
): Map<string, readonly number[]> {
  const ruleKeys = rows.blockKeys(workspace.crowds)
  const keysOf = new Map<string, readonly number[]>()
  for (const id of compared) {
    const record = workspace.records.get(id)
    if (record === undefined) continue
    const found = rows.has(id) ? (ruleKeys[rows.rowOf(id)] ?? []) : []
    keysOf.set(id, inOrder([...workspace.familyKeys(record), ...found]))
  }
  return keysOf
}

/** Sorts some dozen keys in their place: a sort that is given a function makes an object of each. */
function inOrder(keys: number[]): number[] {
  for (let at = 1; at < keys.length; at += 1) {
    const key = keys[at] ?? 0
    let to = at
    while (to > 0 && (keys[to - 1] ?? 0) > key) {
      keys[to] = keys[to - 1] ?? 0
      to -= 1
    }
    keys[to] = key
  }
  return keys
}

function keyChanges(
  workspace: RecordSet,
  keysOf: ReadonlyMap<string, readonly number[]>,
  compared: ReadonlySet<string>,
): Pick<Candidates, 'addedKeys' | 'removedKeys'> {
  const addedKeys: KeysOfRecord[] = []
  const removedKeys: KeyHolder[] = []
  for (const recordId of compared) {
    const before =
      (workspace.isChanged(recordId) ? workspace.before.get(recordId) : workspace.get(recordId))?.blockKeys ?? []
    const after = keysOf.get(recordId) ?? []
    if (before.length === after.length && before.every((key, at) => key === after[at])) continue
    const keys = before.length === 0 ? after : after.filter((key) => !before.includes(key))
    if (keys.length > 0) addedKeys.push({ recordId, keys })
    for (const key of before) if (!after.includes(key)) removedKeys.push({ key, recordId })
  }
  return { addedKeys, removedKeys }
}

/** Whether all keys are new, as where a list comes for the first time: then they are in order already. */
function isAll(added: readonly KeysOfRecord[], held: SortedKeys): boolean {
  return added.reduce((sum, { keys }) => sum + keys.length, 0) === held.keys.length
}

/** The keys that after the changes are held by too many, and all who hold one of them. */
function crowdedBy(
  holders: readonly KeyHolder[],
  held: SortedKeys,
  compared: ReadonlySet<string>,
): { readonly keys: Set<number>; readonly holders: readonly string[] } {
  const others = new Map<number, number>()
  for (const { key, recordId } of holders) if (!compared.has(recordId)) others.set(key, (others.get(key) ?? 0) + 1)
  const keys = new Set<number>()
  visitRuns(held, (key, start, end) => {
    if (key < FIRST_RULE_KEY) return
    if (end - start + (others.get(key) ?? 0) > MOST_RECORDS_OF_A_KEY) keys.add(key)
  })
  if (keys.size === 0) return { keys, holders: [] }
  return { keys, holders: holders.filter(({ key }) => keys.has(key)).map(({ recordId }) => recordId) }
}

/** The crowded keys that the changes leave with few enough holders, and those. */
async function crowdsThatEnd(
  conn: Conn,
  crowded: ReadonlySet<number>,
  { addedKeys, removedKeys }: Pick<Candidates, 'addedKeys' | 'removedKeys'>,
): Promise<{ readonly key: number; readonly holders: readonly string[] }[]> {
  const ended: { key: number; holders: readonly string[] }[] = []
  for (const key of new Set(removedKeys.map((removed) => removed.key))) {
    if (!crowded.has(key)) continue
    const removed = removedKeys.filter((holder) => holder.key === key).length
    const added = addedKeys.filter(({ keys }) => keys.includes(key)).length
    const stored = await countKeyHolders(conn, key, MOST_RECORDS_OF_A_KEY + removed + 1)
    if (stored - removed + added > MOST_RECORDS_OF_A_KEY) continue
    const holders = await listKeyHolders(conn, [key])
    ended.push({ key, holders: holders.map(({ recordId }) => recordId) })
  }
  return ended
}
