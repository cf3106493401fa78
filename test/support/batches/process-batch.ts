import { Readable } from 'node:stream'
import type { Test } from 'tap'
import { addAgency } from '../../../src/application/sources/add-agency.js'
import { addSource, type NewSource } from '../../../src/application/sources/add-source.js'
import { countLinkedRecords, countByBatch } from '../../../src/application/batches/applying/count-linked-records.js'
import { applyBatch, nextBatchToApply } from '../../../src/application/batches/applying/apply-batch.js'
import type { BatchView } from '../../../src/application/batches/batch-view.js'
import { getBatch } from '../../../src/application/batches/get-batch.js'
import { type IncomingBatch, receiveBatch } from '../../../src/application/batches/receiving/receive-batch.js'
import { isRefusal, type Refusal } from '../../../src/application/context/refusals.js'
import { openRegistry, type Registry } from '../../../src/application/context/registry.js'
import { createAreaRegister } from '../../../src/domain/identity/areas/area.js'
import type { Tx } from '../../../src/storage/postgres/connection.js'
import { inTransaction } from '../../../src/storage/postgres/transaction.js'
import { deleteLiveRecords, insertLiveRecords } from '../../../src/storage/linkage/live-records.js'
import { type PendingPut, takePending } from '../../../src/storage/linkage/pending-records.js'
import type { Server } from '../../../src/storage/postgres/server.js'
import { testDatabase } from '../storage/test-database.js'
import { perform } from '../registry/perform.js'

/** A clock that stands still until a test moves it, in milliseconds. */
export interface Clock {
  at: number
}

const NO_AREAS = createAreaRegister({ provinces: [], regencies: [], districts: [], villages: [], retired: [] })

/** A registry on a database of its own, with one agency. */
export async function registryWithAgency(
  t: Test,
  clock: Clock = { at: Date.UTC(2026, 10, 1) },
): Promise<RegistryOnServer> {
  const database = await testDatabase(t)
  const registry = await openRegistry(database, { areas: NO_AREAS, now: () => new Date(clock.at) })
  notRefused(await perform(registry, addAgency, { code: 'dinsos', name: 'Dinas Sosial', by: 'test' }))
  return { ...registry, database }
}

/** A registry with the server of its database. */
export type RegistryOnServer = Registry & { readonly database: { readonly server: Server } }

/** Adds a source with the code of its profile, unless `source` has another. */
export async function addTestSource(
  registry: Registry,
  profile: string,
  source: Partial<NewSource> = {},
): Promise<void> {
  notRefused(
    await perform(registry, addSource, {
      code: profile,
      agency: 'dinsos',
      profile,
      name: profile,
      by: 'test',
      ...source,
    }),
  )
}

/** Sends a file in pieces of the given size. */
export async function sendBatch(
  registry: Registry,
  file: string | Uint8Array,
  batch: Partial<IncomingBatch> & { chunk?: number } = {},
): Promise<BatchView> {
  const { chunk = 1 << 16, ...rest } = batch
  const input = Readable.from(pieces(typeof file === 'string' ? Buffer.from(file) : file, chunk))
  const sent = { source: 'canonical', mode: 'delta', input, sentBy: 'test', ...rest } as const
  return notRefused(await receiveBatch(registry, sent))
}

function* pieces(bytes: Uint8Array, size: number): Generator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size)
}

/** The result of a use case; throws where it is a refusal. */
export function notRefused<T>(result: T | Refusal): T {
  if (isRefusal(result)) throw new Error(`Refused with ${result.code}: ${result.detail}`)
  return result
}

/** Applies and links until nothing waits. */
export async function settle(registry: Registry): Promise<void> {
  do {
    await applyAll(registry)
    await linkAll(registry)
  } while ((await nextBatchToApply(registry.database.conn)) !== undefined)
}

/** Applies all batches that can be applied. */
export async function applyAll(registry: Registry): Promise<void> {
  for (;;) {
    const id = await nextBatchToApply(registry.database.conn)
    if (id === undefined) return
    await inTransaction(registry.database, (tx) => applyBatch(tx, registry, id))
  }
}

/** Stands in for linking where only batches matter: each pending record becomes live as a person of its own, or is removed. */
export async function linkAll(registry: Registry, limit = 5000): Promise<number> {
  let passes = 0
  while ((await inTransaction(registry.database, (tx) => linkSome(tx, registry, limit))) > 0) passes++
  return passes
}

async function linkSome(tx: Tx, registry: Registry, limit: number): Promise<number> {
  const taken = await takePending(tx, limit)
  await deleteLiveRecords(
    tx,
    taken.filter(({ kind }) => kind !== 'touch').map(({ id }) => id),
  )
  const puts = taken.filter((record): record is PendingPut => record.kind === 'put')
  await insertLiveRecords(
    tx,
    puts.map((put) => ({
      ...put,
      blockKeys: [],
      personId: put.subject === 'person' ? put.id : undefined,
      memberSince: registry.now(),
    })),
  )
  await countLinkedRecords(tx, [...countByBatch(taken).values()], registry.now())
  return taken.length
}

/** Sends a file, applies and links it, and returns the batch. */
export async function processBatch(
  registry: Registry,
  file: string | Uint8Array,
  batch: Partial<IncomingBatch> & { chunk?: number } = {},
): Promise<BatchView> {
  const { id } = await sendBatch(registry, file, batch)
  await settle(registry)
  return notRefused(await getBatch(registry.database.conn, id))
}
