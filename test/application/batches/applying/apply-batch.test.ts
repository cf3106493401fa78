import fc from 'fast-check'
import sql from 'sql-template-tag'
import { test } from 'tap'
import { cancelBatch } from '../../../../src/application/batches/cancel-batch.js'
import { confirmBatch } from '../../../../src/application/batches/confirm-batch.js'
import { getBatch } from '../../../../src/application/batches/get-batch.js'
import { listBatchRejections } from '../../../../src/application/batches/list-batch-rejections.js'
import { disambiguateKey } from '../../../../src/application/batches/receiving/shared-personal-key.js'
import { isRefusal } from '../../../../src/application/context/refusals.js'
import type { Registry } from '../../../../src/application/context/registry.js'
import { inTransaction } from '../../../../src/storage/postgres/transaction.js'
import { recordId } from '../../../../src/storage/batches/record-id.js'
import { list, people, person } from '../../../support/batches/canonical-list.js'
import {
  addTestSource,
  applyAll,
  processBatch,
  notRefused,
  linkAll,
  sendBatch,
  settle,
  registryWithAgency,
} from '../../../support/batches/process-batch.js'
import { perform } from '../../../support/registry/perform.js'

async function liveKeys({ database }: Registry): Promise<string[]> {
  const rows = await database.conn.read<{ key: string }>(sql`SELECT source_key AS key FROM live_records ORDER BY 1`)
  return rows.map(({ key }) => key)
}

test('a repeated batch changes nothing, in any order of its rows and columns', async (t) => {
  const registry = await registryWithAgency(t)
  await addTestSource(registry, 'canonical')
  const rows = people(0, 50)
  t.match(await processBatch(registry, list(...rows), { mode: 'snapshot' }), { counts: { accepted: 50, linked: 50 } })
  const again = await processBatch(registry, list(...rows.toReversed()), { mode: 'snapshot' })
  t.match(again, { state: 'completed', counts: { read: 50, accepted: 0, unchanged: 50, withdrawn: 0, linked: 0 } })
  const columns = list(...rows)
    .trim()
    .split('\n')
    .map((row) => row.split(',').toReversed().join(','))
  t.match(await processBatch(registry, `${columns.join('\n')}\n`), { counts: { accepted: 0, unchanged: 50 } })
  const [stored] = await registry.database.conn.read(sql`
    SELECT count(*)::int AS rows, count(canonical)::int AS contents FROM source_records`)
  t.same(stored, { rows: 150, contents: 50 }, 'what is known already is not stored again')
})

test('a snapshot batch withdraws the records that it does not name, a delta batch does not', async (t) => {
  const registry = await registryWithAgency(t)
  await addTestSource(registry, 'canonical')
  await processBatch(registry, list(...people(0, 10)))
  const changes = await processBatch(registry, list(person(0, '16.06.11.2016'), person(10)))
  t.match(changes, { counts: { read: 2, accepted: 2, unchanged: 0, withdrawn: 0, linked: 2 } })
  const full = await processBatch(registry, list(...people(1, 11)), { mode: 'snapshot' })
  t.match(full, { state: 'completed', counts: { read: 10, accepted: 0, unchanged: 10, withdrawn: 1, linked: 0 } })
  t.notOk((await liveKeys(registry)).includes('k0'))
})

test('a record whose row is rejected is not withdrawn', async (t) => {
  const registry = await registryWithAgency(t)
  await addTestSource(registry, 'canonical')
  await processBatch(registry, list(...people(0, 10)))
  const spoilt = await processBatch(registry, list('k0,1,2,SI\0TI,,L,', ...people(1, 10)), { mode: 'snapshot' })
  t.match(spoilt, { state: 'completed', counts: { read: 10, unchanged: 9, rejected: 1, withdrawn: 0 } })
})

