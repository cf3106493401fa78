import sql from 'sql-template-tag'
import { test } from 'tap'
import { confirmBatch } from '../../../src/application/batches/confirm-batch.js'
import { getBatch } from '../../../src/application/batches/get-batch.js'
import { revertBatch } from '../../../src/application/batches/revert-batch.js'
import type { Registry } from '../../../src/application/context/registry.js'
import { list, people, person } from '../../support/batches/canonical-list.js'
import {
  addTestSource,
  processBatch,
  notRefused,
  sendBatch,
  settle,
  registryWithAgency,
} from '../../support/batches/process-batch.js'
import { perform } from '../../support/registry/perform.js'

async function contents({ database }: Registry): Promise<readonly unknown[]> {
  return database.conn.read(
    sql`SELECT source_key, encode(content_hash, 'hex') AS hash, canonical FROM live_records ORDER BY 1`,
  )
}

test('reverting a batch restores the previous records, and reverting the reversal applies it again', async (t) => {
  const registry = await registryWithAgency(t)
  await addTestSource(registry, 'canonical')
  await processBatch(registry, list(...people(0, 10)))
  const before = await contents(registry)
  const moved = list(...people(0, 2, '16.06.11.2016'), ...people(2, 8), ...people(10, 12))
  const wrong = await processBatch(registry, moved, { mode: 'snapshot' })
  t.match(wrong, { counts: { accepted: 4, unchanged: 6, withdrawn: 2 } })
  const after = await contents(registry)

  const reverting = notRefused(await perform(registry, revertBatch, { id: wrong.id, by: 'admin' }))
  t.match(reverting, { state: 'linking', reverts: wrong.id })
  await settle(registry)
  const reverted = notRefused(await getBatch(registry.database.conn, reverting.id))
  t.match(reverted, { state: 'completed', counts: { read: 4, accepted: 4, withdrawn: 2, linked: 4 } })
  t.same(await contents(registry), before)

  notRefused(await perform(registry, revertBatch, { id: reverting.id, by: 'admin' }))
  await settle(registry)
  t.same(await contents(registry), after)
})

test('a reversal leaves records that changed after the batch', async (t) => {
  const registry = await registryWithAgency(t)
  await addTestSource(registry, 'canonical')
  const first = await processBatch(registry, list(...people(0, 3)))
  await processBatch(registry, list(person(0, '16.06.11.2016')))
  const changed = (await contents(registry)).slice(0, 1)
  notRefused(await perform(registry, revertBatch, { id: first.id, by: 'admin' }))
  await settle(registry)
  t.same(await contents(registry), changed)
})

test('a reversal leaves records that a later batch confirmed', async (t) => {
  const registry = await registryWithAgency(t)
  await addTestSource(registry, 'canonical')
  const first = await processBatch(registry, list(...people(0, 3)))
  await processBatch(registry, list(person(1)))
  notRefused(await perform(registry, revertBatch, { id: first.id, by: 'admin' }))
  await settle(registry)
  t.match(await contents(registry), [{ source_key: 'k1' }])
})

test('only a completed batch can be reverted', async (t) => {
  const registry = await registryWithAgency(t)
  await addTestSource(registry, 'canonical')
  const { id } = await sendBatch(registry, list(person(0)))
  t.match(await perform(registry, revertBatch, { id: id, by: 'admin' }), {
    kind: 'refusal',
    code: 'BATCH_NOT_COMPLETED',
  })
})

test('a reversal that waits behind a newer batch leaves what that batch says', async (t) => {
  const registry = await registryWithAgency(t)
  await addTestSource(registry, 'canonical')
  const one = await processBatch(registry, list(...people(0, 6)))
  const two = await sendBatch(registry, list(...people(4, 9)))
  notRefused(await perform(registry, revertBatch, { id: one.id, by: 'admin' }))
  await settle(registry)
  t.same(await keys(registry), ['k4', 'k5', 'k6', 'k7', 'k8'])
  t.match(await getBatch(registry.database.conn, two.id), { counts: { accepted: 3, unchanged: 2, linked: 3 } })
})

test('batches are taken back in any order until nothing is left of them', async (t) => {
  for (const order of [
    [0, 1, 2],
    [2, 1, 0],
    [1, 2, 0],
    [2, 0, 1],
  ]) {
    const registry = await registryWithAgency(t)
    await addTestSource(registry, 'canonical')
    await processBatch(registry, list(...people(0, 4)))
    const before = await contents(registry)
    const names = ['SALAH', 'LEBIH SALAH', 'PALING SALAH']
    const sent: string[] = []
    for (const name of names) sent.push((await processBatch(registry, list(person(2, undefined, name)))).id)
    for (const at of order) notRefused(await perform(registry, revertBatch, { id: sent[at] ?? '', by: 'admin' }))
    await settle(registry)
    t.same(await contents(registry), before, order.join())
  }
})

test('a list that is confirmed after a reversal holds, and counts what it changed', async (t) => {
  const registry = await registryWithAgency(t)
  await addTestSource(registry, 'canonical')
  await processBatch(registry, list(...people(0, 12)), { mode: 'snapshot' })
  const moved = await processBatch(registry, list(...people(0, 8, '16.06.11.2016')))
  const late = await processBatch(registry, list(...people(0, 6, '16.06.11.2017')), { mode: 'snapshot' })
  t.match(late, { state: 'refused' })
  await processBatch(registry, list(person(5, '16.06.11.2018'), person(9)))
  notRefused(await perform(registry, revertBatch, { id: moved.id, by: 'admin' }))
  await settle(registry)
  notRefused(await perform(registry, confirmBatch, { id: late.id, by: 'admin' }))
  await settle(registry)
  t.same(await keys(registry), ['k0', 'k1', 'k2', 'k3', 'k4', 'k5', 'k9'])
  t.match(await getBatch(registry.database.conn, late.id), {
    state: 'completed',
    counts: { read: 6, accepted: 5, unchanged: 1, overtaken: 1, withdrawn: 5, linked: 5 },
  })
})

async function keys({ database }: Registry): Promise<readonly string[]> {
  const rows = await database.conn.read<{ key: string }>(sql`SELECT source_key AS key FROM live_records ORDER BY 1`)
  return rows.map(({ key }) => key)
}
