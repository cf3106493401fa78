import { once } from 'node:events'
import { connect } from 'node:net'
import sql from 'sql-template-tag'
import { test } from 'tap'
import { getBatch } from '../../../src/application/batches/get-batch.js'
import { ROUTES } from '../../../src/http/server/routes.js'
import { client } from '../../support/http/client.js'
import { addSource, beginUpload, list } from '../../support/http/send-batch.js'
import { ADMIN_KEY, testService, type TestService } from '../../support/http/test-service.js'

const ID = '11111111-1111-4111-8111-111111111111'

/** Sends bytes as they are and returns all bytes received until the connection ends. */
async function exchange({ address }: TestService, bytes: string): Promise<string> {
  const { hostname, port } = new URL(address)
  const socket = connect(Number(port), hostname)
  let text = ''
  socket.on('data', (piece: Buffer) => {
    text += piece.toString('latin1')
  })
  socket.on('error', () => undefined)
  socket.write(bytes)
  await once(socket, 'close')
  return text
}

test('without a key only the open routes answer, and refusals reveal nothing', async (t) => {
  const call = client(t, await testService(t)).as(undefined)
  for (const { method, path, access } of ROUTES) {
    const answered = await call.call(method, path.replaceAll(/\{\w+\}/g, ID))
    t.equal(answered.status, access === 'open' ? 200 : 401, `${method} ${path}`)
    if (access !== 'open') t.match(answered.body, { code: 'KEY_MISSING', instance: /^urn:padan:request:/ })
  }
})

test('every answer has a request id and rate limits, and forbids caching', async (t) => {
  const call = client(t, await testService(t))
  const { headers } = await call.get('/v1/agencies')
  t.match(headers, {
    'x-request-id': /^[0-9a-f-]{36}$/,
    'cache-control': 'no-store',
    'ratelimit-policy': /^"key";q=\d+;w=60$/,
    ratelimit: /^"key";r=\d+;t=\d+$/,
    'content-type': 'application/json; charset=utf-8',
  })
  t.match((await call.get('/v1/agencies', { headers: { 'x-request-id': ID } })).headers, { 'x-request-id': ID })
  const { headers: own } = await call.get('/v1/agencies', { headers: { 'x-request-id': 'siti aminah' } })
  t.match(own['x-request-id'], /^[0-9a-f-]{36}$/, 'an id that could be anything is not taken over')
})

test('a key over its rate limit is refused with the time to wait', async (t) => {
  const call = client(t, await testService(t, { unitsPerMinute: 2 }))
  t.match((await call.get('/v1/agencies')).headers, { ratelimit: /^"key";r=1;t=/ })
  await call.get('/v1/agencies')
  const refused = await call.get('/v1/agencies')
  t.match(refused, { status: 429, body: { code: 'RATE_EXCEEDED' }, headers: { 'retry-after': /^[1-9]\d?$/ } })
  t.equal((await call.as(undefined).get('/healthz')).status, 200)
})

test('an invalid request is answered with a problem document', async (t) => {
  const call = client(t, await testService(t))
  const json = { 'content-type': 'application/json' }
  const cases: [string, string, string, object, number, string][] = [
    ['no address', 'GET', '/v1/lain', {}, 404, 'RESOURCE_UNKNOWN'],
    ['another method', 'PUT', '/v1/agencies', {}, 405, 'METHOD_UNKNOWN'],
    ['an unknown query parameter', 'GET', '/v1/agencies?a=1', {}, 400, 'QUERY_INVALID'],
    ['no JSON', 'POST', '/v1/agencies', { body: '{"code":', headers: json }, 400, 'BODY_UNREADABLE'],
    [
      'no UTF-8',
      'POST',
      '/v1/agencies',
      { body: Buffer.from([0x22, 0xff, 0x22]), headers: json },
      400,
      'BODY_UNREADABLE',
    ],
    ['a NUL', 'POST', '/v1/agencies', { body: { code: 'a', name: 'a\0b' } }, 400, 'BODY_UNREADABLE'],
    [
      'another type',
      'POST',
      '/v1/agencies',
      { body: 'code=a', headers: { 'content-type': 'text/plain' } },
      415,
      'MEDIA_TYPE_UNSUPPORTED',
    ],
    ['too large', 'POST', '/v1/agencies', { body: { code: 'a', name: 'x'.repeat(2 << 20) } }, 413, 'BODY_TOO_LARGE'],
    ['an array', 'POST', '/v1/agencies', { body: [] }, 422, 'BODY_INVALID'],
    ['nothing', 'POST', '/v1/agencies', {}, 422, 'BODY_INVALID'],
    [
      'a prototype',
      'POST',
      '/v1/agencies',
      { body: '{"code":"a","name":"b","__proto__":{"x":1}}', headers: json },
      422,
      'BODY_INVALID',
    ],
    [
      'deep',
      'POST',
      '/v1/agencies',
      { body: `${'['.repeat(50_000)}${']'.repeat(50_000)}`, headers: json },
      422,
      'BODY_INVALID',
    ],
  ]
  for (const [name, method, path, options, status, code] of cases) {
    const answered = await call.call(method, path, options)
    t.match(answered, { status, body: { code, status }, headers: { 'content-type': 'application/problem+json' } }, name)
  }
  t.match((await call.call('PATCH', '/v1/agencies')).headers, { allow: 'POST, GET' })
})