test('an abnormal snapshot batch waits for confirmation', async (t) => {
  const registry = await registryWithAgency(t)
  const { conn } = registry.database
  await addTestSource(registry, 'canonical')
  await processBatch(registry, list(...people(0, 10)))
  const half = await processBatch(registry, list(...people(0, 7)), { mode: 'snapshot' })
  const refusal = { code: 'SNAPSHOT_ABNORMAL', withdrawn: 3, of: 10, rejected: 0, read: 7 }
  t.match(half, { state: 'refused', refusal, counts: { read: 7, accepted: 7 } })
  t.equal((await liveKeys(registry)).length, 10)
  // What came later stays, though the confirmed list is older.
  await processBatch(registry, list(person(8, '16.06.11.2016')))
  t.match(await perform(registry, confirmBatch, { id: half.id, by: 'admin' }), { state: 'linking' })
  await settle(registry)
  t.match(await getBatch(conn, half.id), { state: 'completed', counts: { unchanged: 7, withdrawn: 2 } })
  t.same(await liveKeys(registry), ['k0', 'k1', 'k2', 'k3', 'k4', 'k5', 'k6', 'k8'])
  t.match(await perform(registry, confirmBatch, { id: half.id, by: 'admin' }), { code: 'BATCH_NOT_CONFIRMABLE' })
  t.match(await perform(registry, confirmBatch, { id: recordId('a', 'b'), by: 'admin' }), { code: 'BATCH_UNKNOWN' })
})

test('a record that a later snapshot withdrew does not come back with an older batch', async (t) => {
  const registry = await registryWithAgency(t)
  await addTestSource(registry, 'canonical')
  await processBatch(registry, list(...people(0, 10)))
  const older = await processBatch(registry, list('k0,1,2,SITI,,L,'), { mode: 'snapshot' })
  t.match(older, { state: 'refused' })
  await processBatch(registry, list(...people(1, 10)), { mode: 'snapshot' })
  notRefused(await perform(registry, confirmBatch, { id: older.id, by: 'admin' }))
  await settle(registry)
  t.same((await liveKeys(registry)).length, 9, 'the later list names them')
  t.notOk((await liveKeys(registry)).includes('k0'))
})

test('a snapshot batch with mostly rejected rows is abnormal, a delta batch is not', async (t) => {
  const registry = await registryWithAgency(t)
  await addTestSource(registry, 'canonical')
  const rows = list(person(0), ',1,,,,,', ',2,,,,,')
  t.match(await processBatch(registry, rows), { state: 'completed', counts: { accepted: 1, rejected: 2 } })
  t.match(await processBatch(registry, rows, { mode: 'snapshot' }), {
    state: 'refused',
    refusal: { rejected: 2, read: 3 },
  })
})

test('of rows with one key the first is accepted, and the others are rejected with its line', async (t) => {
  const registry = await registryWithAgency(t)
  await addTestSource(registry, 'canonical')
  const rows = list(person(0), person(0), person(1), person(0, '16.06.11.2016'))
  const batch = await processBatch(registry, rows)
  t.match(batch, { state: 'completed', counts: { read: 4, accepted: 2, unchanged: 0, rejected: 2, linked: 2 } })
  const page = notRefused(await listBatchRejections(registry.database.conn, batch.id, { limit: 10 }))
  t.match(page, {
    items: [
      { row: 2, line: 3, sourceKey: 'k0', errors: [{ code: 'ROW_REPEATED' }] },
      { row: 4, line: 5, sourceKey: 'k0', errors: [{ code: 'KEY_REPEATED' }] },
    ],
    next: undefined,
  })
  for (const { errors } of page.items) t.match(errors[0]?.detail, /line 2/)
  t.match(page.items[0]?.payload, { name: 'ORANG 0' }, 'the office gets its row back')
})

const RESIDENTS = [
  '1606051304980001;1606111609140001;SITI AMINAH;13-04-1998;PEREMPUAN;ISTRI',
  '1606051304980001;1606111609140001;ADI;01-02-2015;LAKI-LAKI;ANAK',
  '1606051304980001;1606111609140001;BUDI;03-04-2017;LAKI-LAKI;ANAK',
  '1606051304800002;1606111609140001;EKO;13-04-1980;LAKI-LAKI;KEPALA KELUARGA',
]

function residents(rows: readonly string[]): string {
  return `${['NIK;NO_KK;NAMA_LGKP;TGL_LHR;JENIS_KLMIN;STAT_HBKEL', ...rows].join('\n')}\n`
}

