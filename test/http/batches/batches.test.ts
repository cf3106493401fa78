import { once } from 'node:events'
import type { IncomingMessage } from 'node:http'
import sql from 'sql-template-tag'
import { test } from 'tap'
import type { Conn } from '../../../src/storage/postgres/connection.js'
import { client } from '../../support/http/client.js'
import { addSource, beginUpload, finishedBatch, list, sendBatch } from '../../support/http/send-batch.js'
import { ADMIN_KEY, testService } from '../../support/http/test-service.js'

test('a batch is received and linked, and its rows are counted', async (t) => {
  const call = client(t, await testService(t))
  await addSource(call)
  const sent = await sendBatch(call, list(1, 2, 3))
  t.match(sent, {
    status: 202,
    headers: { location: /^\/v1\/batches\/[0-9a-f-]{36}$/ },
    body: { source: 'warga', mode: 'delta' },
  })
  const counts = { read: 3, accepted: 3, unchanged: 0, rejected: 0, withdrawn: 0, linked: 3, persons_created: 3 }
  t.match(await finishedBatch(call, sent), { status: 200, body: { state: 'completed', counts } })
  t.match((await finishedBatch(call, await sendBatch(call, list(1, 2, 3)))).body, {
    counts: { accepted: 0, unchanged: 3 },
  })
  t.match((await finishedBatch(call, await sendBatch(call, list(1, 2, 3, 4), { mode: 'snapshot' }))).body, {
    counts: { accepted: 1, withdrawn: 0 },
  })
})

test('waiting for a batch ends with the batch or after the given time', async (t) => {
  const service = await testService(t)
  const call = client(t, service)
  await addSource(call)
  const sending = beginUpload(service.address, '/v1/sources/warga/batches?mode=delta', {
    authorization: `Bearer ${ADMIN_KEY}`,
  })
  sending.write(list(1))
  const id = await receiving(service.database.conn)
  t.match(await call.get(`/v1/batches/${id}`), { body: { state: 'receiving', finished_at: null } })
  t.match(await call.get(`/v1/batches/${id}?wait=1`), { body: { state: 'receiving' } }, 'the time is over')
  const waiting = call.get(`/v1/batches/${id}?wait=60`)
  sending.end()
  t.match(await waiting, { body: { state: 'completed' } })
  t.match(await call.get(`/v1/batches/${id}?wait=61`), { status: 400 })
})

test('one batch of a source is received at a time', async (t) => {
  const service = await testService(t)
  const call = client(t, service)
  await addSource(call)
  const sending = beginUpload(service.address, '/v1/sources/warga/batches?mode=delta', {
    authorization: `Bearer ${ADMIN_KEY}`,
  })
  sending.write(list(1))
  const id = await receiving(service.database.conn)
  t.match(await sendBatch(call, list(2)), {
    status: 409,
    headers: { 'retry-after': '10' },
    body: { code: 'SOURCE_BUSY' },
  })
  sending.end()
  await finishedBatch(call, await call.get(`/v1/batches/${id}`))
  t.equal((await sendBatch(call, list(2))).status, 202)
})

test('an aborted upload leaves a failed batch, and can be repeated with the same key', async (t) => {
  const service = await testService(t)
  const call = client(t, service)
  await addSource(call)
  const headers = { 'idempotency-key': 'daftar-1' }
  const sending = beginUpload(service.address, '/v1/sources/warga/batches?mode=delta', {
    authorization: `Bearer ${ADMIN_KEY}`,
    ...headers,
  })
  sending.write(list(1, 2))
  const id = await receiving(service.database.conn)
  t.match(await sendBatch(call, list(1, 2, 3), { headers }), {
    status: 409,
    body: { code: 'IDEMPOTENCY_KEY_BUSY' },
    headers: { 'retry-after': '5' },
  })
  sending.destroy()
  t.match(await call.get(`/v1/batches/${id}?wait=10`), { body: { state: 'failed', refusal: { code: 'SENDER_GONE' } } })
  const again = await sendBatch(call, list(1, 2, 3), { headers })
  t.match(again, { status: 202 })
  t.not(again.body.id, id)
  t.match(await finishedBatch(call, again), { body: { state: 'completed', counts: { read: 3, linked: 3 } } })
  const repeated = await sendBatch(call, list(1, 2, 3), { headers })
  t.match(repeated, { status: 202, body: { id: again.body.id }, headers: { 'idempotency-replayed': 'true' } })
  t.match(await sendBatch(call, list(1, 2, 4), { headers }), { status: 422, body: { code: 'IDEMPOTENCY_KEY_REUSED' } })
})

