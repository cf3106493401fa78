import { Readable } from 'node:stream'
import sql from 'sql-template-tag'
import { test } from 'tap'
import { clearFailedBatch, endSilentBatches } from '../../../../src/application/batches/receiving/end-silent-batches.js'
import { receiveBatch } from '../../../../src/application/batches/receiving/receive-batch.js'
import { getBatch } from '../../../../src/application/batches/get-batch.js'
import type { Registry } from '../../../../src/application/context/registry.js'
import { listRejections } from '../../../../src/storage/batches/rejections.js'
import {
  addTestSource,
  notRefused,
  processBatch,
  registryWithAgency,
  sendBatch,
  settle,
} from '../../../support/batches/process-batch.js'

const HEADER = 'source_key,name\n'
const MOST_LISTED = 10_000

/** Rows with a key of their own and no name, which are rejected. */
function nameless(count: number, from = 0): string {
  return Array.from({ length: count }, (_, at) => `B-${from + at},\n`).join('')
}

function named(count: number): string {
  return Array.from({ length: count }, (_, at) => `A-${at},SITI ${'ABCDEFGH'.charAt(at % 8)}\n`).join('')
}

async function stored(registry: Registry, table: 'rejections' | 'source_records'): Promise<number> {
  const query =
    table === 'rejections'
      ? sql`SELECT count(*)::int AS count FROM rejections`
      : sql`SELECT count(*)::int AS count FROM source_records`
  const [row] = await registry.database.conn.read<{ count: number }>(query)
  return row?.count ?? 0
}

test('the first rejections of a batch are listed, the rest is counted and told', async (t) => {
  const registry = await registryWithAgency(t)
  await addTestSource(registry, 'canonical')
  const file = `${HEADER}${nameless(7000)}${named(1)}${nameless(8000, 7000)}`
  const batch = await processBatch(registry, file)
  const counts = { read: 15_001, accepted: 1, unchanged: 0, rejected: 15_000, unlisted: 5000 }
  t.match(batch, { state: 'completed', counts })
  t.equal(await stored(registry, 'rejections'), MOST_LISTED)
  const [first] = await listRejections(registry.database.conn, batch.id, { after: 0, limit: 1 })
  t.match(first, {
    row: 1,
    line: 2,
    errors: [{ code: 'RECORD_EMPTY' }],
    payload: { source_key: 'B-0' },
  })
})

test('a snapshot whose rejected rows are not all known withdraws nobody until it is confirmed', async (t) => {
  const registry = await registryWithAgency(t)
  await addTestSource(registry, 'canonical')
  await processBatch(registry, `${HEADER}${named(30_000)}`, { mode: 'snapshot' })
  const file = `${HEADER}${named(29_000)}${nameless(MOST_LISTED + 1)}`
  const batch = await processBatch(registry, file, { mode: 'snapshot' })
  t.match(batch, { state: 'refused', refusal: { code: 'SNAPSHOT_ABNORMAL', unlisted: 1 } })
})

test('a file of nothing but rejections ends as refused', async (t) => {
  const registry = await registryWithAgency(t)
  await addTestSource(registry, 'canonical')
  let read = 0
  function* endless(): Generator<Buffer> {
    yield Buffer.from(HEADER)
    for (; read < 400; read++) yield Buffer.from(nameless(1000, read * 1000))
  }
  const batch = notRefused(
    await receiveBatch(registry, {
      source: 'canonical',
      mode: 'delta',
      sentBy: 'test',
      input: Readable.from(endless()),
    }),
  )
  t.match(batch, { state: 'refused', refusal: { code: 'ROWS_REJECTED' }, counts: { read: 100_000, accepted: 0 } })
  t.ok(read < 200, 'the rest is not read')
  t.equal(await stored(registry, 'rejections'), MOST_LISTED)
})