test('no member is lost where all rows of a family have the NIK of one member', async (t) => {
  const registry = await registryWithAgency(t)
  await addTestSource(registry, 'disdukcapil')
  const sent = { source: 'disdukcapil', mode: 'snapshot' } as const
  const [, same = '', other = ''] = RESIDENTS
  const rows = [...RESIDENTS, same, other.replace('ANAK', 'CUCU')]
  const batch = await processBatch(registry, residents(rows), sent)
  t.match(batch, { state: 'completed', counts: { read: 6, accepted: 4, unchanged: 0, rejected: 2, linked: 4 } })
  const live = await registry.database.conn.read<{ id: string; key: string }>(
    sql`SELECT record_id AS id, source_key AS key FROM live_records`,
  )
  t.equal(live.length, 4)
  for (const { id, key } of live) t.equal(id, recordId('disdukcapil', key), 'ids are computed as everywhere')
  const again = await processBatch(registry, residents(RESIDENTS.toReversed()), sent)
  t.match(again, { state: 'completed', counts: { read: 4, unchanged: 4, withdrawn: 0 } })
  t.equal(disambiguateKey('a', '-1'), 'a-ffffffffffffffff')
  t.equal(disambiguateKey('a', '10'), 'a-000000000000000a')
})

test('the result does not depend on the order of the rows', async (t) => {
  const registry = await registryWithAgency(t)
  await addTestSource(registry, 'disdukcapil')
  const pendingOf = async (rows: readonly string[]): Promise<unknown> => {
    const { id } = await sendBatch(registry, residents(rows), { source: 'disdukcapil' })
    await applyAll(registry)
    const pending = await registry.database.conn.read(sql`
      SELECT p.record_id, p.locality, encode(s.content_hash, 'hex') AS hash
      FROM pending_records p JOIN source_records s USING (record_id, version, batch_row)
      WHERE p.batch_id = ${id} ORDER BY p.record_id`)
    // Without linking, the next one meets the same registry.
    await inTransaction(registry.database, async (tx) => {
      await tx.write(sql`DELETE FROM pending_records`)
      await tx.write(sql`UPDATE batches SET state = 'failed', finished_at = now() WHERE batch_id = ${id}`)
    })
    return pending
  }
  const expected = await pendingOf(RESIDENTS)
  t.equal((expected as unknown[]).length, 4)
  const orders = fc.shuffledSubarray(RESIDENTS, { minLength: RESIDENTS.length })
  await fc.assert(
    fc.asyncProperty(orders, async (rows) => t.same(await pendingOf(rows), expected)),
    { numRuns: 8 },
  )
})

test('a batch waits for the earlier batches of its source, not for those of other sources', async (t) => {
  const registry = await registryWithAgency(t)
  await addTestSource(registry, 'canonical')
  await addTestSource(registry, 'canonical', { code: 'other' })
  const first = await sendBatch(registry, list(...people(0, 3)))
  const second = await sendBatch(registry, list(person(0, '16.06.11.2016')))
  const other = await sendBatch(registry, list(person(0)), { source: 'other' })
  await applyAll(registry)
  const waiting = await registry.database.conn.read(sql`SELECT DISTINCT batch_id AS id FROM pending_records ORDER BY 1`)
  t.same(
    waiting,
    [first.id, other.id].sort().map((id) => ({ id })),
  )
  await linkAll(registry)
  await settle(registry)
  t.match(await getBatch(registry.database.conn, second.id), { state: 'completed', counts: { accepted: 1, linked: 1 } })
})

test('a batch can be cancelled until it is applied', async (t) => {
  const registry = await registryWithAgency(t)
  await addTestSource(registry, 'canonical')
  const { id } = await sendBatch(registry, list(person(0)))
  t.match(await perform(registry, cancelBatch, { id: id, by: 'admin' }), {
    state: 'refused',
    refusal: { code: 'BATCH_CANCELLED' },
  })
  await settle(registry)
  t.same(await liveKeys(registry), [])
  const applied = await processBatch(registry, list(person(0)))
  const late = await perform(registry, cancelBatch, { id: applied.id, by: 'admin' })
  t.ok(isRefusal(late) && late.code === 'BATCH_APPLIED')
})
