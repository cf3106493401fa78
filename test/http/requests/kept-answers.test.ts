import sql from 'sql-template-tag'
import { type Test, test } from 'tap'
import { inTransaction } from '../../../src/storage/postgres/transaction.js'
import { withClient } from '../../../src/storage/postgres/server.js'
import { DUPLICATE } from '../../support/registry/conflict-examples.js'
import { type ClientResponse, client, type Client } from '../../support/http/client.js'
import { finishedBatch, list, sendBatch } from '../../support/http/send-batch.js'
import { firstOf, serviceWithRecords } from '../../support/http/service-with-records.js'
import { ADMIN_KEY, type TestService } from '../../support/http/test-service.js'

interface Change {
  readonly path: string
  readonly body?: object
  readonly headers?: Readonly<Record<string, string>>
}

/** Calls that take an Idempotency-Key, with their prerequisites, by the action in the audit log. */
const CHANGES: Readonly<Record<string, (call: Client) => Promise<Change>>> = {
  'agency.added': () => Promise.resolve({ path: '/v1/agencies', body: { code: 'dinkes', name: 'Dinas Kesehatan' } }),
  'source.added': () =>
    Promise.resolve({
      path: '/v1/sources',
      body: { code: 'warga', agency: 'dinsos', profile: 'canonical', name: 'Warga' },
    }),
  'profile.added': async (call) => {
    const { document } = (await call.get('/v1/profiles/canonical')).body
    return { path: '/v1/profiles', body: { ...(document as object), code: 'desa' } }
  },
  'key.made': () => Promise.resolve({ path: '/v1/keys', body: { name: 'Portal', roles: ['reader'] } }),
  'conflict.deferred': async (call) => {
    const { id, version } = firstOf(await call.get('/v1/conflicts'))
    return {
      path: `/v1/conflicts/${String(id)}/deferral`,
      body: { until: new Date(Date.now() + 1e8).toISOString(), reason: 'menunggu' },
      headers: { 'if-match': `"${String(version)}"` },
    }
  },
  'judgement.made': async (call) => {
    const { id, version } = firstOf(await call.get('/v1/conflicts'))
    return {
      path: `/v1/conflicts/${String(id)}/resolution`,
      body: { verdict: 'same', reason: 'diperiksa' },
      headers: { 'if-match': `"${String(version)}"` },
    }
  },
  'judgement.reversed': async (call) => {
    const records = [
      ['bantu-umak', 'a'],
      ['p3ke', 'b'],
    ]
    const made = await call.post('/v1/judgements', { verdict: 'different', records, reason: 'kembar' })
    return { path: `${made.headers['location'] ?? ''}/reversal`, body: { reason: 'salah lihat' } }
  },
  'batch.reverted': async (call) => {
    const sent = await finishedBatch(call, await sendBatch(call, list(1, 2), { source: 'p3ke' }))
    return { path: `/v1/batches/${String(sent.body['id'])}/reversal` }
  },
}

/** From now on keeping an answer fails, as a crash after the change would. */
async function breakKeeping({ database }: TestService): Promise<void> {
  await withClient(database.server, (owner) =>
    owner.query(`
      CREATE FUNCTION padan.fail() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE 'broken'; END $$;
      CREATE TRIGGER broken BEFORE UPDATE ON padan.idempotency_keys FOR EACH ROW EXECUTE FUNCTION padan.fail();`),
  )
}

async function mendKeeping({ database }: TestService): Promise<void> {
  await withClient(database.server, (owner) => owner.query('DROP TRIGGER broken ON padan.idempotency_keys'))
}

async function actionsOf(t: Test, call: Client, action: string): Promise<number> {
  const { body } = await call.get(`/v1/audit?action=${action}&limit=500`)
  t.ok(Array.isArray(body.items))
  return body.items?.length ?? 0
}

function attempt({ address }: TestService, { path, body, headers }: Change): Promise<Response> {
  return fetch(address + path, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${ADMIN_KEY}`,
      'idempotency-key': 'sekali',
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...headers,
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  })
}

for (const [action, prepare] of Object.entries(CHANGES))
  test(`${action} commits together with its kept answer or not at all`, async (t) => {
    const service = await serviceWithRecords(t, DUPLICATE)
    const call = client(t, service)
    const change = await prepare(call)
    const before = await actionsOf(t, call, action)
    await breakKeeping(service)
    t.equal((await attempt(service, change)).status, 500)
    t.equal(await actionsOf(t, call, action), before, 'nothing was done')
    await mendKeeping(service)
    const options = { headers: { ...change.headers, 'idempotency-key': 'sekali' } }
    const done: ClientResponse = await call.post(change.path, change.body, options)
    t.ok(done.status < 300 && done.headers['idempotency-replayed'] === undefined, `${done.status}: it is done now`)
    const again = await call.post(change.path, change.body, options)
    t.match(again, { status: done.status, text: done.text, headers: { 'idempotency-replayed': 'true' } })
    t.equal(await actionsOf(t, call, action), before + 1, 'once')
  })

test('a request whose idempotency key another request took over has no effect', async (t) => {
  const service = await serviceWithRecords(t, DUPLICATE)
  const call = client(t, service)
  await withClient(service.database.server, (owner) =>
    owner.query(`
      CREATE FUNCTION padan.take_over() RETURNS trigger LANGUAGE plpgsql AS
        $$ BEGIN NEW.begun_at := NEW.begun_at + interval '1 s'; RETURN NEW; END $$;
      CREATE TRIGGER taken BEFORE INSERT ON padan.idempotency_keys FOR EACH ROW EXECUTE FUNCTION padan.take_over();`),
  )
  const options = { headers: { 'idempotency-key': 'k-1' } }
  const agency = { code: 'dinkes', name: 'Dinas Kesehatan' }
  t.match(await call.post('/v1/agencies', agency, options), { status: 409, body: { code: 'IDEMPOTENCY_KEY_BUSY' } })
  t.equal((await call.get('/v1/agencies/dinkes')).status, 404)
})

test('numbers that an answer shows in full are audited in the same transaction', async (t) => {
  const service = await serviceWithRecords(t, DUPLICATE)
  const admin = client(t, service)
  const made = await admin.post('/v1/keys', { name: 'Walidata', roles: ['steward'], scopes: ['pii:read'] })
  const steward = admin.as(String(made.body['key']))
  const { id } = firstOf(await steward.get('/v1/conflicts'))
  const headers = { 'if-match': '"1"', 'x-purpose': 'x'.repeat(501) }
  const verdict = { verdict: 'same', reason: 'diperiksa' }
  t.match(await steward.post(`/v1/conflicts/${String(id)}/resolution`, verdict, { headers }), {
    status: 400,
    body: { code: 'HEADER_INVALID' },
  })
  t.match(await steward.get('/v1/conflicts'), { body: { items: [{ state: 'open' }] } }, 'nothing was done')
  const purposed = { headers: { 'if-match': '"1"', 'x-purpose': 'Rapat' } }
  t.equal((await steward.post(`/v1/conflicts/${String(id)}/resolution`, verdict, purposed)).status, 200)
  const noted = await inTransaction(service.database, (tx) =>
    tx.read(sql`SELECT reason FROM audit WHERE action = 'conflict.effects_read'`),
  )
  t.same(noted, [{ reason: 'Rapat' }])
})
