import { gzipSync } from 'node:zlib'
import { test } from 'tap'
import { client } from '../../support/http/client.js'
import { addSource, finishedBatch, list, sendBatch } from '../../support/http/send-batch.js'
import { testService } from '../../support/http/test-service.js'
import { writeWorkbook } from '../../support/profiles/write-workbook.js'

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
const HEADER = ['source_key', 'name', 'nik', 'kesukaan']

test('a batch tells how its file was understood, as long as it is stored', async (t) => {
  const call = client(t, await testService(t))
  await addSource(call)
  const file = 'Daftar warga,,,\nsource_key,name,nik,kesukaan\nB-1,SARTIKA,,kopi\n,JUMLAH,,1\n'
  const sent = await sendBatch(call, file)
  const reading = {
    format: 'csv',
    columns: [
      { name: 'source_key', to: 'source_key' },
      { name: 'name', to: 'name' },
      { name: 'nik', to: 'nik' },
    ],
    not_understood: ['kesukaan'],
    passed_over: [
      { kind: 'title', count: 1, lines: [1] },
      { kind: 'header', count: 1, lines: [2] },
      { kind: 'total', count: 1, lines: [4] },
    ],
  }
  t.match(sent.body, { counts: { read: 1, accepted: 1, rejected: 0 }, reading })
  const done = await finishedBatch(call, sent)
  t.match(done.body, { state: 'completed', reading })
  const refused = await sendBatch(call, 'a,b\n1,2\n')
  t.match(refused.body, { state: 'refused', reading: { columns: [] } })
  const reversal = await call.post(`/v1/batches/${String(done.body.id)}/reversal`, {})
  t.notOk('reading' in reversal.body, 'a reversal has no file')
})

test('the query names the sheet of a workbook', async (t) => {
  const call = client(t, await testService(t))
  await addSource(call)
  const workbook = writeWorkbook([
    {
      name: 'Rekap 2026',
      rows: [
        ['desa', 'jumlah'],
        ['CIKOLE', 2],
        ['LEMBANG', 1],
      ],
    },
    { name: 'Warga & RT', rows: [HEADER, ['B-1', 'SARTIKA', '', '']] },
    { name: 'Lama', state: 'hidden', rows: [HEADER, ['B-2', 'DARTO', '', '']] },
  ])
  const send = (query: string) =>
    call.post(`/v1/sources/warga/batches?mode=delta${query}`, workbook, { headers: { 'content-type': XLSX } })
  t.match((await send('')).body, {
    state: 'refused',
    refusal: { code: 'SHEETS_DIFFERENT', detail: /"Rekap 2026", "Warga & RT"/ },
  })
  t.match((await send('&sheet=Lama')).body, { refusal: { code: 'SHEET_UNKNOWN' } })
  const sent = await send(`&sheet=${encodeURIComponent('Warga & RT')}`)
  t.match(sent.body, {
    counts: { read: 1, accepted: 1 },
    reading: {
      sheets: [
        { name: 'Rekap 2026', state: 'not_asked' },
        { name: 'Warga & RT', state: 'read' },
        { name: 'Lama', state: 'hidden' },
      ],
    },
  })
  for (const query of ['&sheet=', `&sheet=${'x'.repeat(101)}`])
    t.match(await send(query), { status: 400, body: { code: 'QUERY_INVALID' } })
})

test('the place of a rejected row names its sheet', async (t) => {
  const call = client(t, await testService(t))
  await addSource(call)
  const workbook = writeWorkbook([
    { name: 'RT 1', rows: [HEADER, ['B-1', 'SARTIKA', '', '']] },
    { name: 'RT 2', rows: [HEADER, ['B-2', 'DARTO', '', ''], ['', 'SARI', '', 'teh']] },
  ])
  const sent = await sendBatch(call, workbook, { headers: { 'content-type': XLSX } })
  t.match(sent.body, { counts: { read: 3, accepted: 2, rejected: 1 } })
  const key = await call.post('/v1/keys', { name: 'K', roles: ['producer'], sources: ['warga'], scopes: ['pii:read'] })
  const path = `/v1/batches/${String(sent.body.id)}/rejections`
  t.match(JSON.parse((await call.get(path)).text), { line: 3, errors: [{ code: 'KEY_MISSING', sheet: 'RT 2' }] })
  const table = await call.as(String(key.body.key)).get(path, { headers: { accept: 'text/csv' } })
  t.match(table.text, /"?Sheet ""RT 2"", line 3\. KEY_MISSING/)
})

test('a body packed with gzip is read, and another packing is refused', async (t) => {
  const call = client(t, await testService(t))
  await addSource(call)
  const packed = gzipSync(list(1, 2))
  const cases: [what: string, headers: Record<string, string>, body: Uint8Array | string][] = [
    ['as a content encoding', { 'content-encoding': 'gzip' }, packed],
    ['as a file', {}, packed],
    ['as a file of its own type', { 'content-type': 'application/gzip' }, packed],
    ['a packed file, packed again', { 'content-encoding': 'x-gzip' }, gzipSync(packed)],
    ['nothing packed', { 'content-encoding': 'identity' }, list(1, 2)],
  ]
  for (const [what, headers, body] of cases)
    t.match(await sendBatch(call, body, { headers }), { status: 202, body: { counts: { read: 2 } } }, what)
  for (const encoding of ['br', 'deflate', 'gzip, br', 'zstd'])
    t.match(
      await sendBatch(call, packed, { headers: { 'content-encoding': encoding } }),
      { status: 415, headers: { 'accept-encoding': 'gzip' }, body: { code: 'MEDIA_TYPE_UNSUPPORTED' } },
      encoding,
    )
  const cut = await sendBatch(call, packed.subarray(0, -9), { headers: { 'content-encoding': 'gzip' } })
  t.match(cut.body, { state: 'refused', refusal: { code: 'GZIP_UNREADABLE' } })
})