test('an unreadable file is refused with the reason, and the connection stays open', async (t) => {
  const call = client(t, await testService(t))
  await addSource(call)
  const cases: [string, string | Uint8Array, string, Record<string, string>][] = [
    ['empty', '', 'FILE_EMPTY', {}],
    ['other columns', 'a;b\n1;2\n', 'HEADER_UNKNOWN', {}],
    ['a column twice', 'source_key,name,name\n1,A,B\n', 'HEADER_TWICE', {}],
    ['long and of other columns', 'x,y\n' + '1,2\n'.repeat(2_000_000), 'HEADER_UNKNOWN', {}],
    [
      'no workbook',
      'source_key,name\n',
      'XLSX_UNREADABLE',
      { 'content-type': 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet' },
    ],
    ['no JSON', 'source_key,name\n', 'JSON_UNREADABLE', { 'content-type': 'application/json' }],
  ]
  for (const [name, body, code, headers] of cases) {
    const sent = await sendBatch(call, body, { headers })
    t.match(sent, { status: 202, body: { state: 'refused', refusal: { code } } }, name)
  }
  t.equal((await sendBatch(call, list(1))).status, 202)
})

test('an upload that is too slow is aborted, and its source is free again', async (t) => {
  const service = await testService(t, { paceMs: 50 })
  const call = client(t, service)
  await addSource(call)
  const sending = beginUpload(service.address, '/v1/sources/warga/batches?mode=delta', {
    authorization: `Bearer ${ADMIN_KEY}`,
  })
  const answered = once(sending, 'response') as Promise<[IncomingMessage]>
  const drip = setInterval(() => sending.write('a'), 20)
  t.teardown(() => {
    clearInterval(drip)
  })
  const [{ statusCode }] = await answered
  clearInterval(drip)
  t.equal(statusCode, 408)
  sending.destroy()
  t.equal((await sendBatch(call, list(1))).status, 202)
})

test('a file is read by its content type and charset', async (t) => {
  const call = client(t, await testService(t))
  await addSource(call)
  const text = 'source_key,name\nB-1,JOS\u00c9 CONTOH\n'
  const utf16 = Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(text, 'utf16le')])
  const cases: [string, string, string | Uint8Array, number][] = [
    ['named windows-1252', 'text/csv; charset=windows-1252', Buffer.from(text, 'latin1'), 202],
    ['UTF-16 with its mark', 'text/csv; charset="utf-16"', utf16, 202],
    ['unnamed', 'application/octet-stream', Buffer.from(text), 202],
    ['lines of JSON', 'application/x-ndjson', '{"source_key":"B-1","name":"JOS\u00c9 CONTOH"}\n', 202],
    ['JSON', 'application/json', '[{"source_key":"B-1","name":"JOS\u00c9 CONTOH"}]', 202],
    ['a picture', 'image/png', 'x', 415],
    ['a form', 'multipart/form-data; boundary=x', 'x', 415],
    ['an unknown charset', 'text/csv; charset=ebcdic', 'x', 415],
  ]
  for (const [name, type, body, status] of cases) {
    const sent = await sendBatch(call, body, { headers: { 'content-type': type } })
    t.equal(sent.status, status, name)
    if (status === 202)
      t.match((await finishedBatch(call, sent)).body, { state: 'completed', counts: { read: 1, rejected: 0 } }, name)
  }
  const { items } = (await call.get('/v1/keys')).body
  t.same(items, [])
})