test('bytes that are no HTTP are answered, and the service runs on', async (t) => {
  const service = await testService(t)
  t.match(await exchange(service, 'halo\r\n\r\n'), /^HTTP\/1\.1 400 /)
  t.match(
    await exchange(service, `GET /v1/agencies HTTP/1.1\r\nHost: x\r\nX: ${'a'.repeat(40_000)}\r\n\r\n`),
    /^HTTP\/1\.1 431 /,
  )
  t.equal((await client(t, service).get('/v1/agencies')).status, 200)
})

test('a request whose body stalls is aborted', async (t) => {
  const service = await testService(t, { bodyMs: 200 })
  const head = `POST /v1/agencies HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer ${ADMIN_KEY}\r\nContent-Type: application/json\r\n`
  const answered = await exchange(service, `${head}Content-Length: 100\r\n\r\n{"code":`)
  t.match(answered, /^HTTP\/1\.1 408 /)
  t.match(answered, /"code":"BODY_TOO_SLOW"/)
})

test('a stopping service answers waiting requests and aborts uploads', async (t) => {
  const service = await testService(t, { uploadGraceMs: 200 })
  const call = client(t, service)
  await addSource(call)
  const put = call.put('/v1/sources/warga/records/1', { name: 'SITI AMINAH' })
  const sending = beginUpload(service.address, '/v1/sources/warga/batches?mode=delta', {
    authorization: `Bearer ${ADMIN_KEY}`,
  })
  sending.write(list(1))
  let id: string | undefined
  while (id === undefined) {
    const [row] = await service.database.conn.read<{ id: string }>(sql`SELECT batch_id AS id FROM batches`)
    id = row?.id
  }
  const waiting = call.get(`/v1/batches/${id}?wait=60`)
  t.equal((await put).status, 201)
  // Said behind the call that waits: once it is answered, that one has arrived.
  t.equal((await call.put('/v1/sources/warga/records/2', { name: 'SITI RAHMA' })).status, 201)
  const beganMs = performance.now()
  const closed = service.close()
  t.match(await waiting, { status: 200, body: { state: 'receiving' } })
  await closed
  t.ok(performance.now() - beganMs < 5000, 'it does not wait for the whole list')
  t.match(await getBatch(service.database.conn, id), { state: 'failed', refusal: { code: 'SENDER_GONE' } })
})

test('health, readiness and metrics', async (t) => {
  const service = await testService(t)
  const call = client(t, service)
  t.match(await call.as(undefined).get('/healthz'), { status: 200, body: { status: 'alive' } })
  t.match(await call.as(undefined).get('/readyz'), { status: 200, body: { status: 'ready' } })
  await call.get('/v1/agencies')
  await service.linker.stop()
  t.match(await call.as(undefined).get('/readyz'), { status: 503, headers: { 'retry-after': '5' } })
  const { text } = await call.get('/metrics')
  t.match(text, /padan_http_request_duration_seconds_count\{method="GET",route="\/v1\/agencies",status="200"\} 1/)
  t.match(text, /padan_waiting\{kind="pending_records"\} 0/)
  t.match(text, /padan_database_connections\{state="busy"\} \d/)
})

test('the API document and its page are served without a key and from here alone', async (t) => {
  const { address } = await testService(t)
  const document = await fetch(`${address}/openapi.json`)
  t.match(await document.json(), { openapi: '3.1.0', paths: { '/v1/agencies': {} } })
  const page = await fetch(`${address}/docs/`)
  t.equal(page.status, 200)
  t.notMatch(await page.text(), /(?:src|href)="https?:/, 'nothing comes from elsewhere')
  t.match(page.headers.get('content-security-policy'), /default-src 'self'/)
})
