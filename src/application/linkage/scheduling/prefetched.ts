import { FIRST_RULE_KEY } from '../../../domain/linkage/blocking/block-key.js'
import type { FeatureRows } from '../../../domain/linkage/feature-rows.js'
import { LARGEST_FAMILY } from '../../../domain/linkage/features/family-reader.js'
import type { Model } from '../../../domain/linkage/model/model.js'
import { FamilyKeys } from '../../../domain/registry/households/family-keys.js'
import type { RegistryRecord } from '../../../domain/registry/records/registry-record.js'
import { findCrowdedKeys, type KeyHolder, listKeyHolders } from '../../../storage/linkage/block-keys.js'
import { findLiveRecords, type LiveRecord } from '../../../storage/linkage/live-records.js'
import { distinctKeys, includesKey, sortKeys } from '../../../storage/linkage/sorted-keys.js'
import type { Conn } from '../../../storage/postgres/connection.js'
import type { PassLog } from './pass-log.js'
import type { PassWriteSet } from './pass-write-set.js'

/** Rows of the registry that were read before a pass began. Rows that are not here were not read, or may be others now. */
export interface Prefetched {
  /** By id; undefined where no such record was live. */
  readonly records: ReadonlyMap<string, LiveRecord | undefined>
  /** The keys whose holders were read, in their order. */
  readonly keys: Float64Array
  readonly holders: ReadonlyMap<number, readonly KeyHolder[]>
}

/**
 * Reads what a pass over these records looks up first: the records themselves, the holders of their keys, and the records of
 * these. The holders of crowded keys are not read.
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

function byKey(rows: readonly KeyHolder[]): ReadonlyMap<number, readonly KeyHolder[]> {
  const holders = new Map<number, KeyHolder[]>()
  for (const row of rows) {
    const ofKey = holders.get(row.key)
    if (ofKey === undefined) holders.set(row.key, [row])
    else ofKey.push(row)
  }
  return holders
}

/** Returns what was prefetched for the pass of this number. */
export type PrefetchForPass = (number: number) => Promise<Prefetched | undefined>

/**
 * Prefetches for the next pass while one runs. The returned function drops all of it where another pass came between the two,
 * and the rows that the running pass writes.
 */
export function prefetchNext(log: PassLog, read: () => Promise<Prefetched>): PrefetchForPass {
  const latest = log.latest
  if (latest === undefined) return () => Promise.resolve(undefined)
  // After a failure the pass reads for itself, and reports what is wrong with the database.
  const reading = read().catch(() => undefined)
  return async (number) => {
    const prefetched = await reading
    if (prefetched === undefined || number !== latest.number + 1 || latest.writeSet === undefined) return undefined
    return withoutWritten(prefetched, latest.writeSet)
  }
}

/** The prefetched rows that a pass has not written. */
export function withoutWritten(prefetched: Prefetched, written: PassWriteSet): Prefetched {
  const records = new Map(prefetched.records)
  for (const id of written.records) records.delete(id)
  return { ...prefetched, records, keys: prefetched.keys.filter((key) => !includesKey(written.keys, key)) }
}

const NO_CROWDS: ReadonlySet<string> = new Set()

/** The keys of the records' families and of the block rules, in their order, each once. The rows are those of the records. */
export function keysToPrefetch(records: readonly RegistryRecord[], rows: FeatureRows, model: Model): Float64Array {
  const families = new FamilyKeys(model)
  return distinctKeys(
    sortKeys([
      ...records.map((record) => ({ recordId: record.id, keys: families.of(record) })),
      ...rows.blockKeys(NO_CROWDS).map((keys) => ({ recordId: '', keys })),
    ]),
  )
}
