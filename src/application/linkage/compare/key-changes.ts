import { FIRST_RULE_KEY } from '../../../domain/linkage/blocking/block-key.js'
import { MOST_RECORDS_OF_A_KEY } from '../../../domain/linkage/blocking/stop-repeated-values.js'
import type { FeatureRows } from '../../../domain/linkage/feature-rows.js'
import type { KeyHolder } from '../../../storage/linkage/block-keys.js'
import {
  distinctKeys,
  type KeysOfRecord,
  type SortedKeys,
  sortKeys,
  visitRuns,
} from '../../../storage/linkage/sorted-keys.js'
import type { Pass } from '../state/pass.js'
import type { RecordSet } from '../state/record-set.js'
import type { RegistryView } from '../state/registry-view.js'

/** The block keys of the compared records, and how they differ from the stored ones. */
export interface KeyChanges {
  /** The keys of every compared record, sorted; none of withdrawn ones. */
  readonly keysOf: ReadonlyMap<string, readonly number[]>
  readonly added: readonly KeysOfRecord[]
  /** The same in the order in which they are written. */
  readonly addedInOrder: SortedKeys
  readonly removed: readonly KeyHolder[]
  /** The keys whose holders were read, in their order, and their holders before the changes. */
  readonly readKeys: Float64Array
  readonly holders: readonly KeyHolder[]
  /** The crowded keys among those of compared records, as they are after the changes. */
  readonly crowded: ReadonlySet<number>
  readonly newlyCrowded: readonly number[]
  readonly noLongerCrowded: readonly number[]
  /** The records of the keys that became crowded or are crowded no longer. */
  readonly recordsOfCrowds: readonly string[]
}

/** Reads the holders of the keys of the compared records, which must be rows, and computes the changes of keys and crowds. */
export async function findKeyChanges(
  { view, records }: Pick<Pass, 'view' | 'records'>,
  rows: FeatureRows,
  compared: ReadonlySet<string>,
): Promise<KeyChanges> {
  const keysOf = keysOfCompared(records, rows, compared)
  const changes = differences(records, keysOf, compared)
  const held = sortKeys([...keysOf].map(([recordId, keys]) => ({ recordId, keys })))
  // The key of a family makes no candidates, and its holders are loaded already.
  const ruleKeys = distinctKeys(held, FIRST_RULE_KEY)
  const before = changes.removed.map(({ key }) => key)
  const wereCrowded = await view.crowdedKeys(before.length === 0 ? ruleKeys : [...ruleKeys, ...before])
  const readKeys = wereCrowded.size === 0 ? ruleKeys : ruleKeys.filter((key) => !wereCrowded.has(key))
  const holders = await view.keyHolders(readKeys)
  const newlyCrowded = keysThatCrowd(holders, held, compared)
  const ended = await crowdsThatEnd(view, wereCrowded, changes)
  const crowded = new Set([...wereCrowded, ...newlyCrowded])
  for (const { key } of ended) crowded.delete(key)
  const gathered = newlyCrowded.size === 0 ? [] : holders.filter(({ key }) => newlyCrowded.has(key))
  return {
    keysOf,
    ...changes,
    addedInOrder: isAll(changes.added, held) ? held : sortKeys(changes.added),
    readKeys,
    holders,
    crowded,
    newlyCrowded: [...newlyCrowded],
    noLongerCrowded: ended.map(({ key }) => key),
    recordsOfCrowds: [...gathered, ...ended.flatMap((crowd) => crowd.holders)].map(({ recordId }) => recordId),
  }
}

function keysOfCompared(
  records: RecordSet,
  rows: FeatureRows,
  compared: ReadonlySet<string>,
): Map<string, readonly number[]> {
  const ruleKeys = rows.blockKeys(records.crowds)
  const keysOf = new Map<string, readonly number[]>()
  for (const id of compared) {
    const record = records.find(id)
    if (record === undefined) continue
    const found = rows.has(id) ? (ruleKeys[rows.rowOf(id)] ?? []) : []
    keysOf.set(id, sortFew([...records.familyKeys(record), ...found]))
  }
  return keysOf
}

/** Sorts some dozen keys in place: a sort that is given a function makes an object of each. */
function sortFew(keys: number[]): number[] {
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

function differences(
  records: RecordSet,
  keysOf: ReadonlyMap<string, readonly number[]>,
  compared: ReadonlySet<string>,
): Pick<KeyChanges, 'added' | 'removed'> {
  const added: KeysOfRecord[] = []
  const removed: KeyHolder[] = []
  for (const recordId of compared) {
    const before = records.former(recordId)?.blockKeys ?? []
    const after = keysOf.get(recordId) ?? []
    if (before.length === after.length && before.every((key, at) => key === after[at])) continue
    const keys = before.length === 0 ? after : after.filter((key) => !before.includes(key))
    if (keys.length > 0) added.push({ recordId, keys })
    for (const key of before) if (!after.includes(key)) removed.push({ key, recordId })
  }
  return { added, removed }
}

/** Whether all keys are new, as in the first batch of a source: then they are in order already. */
function isAll(added: readonly KeysOfRecord[], held: SortedKeys): boolean {
  return added.reduce((sum, { keys }) => sum + keys.length, 0) === held.keys.length
}

/** The keys that too many records hold after the changes. */
function keysThatCrowd(
  holders: readonly KeyHolder[],
  held: SortedKeys,
  compared: ReadonlySet<string>,
): ReadonlySet<number> {
  const others = new Map<number, number>()
  for (const { key, recordId } of holders) if (!compared.has(recordId)) others.set(key, (others.get(key) ?? 0) + 1)
  const keys = new Set<number>()
  visitRuns(held, (key, start, end) => {
    if (key < FIRST_RULE_KEY) return
    if (end - start + (others.get(key) ?? 0) > MOST_RECORDS_OF_A_KEY) keys.add(key)
  })
  return keys
}

/** The crowded keys that the changes leave with few enough holders, with the holders before the changes. */
async function crowdsThatEnd(
  view: RegistryView,
  crowded: ReadonlySet<number>,
  { added, removed }: Pick<KeyChanges, 'added' | 'removed'>,
): Promise<{ readonly key: number; readonly holders: readonly KeyHolder[] }[]> {
  const ended: { key: number; holders: readonly KeyHolder[] }[] = []
  for (const key of new Set(removed.map((holder) => holder.key))) {
    if (!crowded.has(key)) continue
    const removedCount = removed.filter((holder) => holder.key === key).length
    const addedCount = added.filter(({ keys }) => keys.includes(key)).length
    const stored = await view.countKeyHolders(key, MOST_RECORDS_OF_A_KEY + removedCount + 1)
    if (stored - removedCount + addedCount > MOST_RECORDS_OF_A_KEY) continue
    ended.push({ key, holders: await view.keyHolders([key]) })
  }
  return ended
}
