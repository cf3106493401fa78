import sql from 'sql-template-tag'
import { test } from 'tap'
import { client, type Client } from '../../support/http/client.js'
import { addSource, finishedBatch, sendBatch } from '../../support/http/send-batch.js'
import { type TestService, testService } from '../../support/http/test-service.js'

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
const HEADER = 'source_key,nik,name,dob,address,phone,catatan'
const GOOD = 'C-1,1606115304980002,SITI AMINAH,1998-04-13,Jl. Melati,081234567890,x\n'
const BAD = [
  ',1606111203750004,=HYPERLINK("http://x"),1975-03-12,"-2+3, Jl. Mawar",+6281234567890,\n',
  'C-3,1606111203750005\n',
  'C-4,1606111203750006,BUDI\uFFFD,1975-03-12,@SUM(A1),-2.98,"dua\nbaris"\n',
]

async function rejected(
  t: Parameters<typeof testService>[0],
): Promise<{ service: TestService; call: Client; office: Client; path: string }> {
  const service = await testService(t)
  const call = client(t, service)
  await addSource(call)
  const key = await call.post('/v1/keys', {
    name: 'Kantor',
    roles: ['producer'],
    sources: ['warga'],
    scopes: ['pii:read'],
  })
  const done = await finishedBatch(call, await sendBatch(call, `${HEADER}\n${GOOD}${BAD.join('')}`))
  t.match(done.body, { counts: { read: 4, accepted: 1, rejected: 3 } })
  return {
    service,
    call,
    office: call.as(String(key.body.key)),
    path: `/v1/batches/${String(done.body.id)}/rejections`,
  }
}

test('rejections are listed line by line, without values of the rows', async (t) => {
  const { call, path } = await rejected(t)
  const { headers, text } = await call.get(path)
  t.match(headers, { 'content-type': 'application/x-ndjson' })
  const lines = text
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Record<string, unknown>)
  t.match(lines, [
    { line: 3, errors: [{ code: 'KEY_MISSING' }] },
    { line: 4, errors: [{ code: 'ROW_RAGGED' }] },
    { line: 5, source_key: 'C-4', errors: [{ field: 'name', code: 'TEXT_UNDECODABLE' }] },
  ])
  t.notMatch(text, /16061112|BUDI|Mawar/)
  t.equal((await call.get(path, { headers: { accept: 'application/pdf' } })).status, 406)
  t.equal((await call.get(path, { headers: { accept: 'application/pdf, */*;q=0.1' } })).status, 200)
})

test('reading rejected rows needs a scope, is audited, and returns no formulas', async (t) => {
  const { service, call, office, path } = await rejected(t)
  const headers = { accept: 'text/csv', 'x-purpose': 'Memperbaiki daftar' }
  t.match(await call.get(path, { headers }), { status: 403, body: { code: 'RIGHTS_MISSING' } })
  const { text, headers: given } = await office.get(path, { headers })
  t.match(given, { 'content-type': 'text/csv; charset=utf-8', 'content-disposition': /^attachment/ })
  const lines = text.slice(text.startsWith('\uFEFF') ? 1 : 0).split('\r\n')
  t.equal(lines[0], `${HEADER},padan_error`)
  t.match(
    lines[1],
    /^,1606111203750004,"'=HYPERLINK\(""http:\/\/x""\)",1975-03-12,"'-2\+3, Jl\. Mawar",\+6281234567890,,Line 3\. /,
  )
  t.match(lines[2], /^C-3,1606111203750005,,,,,,"Line 4\. ROW_RAGGED/)
  t.match(lines[3], /^C-4,1606111203750006,BUDI\uFFFD,1975-03-12,'@SUM\(A1\),-2\.98,"dua\nbaris",/)
  const audit = await service.database.conn.read(sql`
    SELECT actor, reason, content FROM audit WHERE action = 'batch.rejections_read'`)
  t.match(audit, [{ actor: 'Kantor', reason: 'Memperbaiki daftar', content: { count: 3, request: /^[0-9a-f-]{36}$/ } }])
  t.equal(audit.length, 1)
})

test('rejected rows that are corrected in either format are accepted when they are sent again', async (t) => {
  const { call, office, path } = await rejected(t)
  const csv = (await office.get(path, { headers: { accept: 'text/csv' } })).text
  const mended = csv.replace('\r\n,1606', '\r\nC-2,1606').replace('BUDI\uFFFD', 'BUDI')
  t.match((await finishedBatch(call, await sendBatch(call, mended))).body, {
    counts: { read: 3, accepted: 3, rejected: 0 },
  })
  const response = await office.bytes(path, { headers: { accept: XLSX } })
  const again = await sendBatch(call, response, { headers: { 'content-type': XLSX } })
  t.match(
    (await finishedBatch(call, again)).body,
    { counts: { read: 3, rejected: 2 } },
    'a workbook has no ragged rows',
  )
})
