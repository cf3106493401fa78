import { FIRST_RULE_KEY } from '../../domain/linkage/block-key.js'
import { MOST_RECORDS_OF_A_KEY } from '../../domain/linkage/stop-repeated-values.js'
import {
  countKeyHolders,
  findCrowdedKeys,
  type KeyHolder,
  listKeyHolders,
  type NewKeys,
} from '../../storage/block-keys.js'
import type { Conn } from '../../storage/connection.js'
import { FeatureRows } from './feature-rows.js'
import type { LinkingContext } from './linking-context.js'
import type { PassReads } from './pass-reads.js'
import { type PreparedRows, rowsFor } from './prepared-rows.js'
import type { Workspace } from './workspace.js'

/** The keys of the records to be compared, and those who hold one of them too. */
export interface Candidates {
  /** Records to be compared with all others that share a key: the first rows of `rows`. */
  readonly compared: readonly string[]
  readonly rows: FeatureRows
  /** The keys of every affected record, sorted; none of withdrawn ones. */
  readonly keysOf: ReadonlyMap<string, readonly number[]>
  readonly addedKeys: readonly NewKeys[]
  /** Keys that were looked up, and who held them before the changes. */
  readonly asked: ReadonlySet<number>
  readonly holders: readonly KeyHolder[]
  readonly removedKeys: readonly KeyHolder[]
  /** The crowded keys among those of affected records, as they are after the changes. */
  readonly crowdedKeys: ReadonlySet<number>
  readonly newlyCrowded: readonly number[]
  readonly noLongerCrowded: readonly number[]
  /** Unaffected records that share a key with an affected one. */
  readonly candidates: ReadonlySet<string>
  /** Whether records are affected for a crowd that came together or fell apart: not all of their families are. */
  readonly hasGathered: boolean
}

interface Given {
  readonly context: LinkingContext
  /** Rows that may be those of the first affected records. */
  readonly prepared?: PreparedRows | undefined
}

/**
 * Finds whom the affected records are to be compared with. A key that too many records hold brings nobody together; when a
 * change makes or ends such a crowd, all who hold the key are affected too, so that it does not matter in which order the
 * crowd gathered. The records and families of the affected must have been loaded.
 */
export async function findCandidates(
  reads: PassReads,
  workspace: Workspace,
  { affected, ...given }: Given & { affected: Set<string> },
): Promise<Candidates> {
  for (let hasGathered = false; ; hasGathered = true) {
    const found = await tryFindCandidates(reads, workspace, { ...given, affected })
    if (found.alsoAffected.length === 0) return { ...found, hasGathered }
    for (const id of found.alsoAffected) affected.add(id)
    await workspace.load(affected)
    await workspace.loadFamilies([...affected].flatMap((id) => workspace.records.get(id) ?? []))
  }
}

async function tryFindCandidates(
  reads: PassReads,
  workspace: Workspace,
  { affected, context, prepared }: Given & { affected: ReadonlySet<string> },
): Promise<Omit<Candidates, 'hasGathered'> & { readonly alsoAffected: readonly string[] }> {
  const records = [...affected].flatMap((id) => workspace.records.get(id) ?? [])
  const rows = rowsFor(records, context.model, prepared)
  rows.append(records)
  const compared = [...rows.ids]
  const keysOf = keysOfAffected(workspace, rows, affected)
  const changes = keyChanges(workspace, keysOf, affected)
  const keys = new Set<number>()
  for (const id of compared) for (const key of keysOf.get(id) ?? []) keys.add(key)
  const before = changes.removedKeys.map(({ key }) => key)
  const asked = before.length === 0 ? [...keys] : [...new Set([...keys, ...before])]
  const stillCrowded = context.lacks?.crowds === true ? new Set<number>() : await findCrowdedKeys(reads.conn, asked)
  for (const key of stillCrowded) keys.delete(key)
  const holders = await reads.keyHolders(keys)
  const crowding = crowdedBy(holders, { affected, compared, keysOf })
  const ended = await crowdsThatEnd(reads.conn, stillCrowded, changes)
  const crowdedKeys = new Set([...stillCrowded, ...crowding.keys])
  for (const { key } of ended) crowdedKeys.delete(key)
  const candidates = new Set<string>()
  for (const { key, recordId } of holders) {
    if (!affected.has(recordId) && !crowding.keys.has(key)) candidates.add(recordId)
  }
  return {
    compared,
    rows,
    keysOf,
    ...changes,
    asked: keys,
    holders,
    crowdedKeys,
    newlyCrowded: [...crowding.keys],
    noLongerCrowded: ended.map(({ key }) => key),
    candidates,
    alsoAffected: [...crowding.holders, ...ended.flatMap(({ holders: ids }) => ids)].filter((id) => !affected.has(id)),
  }
}

function keysOfAffected(
  workspace: Workspace,
  rows: FeatureRows,
  affected: ReadonlySet<string>,
): Map<string, readonly number[]> {
  const ruleKeys = rows.blockKeys(workspace.crowds)
  const keysOf = new Map<string, readonly number[]>()
  for (const id of affected) {
    const record = workspace.records.get(id)
    if (record === undefined) continue
    const found = rows.has(id) ? (ruleKeys[rows.rowOf(id)] ?? []) : []
    keysOf.set(
      id,
      [...workspace.familyKeys(record), ...found].sort((a, b) => a - b),
    )
  }
  return keysOf
}

function keyChanges(
  workspace: Workspace,
  keysOf: ReadonlyMap<string, readonly number[]>,
  affected: ReadonlySet<string>,
): Pick<Candidates, 'addedKeys' | 'removedKeys'> {
  const addedKeys: NewKeys[] = []
  const removedKeys: KeyHolder[] = []
  for (const recordId of affected) {
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

/** The keys that after the changes are held by too many, and all who hold one of them. */
function crowdedBy(
  holders: readonly KeyHolder[],
  {
    affected,
    compared,
    keysOf,
  }: { affected: ReadonlySet<string>; compared: readonly string[]; keysOf: Candidates['keysOf'] },
): { readonly keys: Set<number>; readonly holders: readonly string[] } {
  const held: number[] = []
  for (const id of compared) for (const key of keysOf.get(id) ?? []) if (key >= FIRST_RULE_KEY) held.push(key)
  for (const { key, recordId } of holders) if (key >= FIRST_RULE_KEY && !affected.has(recordId)) held.push(key)
  const keys = keysHeldByTooMany(Float64Array.from(held).sort())
  if (keys.size === 0) return { keys, holders: [] }
  return { keys, holders: holders.filter(({ key }) => keys.has(key)).map(({ recordId }) => recordId) }
}

function keysHeldByTooMany(sorted: Float64Array): Set<number> {
  const keys = new Set<number>()
  for (let at = MOST_RECORDS_OF_A_KEY; at < sorted.length; at += 1) {
    const key = sorted[at] ?? 0
    if (sorted[at - MOST_RECORDS_OF_A_KEY] === key) keys.add(key)
  }
  return keys
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
