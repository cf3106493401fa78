import sql from 'sql-template-tag'
import { test } from 'tap'
import { client, type Client } from '../../support/http/client.js'
import { testService } from '../../support/http/test-service.js'

async function made(call: Client, key: object): Promise<{ id: string; key: string }> {
  const { status, body } = await call.post('/v1/keys', key)
  if (status !== 201) throw new Error(`No key: ${status}`)
  return body as unknown as { id: string; key: string }
}

const READER = { name: 'Portal', roles: ['reader'] }

test('a key works until it is revoked, and is shown once', async (t) => {
  const service = await testService(t)
  const call = client(t, service)
  const { id, key } = await made(call, READER)
  t.match(key, /^padan_[0-9a-f]{12}_[\w-]{43}$/)
  const reader = call.as(key)
  t.equal((await reader.get('/v1/agencies')).status, 200)
  t.match(await reader.post('/v1/agencies', { code: 'x', name: 'X' }), {
    status: 403,
    body: { code: 'RIGHTS_MISSING' },
  })
  const listed = await call.get('/v1/keys')
  t.match(listed.body.items, [{ id, name: 'Portal', made_by: 'admin', revoked_at: null }])
  t.notOk(listed.text.includes(key.slice(-43)), 'the list does not show it')
  const stored = await service.database.conn.read<{ row: string }>(sql`SELECT api_keys::text AS row FROM api_keys`)
  t.notOk(stored[0]?.row.includes(key.slice(-43)), 'nor does the table')
  t.match(await call.delete(`/v1/keys/${id}`), { status: 200, body: { id, revoked_at: String } })
  t.match(await reader.get('/v1/agencies'), { status: 401, body: { code: 'KEY_INVALID' } })
  t.equal((await call.delete(`/v1/keys/${id}`)).status, 200, 'revoking again changes nothing')
  const audit = await service.database.conn.read<{ action: string }>(sql`SELECT action FROM audit ORDER BY number`)
  t.same(
    audit.map(({ action }) => action),
    ['key.made', 'key.revoked'],
  )
})

test('an invalid or expired key is answered with 401', async (t) => {
  const clock = { at: Date.UTC(2026, 10, 1) }
  const call = client(t, await testService(t, { now: () => new Date(clock.at) }))
  const { key } = await made(call, { ...READER, expires_at: new Date(clock.at + 1000).toISOString() })
  t.equal((await call.as(key).get('/v1/agencies')).status, 200)
  const wrong = key.slice(0, -1) + (key.endsWith('A') ? 'B' : 'A')
  const headers = [
    undefined,
    `Bearer ${wrong}`,
    'Bearer',
    'Bearer x y',
    'Basic YTpi',
    `bearer  ${wrong}`,
    'Bearer kunci-admin',
  ]
  for (const authorization of headers) {
    const answered = await call
      .as(undefined)
      .get('/v1/agencies', { headers: authorization === undefined ? {} : { authorization } })
    t.match(answered, { status: 401, headers: { 'www-authenticate': /^Bearer/ } }, String(authorization?.length))
  }
  clock.at += 1000
  t.equal((await call.as(key).get('/v1/agencies')).status, 401)
})

test('a key has no more rights than its creator', async (t) => {
  const call = client(t, await testService(t))
  const regional = call.as((await made(call, { name: 'Kabupaten', roles: ['admin'], area_prefix: '16.06' })).key)
  const cases: [string, object, number, string][] = [
    ['wider area', { name: 'a', roles: ['reader'], area_prefix: '16' }, 403, 'RIGHTS_EXCEEDED'],
    ['no area', { name: 'a', roles: ['reader'] }, 403, 'RIGHTS_EXCEEDED'],
    ['another area', { name: 'a', roles: ['reader'], area_prefix: '16.07' }, 403, 'RIGHTS_EXCEEDED'],
    ['look-alike', { name: 'a', roles: ['reader'], area_prefix: '16.06.1' }, 422, 'BODY_INVALID'],
    ['a name in use', { name: 'Kabupaten', roles: ['reader'], area_prefix: '16.06' }, 409, 'KEY_NAME_TAKEN'],
    ['the admin', { name: 'ADMIN', roles: ['reader'], area_prefix: '16.06' }, 409, 'KEY_NAME_TAKEN'],
    ['no roles', { name: 'a', roles: [] }, 422, 'BODY_INVALID'],
    ['unknown role', { name: 'a', roles: ['root'] }, 422, 'BODY_INVALID'],
    [
      'the past',
      { name: 'a', roles: ['reader'], area_prefix: '16.06', expires_at: '2020-01-01T00:00:00Z' },
      422,
      'KEY_EXPIRED_AT_ONCE',
    ],
    ['unknown source', { name: 'a', roles: ['producer'], area_prefix: '16.06', sources: ['x'] }, 404, 'SOURCE_UNKNOWN'],
  ]
  for (const [name, body, status, code] of cases)
    t.match(await regional.post('/v1/keys', body), { status, body: { code } }, name)
  const { id } = await made(call, { name: 'Provinsi', roles: ['admin'], area_prefix: '16' })
  t.equal((await regional.get(`/v1/keys/${id}`)).status, 404, 'a key of a wider area does not exist for it')
  t.equal((await regional.delete(`/v1/keys/${id}`)).status, 404)
  t.same(
    (await regional.get('/v1/keys')).body.items?.map(({ name }) => name),
    ['Kabupaten'],
  )
  for (const role of ['producer', 'reader', 'steward'] as const) {
    const other = call.as((await made(call, { name: role, roles: [role] })).key)
    t.equal((await other.post('/v1/keys', { name: 'x', roles: ['admin'] })).status, 403, `${role} makes no keys`)
    t.equal((await other.get('/v1/keys')).status, 403)
  }
})

