import sql from 'sql-template-tag'
import { test } from 'tap'
import type { Database, Tx } from '../../../src/storage/postgres/connection.js'
import { inTransaction } from '../../../src/storage/postgres/transaction.js'
import { insertSourceRows, type SourceRow } from '../../../src/storage/batches/source-records.js'
import {
  hasPending,
  nextPendingKeys,
  type PendingRecord,
  readLatest,
  readPendingRows,
  takePending,
} from '../../../src/storage/linkage/pending-records.js'
import { recordId } from '../../../src/storage/batches/record-id.js'
import { testDatabase } from '../../support/storage/test-database.js'

const BATCH = recordId('batch', '1')
const HASHES = ['0'.repeat(32), '1'.repeat(32)] as const
const VALUES = ['k', '1', '2', 'SITI']

function row(key: string, of: Partial<SourceRow> = {}): SourceRow {
  return {
    id: recordId('dtks', key),
    version: 10,
    batchRow: 1,
    source: 'dtks',
    sourceKey: key,
    batchId: BATCH,
    line: 2,
    subject: 'person',
    contentHash: HASHES[0],
    content: { canonical: JSON.stringify(VALUES), facts: undefined, payload: '{}' },
    locality: '7',
    personMark: undefined,
    receivedAt: new Date(0),
    ...of,
  }
}

async function wait(tx: Tx, rows: readonly SourceRow[], batchId: string | null = BATCH): Promise<void> {
  for (const { locality, id, version, batchRow } of rows)
    await tx.write(sql`INSERT INTO pending_records (locality, record_id, version, batch_row, batch_id)
      VALUES (${locality}, ${id}, ${version}, ${batchRow}, ${batchId})`)
}

function take(database: Database, limit: number): Promise<readonly PendingRecord[]> {
  return inTransaction(database, (tx) => takePending(tx, limit))
}

test('records are taken in order of locality, each once, and families together', async (t) => {
  const database = await testDatabase(t)
  const rows = Array.from({ length: 12 }, (_, at) => row(`k${at}`, { locality: String(Math.floor(at / 4)) }))
  await inTransaction(database, async (tx) => {
    await insertSourceRows(tx, rows)
    await wait(tx, rows.toReversed())
  })
  t.ok(await hasPending(database.conn))
  const taken = [await take(database, 3), await take(database, 5), await take(database, 1), await take(database, 1)]
  t.same(
    taken.map(({ length }) => length),
    [4, 8, 0, 0],
  )
  t.same(
    taken
      .flat()
      .map(({ id }) => id)
      .sort(),
    rows.map(({ id }) => id).sort(),
  )
  t.notOk(await hasPending(database.conn))
})

test('a family larger than a pass is taken in parts', async (t) => {
  const database = await testDatabase(t)
  const rows = Array.from({ length: 9 }, (_, at) => row(`k${at}`))
  await inTransaction(database, async (tx) => {
    await insertSourceRows(tx, rows)
    await wait(tx, rows)
  })
  t.same([(await take(database, 3)).length, (await take(database, 3)).length], [6, 3])
})

test('pending records are taken with the values of their source', async (t) => {
  const database = await testDatabase(t)
  const old = row('a', { version: 3, contentHash: HASHES[1] })
  const same = row('a', { version: 10, contentHash: HASHES[1], content: undefined })
  const household = row('b', {
    subject: 'household',
    content: { canonical: '["b"]', facts: '{"desil":1}', payload: '{}' },
  })
  const touched = row('c')
  await inTransaction(database, async (tx) => {
    await insertSourceRows(tx, [old, row('a', { version: 5 }), same, household])
    await wait(tx, [same, household])
    await wait(tx, [touched], null)
  })
  const taken = new Map((await take(database, 10)).map((record) => [record.id, record]))
  t.match(taken.get(same.id), { kind: 'put', version: 10, record: { source: 'dtks', name: 'SITI' }, facts: {} })
  t.match(taken.get(household.id), { kind: 'put', subject: 'household', batchId: BATCH, facts: { desil: 1 } })
  t.same(taken.get(touched.id), { kind: 'touch', id: touched.id, version: 10, batchId: undefined })
})

test('a single change after the start of a batch is taken in place of the row of the batch', async (t) => {
  const database = await testDatabase(t)
  const [changed, deleted, before] = [row('a'), row('b'), row('c')]
  const content = { canonical: JSON.stringify(['a', '', '', 'SITI AMINAH']), facts: undefined, payload: undefined }
  await inTransaction(database, async (tx) => {
    await insertSourceRows(tx, [changed, deleted, before])
    await insertSourceRows(tx, [row('a', { version: 12, batchId: undefined, contentHash: HASHES[1], content })])
    await insertSourceRows(tx, [row('c', { version: 9, batchId: undefined, contentHash: HASHES[1], content })])
    await tx.write(sql`INSERT INTO source_records (record_id, version, batch_row, source_code, source_key, subject)
      VALUES (${deleted.id}, 11, 0, 'dtks', 'b', 'withdrawal')`)
    await wait(tx, [changed, deleted, before])
  })
  const taken = new Map((await take(database, 10)).map((record) => [record.id, record]))
  t.match(taken.get(changed.id), { kind: 'put', version: 12, batchId: BATCH, record: { name: 'SITI AMINAH' } })
  t.match(taken.get(deleted.id), { kind: 'withdrawal', version: 11, batchId: BATCH })
  t.match(taken.get(before.id), { kind: 'put', version: 10, record: { name: 'SITI' } })
})

test('prefetched pending records are returned as read, except those changed singly since', async (t) => {
  const database = await testDatabase(t)
  const rows = ['a', 'b', 'c'].map((key, at) => row(key, { locality: String(at) }))
  await inTransaction(database, async (tx) => {
    await insertSourceRows(tx, rows)
    await wait(tx, rows)
  })
  const keys = await nextPendingKeys(database.conn, { limit: 10 })
  const behind = await nextPendingKeys(database.conn, { limit: 10, after: keys[0] })
  t.same(
    behind.map(({ id }) => id),
    rows.slice(1).map(({ id }) => id),
  )
  const latest = await readPendingRows(database.conn, behind)
  const content = { canonical: JSON.stringify(['c', '', '', 'SITI AMINAH']), facts: undefined, payload: undefined }
  const taken = await inTransaction(database, async (tx) => {
    await insertSourceRows(tx, [row('c', { version: 12, batchId: undefined, contentHash: HASHES[1], content })])
    return readLatest(tx, keys, latest)
  })
  t.equal(taken[1], [...latest.values()][0])
  t.match(taken, [{ record: { name: 'SITI' } }, { record: { name: 'SITI' } }, { record: { name: 'SITI AMINAH' } }])
})
