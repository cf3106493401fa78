import { FIRST_RULE_KEY } from '../../../domain/linkage/blocking/block-key.js'
import { LARGEST_FAMILY } from '../../../domain/linkage/features/family-reader.js'
import { findCrowdedKeys, type KeyHolder, listKeyHolders } from '../../../storage/linkage/block-keys.js'
import type { Model } from '../../../domain/linkage/model/model.js'
import type { RegistryRecord } from '../../../domain/registry/records/registry-record.js'
import type { Conn } from '../../../storage/postgres/connection.js'
import { findLiveRecords, type LiveRecord } from '../../../storage/linkage/live-records.js'
import { distinctKeys, includesKey, sortKeys } from '../../../storage/linkage/sorted-keys.js'
import { FamilyKeys } from '../state/family-keys.js'
import type { FeatureRows } from '../state/feature-rows.js'
import type { PassLog } from './pass-log.js'
import type { PassWriteSet } from './pass-write-set.js'

/** What a pass will look up of the registry, read before it began: what is not here was not asked for, or may be other now. */
export interface Prefetched {
  /** By id; undefined where no such record was live. */
  readonly records: ReadonlyMap<string, LiveRecord | undefined>
  /** Keys that were looked up, in their order, and who held them. */
  readonly keys: Float64Array
  readonly holders: ReadonlyMap<number, readonly KeyHolder[]>
}

/**
 * Reads what a pass over these records will look up first: themselves, who shares one of their keys, and those records. Of
 * crowds nobody is read.
 */
export async function prefetch(
  conn: Conn,
  { ids, keys: all }: { ids: readonly string[]; keys: Float64Array },
): Promise<Prefetched> {
  const [own, crowded] = await Promise.all([findLiveRecords(conn, ids), findCrowdedKeys(conn, all)])
  const keys = crowded.size === 0 ? all : all.filter((key) => !crowded.has(key))
  const holders = byKey(await listKeyHolders(conn, keys))
  const records = new Map<string, LiveRecord | undefined>(ids.map((id) => [id, undefined]))
  for (const record of own) records.set(record.id, record)
  const others = new Set<string>()
  for (const [key, held] of holders) {
    if (key < FIRST_RULE_KEY && held.length > LARGEST_FAMILY) continue
    for (const { recordId } of held) if (!records.has(recordId)) others.add(recordId)
  }
  for (const id of others) records.set(id, undefined)
  for (const record of await findLiveRecords(conn, [...others])) records.set(record.id, record)
  return { records, keys, holders }
}

function byKey(found: readonly KeyHolder[]): ReadonlyMap<number, readonly KeyHolder[]> {
  const holders = new Map<number, KeyHolder[]>()
  for (const holder of found) {
    const known = holders.get(holder.key)
    if (known === undefined) holders.set(holder.key, [holder])
    else known.push(holder)
  }
  return holders
}

/** Gives what was foreseen of the pass of a number. */
export type PrefetchForPass = (number: number) => Promise<Prefetched | undefined>

/**
 * Reads ahead of the next pass while one runs, and gives what of it holds for the pass of a number: nothing where another pass
 * came between the two, and not what the running one changes.
 */
export function prefetchNext(log: PassLog, read: () => Promise<Prefetched>): PrefetchForPass {
  const latest = log.latest
  if (latest === undefined) return () => Promise.resolve(undefined)
  // Without it the pass reads for itself, and tells what is wrong with the database.
  const reading = read().catch(() => undefined)
  return async (number) => {
    const foreseen = await reading
    if (foreseen === undefined || number !== latest.number + 1 || latest.traces === undefined) return undefined
    return withoutWritten(foreseen, latest.traces)
  }
}

/** What is left of it after a pass. */
export function withoutWritten(foreseen: Prefetched, traces: PassWriteSet): Prefetched {
  const records = new Map(foreseen.records)
  for (const id of traces.records) records.delete(id)
  return { ...foreseen, records, keys: foreseen.keys.filter((key) => !includesKey(traces.keys, key)) }
}

/** Parts keys into those that were foreseen, whose holders are given, and the others. */
export function knownHolders(
  foreseen: Prefetched,
  keys: Iterable<number>,
): { readonly known: readonly KeyHolder[]; readonly unknown: readonly number[] } {
  const known: KeyHolder[] = []
  const unknown: number[] = []
  for (const key of keys) {
    if (!includesKey(foreseen.keys, key)) unknown.push(key)
    else known.push(...(foreseen.holders.get(key) ?? []))
  }
  return { known, unknown }
}

const NO_CROWDS: ReadonlySet<string> = new Set()

/** All keys that the records get whose rows these are, of their families and of rules, in their order, each once. */
export function keysToPrefetch(records: readonly RegistryRecord[], rows: FeatureRows, model: Model): Float64Array {
  const families = new FamilyKeys(model)
  return distinctKeys(
    sortKeys([
      ...records.map((record) => ({ recordId: record.id, keys: families.of(record) })),
      ...rows.blockKeys(NO_CROWDS).map((keys) => ({ recordId: '', keys })),
    ]),
  )
}