test('a repeated request with the same Idempotency-Key has one effect and one answer', async (t) => {
  const service = await testService(t)
  const call = client(t, service)
  const headers = { 'idempotency-key': 'k-1' }
  const first = await call.post('/v1/keys', READER, { headers })
  const second = await call.post('/v1/keys', READER, { headers })
  t.same(second.body, first.body)
  t.match(second, { status: 201, headers: { location: first.headers.location, 'idempotency-replayed': 'true' } })
  t.match(await call.post('/v1/keys', { ...READER, name: 'x' }, { headers }), {
    status: 422,
    body: { code: 'IDEMPOTENCY_KEY_REUSED' },
  })
  t.match(
    await call.post('/v1/agencies', { code: 'a', name: 'A' }, { headers }),
    { status: 201 },
    'of another call it is another',
  )
  t.match(await call.post('/v1/keys', { ...READER, name: '' }, { headers: { 'idempotency-key': 'k 2' } }), {
    status: 422,
  })
  t.match(await call.post('/v1/keys', READER, { headers: { 'idempotency-key': 'k 2' } }), {
    status: 400,
    body: { code: 'HEADER_INVALID' },
  })
  const [stored] = await service.database.conn.read<{ answer: Buffer }>(
    sql`SELECT answer FROM idempotency_keys LIMIT 1`,
  )
  t.notOk(stored?.answer.includes(String(first.body.key)), 'the new key is not kept in the clear')
  const together = { headers: { 'idempotency-key': 'k-3' } }
  const both = await Promise.all([1, 2, 3].map(() => call.post('/v1/keys', { ...READER, name: 'Bersama' }, together)))
  t.equal((await call.get('/v1/keys')).body.items?.filter(({ name }) => name === 'Bersama').length, 1)
  for (const { status } of both) t.ok([201, 409].includes(status), `${status}`)
})

test('a refused request may be repeated with the same Idempotency-Key', async (t) => {
  const call = client(t, await testService(t))
  const source = { code: 'dtks', agency: 'dinsos', profile: 'dtks', name: 'DTKS' }
  const headers = { 'idempotency-key': 'k-1' }
  t.equal((await call.post('/v1/sources', source, { headers })).status, 404)
  await call.post('/v1/agencies', { code: 'dinsos', name: 'Dinas Sosial' })
  t.equal((await call.post('/v1/sources', source, { headers })).status, 201)
})

test('pages are read by cursors that only the service can create', async (t) => {
  const call = client(t, await testService(t))
  for (let at = 0; at < 5; at++) await made(call, { ...READER, name: `Portal ${at}` })
  const names: unknown[] = []
  let path: string | undefined = '/v1/keys?limit=2'
  while (path !== undefined) {
    const { body, headers } = await call.get(path)
    names.push(...(body.items ?? []).map(({ name }) => name))
    path = /^<(.+)>; rel="next"$/.exec(headers.link ?? '')?.[1]
    if (path !== undefined) t.ok(path.includes(String(body.next)))
  }
  t.same(
    names.sort(),
    [0, 1, 2, 3, 4].map((at) => `Portal ${at}`),
  )
  const { next } = (await call.get('/v1/keys?limit=2')).body
  const forged = String(next).slice(0, -2) + 'AA'
  for (const cursor of ['x', forged, '%00', '', "' OR 1=1 --"])
    t.match(await call.get(`/v1/keys?cursor=${encodeURIComponent(cursor)}`), { status: 400 }, cursor)
  for (const query of ['limit=0', 'limit=501', 'limit=1e3', 'limit=', 'order=name', 'limit=1&limit=2'])
    t.match(await call.get(`/v1/keys?${query}`), { status: 400, body: { code: 'QUERY_INVALID' } }, query)
})