test('a quote that is not closed costs its own row and those that it leaves in pieces, within the bounds', async (t) => {
  const registry = await registryWithAgency(t)
  await addTestSource(registry, 'canonical')
  const file = `${HEADER}A-1,ADI\nA-2,"BUDI\n${'x,\n'.repeat(60_000)}A-3,CICI\nB-1,\n`
  const batch = await processBatch(registry, file)
  t.match(batch, { state: 'completed', counts: { read: 60_004, accepted: 2, rejected: 60_002, unlisted: 50_002 } })
  const listed = await listRejections(registry.database.conn, batch.id, { after: 0, limit: 2 })
  t.match(listed, [
    { row: 2, line: 3, errors: [{ code: 'QUOTE_UNCLOSED' }] },
    { row: 3, line: 4 },
  ])
  const attack = await sendBatch(registry, `${HEADER}A,"${'x,\n'.repeat(1_000_000)}`)
  t.match(attack, { state: 'refused', refusal: { code: 'ROWS_REJECTED' } })
  t.equal(await stored(registry, 'rejections'), 2 * MOST_LISTED)
})

test('long rejected rows are listed only up to a size', async (t) => {
  const registry = await registryWithAgency(t)
  await addTestSource(registry, 'canonical')
  const long = 'y'.repeat(60_000)
  const batch = await sendBatch(registry, `${HEADER}${`B,${long}\n`.repeat(1000)}`)
  t.match(batch.counts, { read: 1000, rejected: 1000 })
  const [size] = await registry.database.conn.read<{ size: number }>(
    sql`SELECT sum(length(payload::text))::int AS size FROM rejections`,
  )
  t.ok((size?.size ?? 0) < 40_000_000, `${size?.size} characters`)
})

test('what a batch left whose sender had gone is deleted, and nothing else', async (t) => {
  const registry = await registryWithAgency(t)
  await addTestSource(registry, 'canonical')
  await addTestSource(registry, 'canonical', { code: 'other' })
  await processBatch(registry, `${HEADER}${named(50)}${nameless(20)}`, { source: 'other' })
  function* broken(): Generator<Buffer> {
    yield Buffer.from(HEADER + named(9000))
    yield Buffer.from(nameless(12_000))
    throw new Error('gone')
  }
  const input = Readable.from(broken())
  const failed = notRefused(await receiveBatch(registry, { source: 'canonical', mode: 'delta', sentBy: 'test', input }))
  t.match(failed, { state: 'failed', refusal: { code: 'SENDER_GONE' } })
  t.ok((await stored(registry, 'source_records')) > 50)
  await endSilentBatches(registry)
  while (await clearFailedBatch(registry));
  t.equal(await stored(registry, 'source_records'), 50)
  t.equal(await stored(registry, 'rejections'), 20)
  t.match(await getBatch(registry.database.conn, failed.id), { state: 'failed' })
  t.equal(await clearFailedBatch(registry), false)
  await settle(registry)
})

test('the service deletes stored records of no other batch', async (t) => {
  const registry = await registryWithAgency(t)
  await addTestSource(registry, 'canonical')
  const { id } = await processBatch(registry, `${HEADER}${named(5)}`)
  const [row] = await registry.database.conn.read(sql`SELECT clear_failed_batch(${id}::uuid, 100)::int AS cleared`)
  t.same(row, { cleared: 0 })
  t.equal(await stored(registry, 'source_records'), 5)
  await t.rejects(registry.database.conn.read(sql`DELETE FROM source_records RETURNING 1`))
})

test('a source has a quota of rejections: those of its oldest batches give way, and their batches tell', async (t) => {
  const opened = await registryWithAgency(t)
  const registry = { ...opened, rejectionsPerSource: 250 }
  await addTestSource(registry, 'canonical')
  const first = await processBatch(registry, `${HEADER}A-1,ADI\n${nameless(100)}`)
  await processBatch(registry, `${HEADER}A-2,BUDI\n${nameless(400)}`)
  t.equal(await stored(registry, 'rejections'), 250)
  const last = await processBatch(registry, `${HEADER}A-3,CICI\n${nameless(30)}`)
  t.equal(last.counts.unlisted, undefined)
  t.equal(await stored(registry, 'rejections'), 30)
  const told = notRefused(await getBatch(registry.database.conn, first.id))
  t.match(told.counts, { rejected: 100, unlisted: 100 })
})