test('a batch that would withdraw too much waits for confirmation; batches are cancelled and reverted', async (t) => {
  const call = client(t, await testService(t))
  await addSource(call)
  const numbers = Array.from({ length: 20 }, (_, at) => at)
  const first = await finishedBatch(call, await sendBatch(call, list(...numbers), { mode: 'snapshot' }))
  t.match(await call.post(`/v1/batches/${String(first.body.id)}/confirmation`), {
    status: 409,
    body: { code: 'BATCH_NOT_CONFIRMABLE' },
  })
  t.match(await call.post(`/v1/batches/${String(first.body.id)}/cancellation`), {
    status: 409,
    body: { code: 'BATCH_APPLIED' },
  })
  const abnormal = await finishedBatch(call, await sendBatch(call, list(1, 2), { mode: 'snapshot' }))
  t.match(abnormal.body, { state: 'refused', refusal: { code: 'SNAPSHOT_ABNORMAL' } })
  const confirmed = await call.post(`/v1/batches/${String(abnormal.body.id)}/confirmation`)
  t.match(confirmed, { status: 202 })
  t.match((await finishedBatch(call, confirmed)).body, { state: 'completed', counts: { withdrawn: 18 } })
  const reverted = await call.post(`/v1/batches/${String(abnormal.body.id)}/reversal`)
  t.match(reverted, { status: 202, body: { reverts: abnormal.body.id } })
  t.match((await finishedBatch(call, reverted)).body, { state: 'completed', counts: { linked: 18 } })
  const unknown = '11111111-1111-4111-8111-111111111111'
  for (const act of ['confirmation', 'cancellation', 'reversal'])
    t.match(await call.post(`/v1/batches/${unknown}/${act}`), { status: 404, body: { code: 'BATCH_UNKNOWN' } })
  t.match(await call.get('/v1/batches/satu'), { status: 400, body: { code: 'PATH_INVALID' } })
})

test('a producer reaches its own sources only, and a key of an area nothing outside of it', async (t) => {
  const call = client(t, await testService(t))
  await addSource(call)
  await addSource(call, 'lain')
  const key = async (more: object): Promise<string> =>
    String(
      (await call.post('/v1/keys', { name: JSON.stringify(more), roles: ['producer'], sources: ['warga'], ...more }))
        .body.key,
    )
  const producer = call.as(await key({}))
  t.equal((await sendBatch(producer, list(1))).status, 202)
  t.match(await sendBatch(producer, list(1), { source: 'lain' }), { status: 404, body: { code: 'SOURCE_UNKNOWN' } })
  const foreign = await sendBatch(call, list(5), { source: 'lain' })
  for (const path of ['', '/rejections'])
    t.match(await producer.get(`${String(foreign.headers.location)}${path}`), {
      status: 404,
      body: { code: 'BATCH_UNKNOWN' },
    })
  for (const act of ['confirmation', 'cancellation', 'reversal'])
    t.equal((await producer.post(`${String(foreign.headers.location)}/${act}`)).status, 404, act)
  t.same(
    (await producer.get('/v1/sources')).body.items?.map(({ code }) => code),
    ['warga'],
  )
  t.equal((await producer.get('/v1/sources/lain')).status, 404)

  const reader = call.as(await key({ roles: ['reader'] }))
  t.equal((await sendBatch(reader, list(1))).status, 403, 'a reader sends nothing')

  const local = call.as(await key({ area_prefix: '16.07' }))
  t.match(await sendBatch(local, list(1), { mode: 'snapshot' }), { status: 403 })
  const sent = await finishedBatch(call, await sendBatch(local, list(8, 9)))
  for (const act of ['confirmation', 'cancellation', 'reversal'])
    t.equal((await local.post(`/v1/batches/${String(sent.body.id)}/${act}`)).status, 403, act)
  t.match(sent.body, { state: 'completed', counts: { read: 2, accepted: 0, rejected: 2 } })
})

async function receiving(conn: Conn): Promise<string> {
  for (;;) {
    const [row] = await conn.read<{ id: string }>(sql`SELECT batch_id AS id FROM batches WHERE state = 'receiving'`)
    if (row !== undefined) return row.id
  }
}
