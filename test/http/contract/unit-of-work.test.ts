import { test } from 'tap'
import { client, type Client } from '../../support/http/client.js'
import { ADMIN_KEY, testService } from '../../support/http/test-service.js'
import { failCommits } from '../../support/storage/fail-commits.js'

const AGENCY = { code: 'dinkes', name: 'Dinas Kesehatan' }
const KEYED = { headers: { 'idempotency-key': 'sekali' } }

async function countAdded(call: Client): Promise<number> {
  return (await call.get('/v1/audit?action=agency.added')).body.items?.length ?? 0
}

test('a failure at the commit leaves neither the change nor the kept answer', async (t) => {
  const service = await testService(t)
  const call = client(t, service)
  await failCommits(service.database.server, { table: 'agencies', code: 'P0001', times: 1 })
  // An unexpected failure is no answer of the API document, which `call` would check.
  const failed = await fetch(`${service.address}/v1/agencies`, {
    method: 'POST',
    headers: { authorization: `Bearer ${ADMIN_KEY}`, ...KEYED.headers, 'content-type': 'application/json' },
    body: JSON.stringify(AGENCY),
  })
  t.equal(failed.status, 500)
  t.equal((await call.get('/v1/agencies/dinkes')).status, 404)
  t.equal(await countAdded(call), 0)
  const added = await call.post('/v1/agencies', AGENCY, KEYED)
  t.match(added, { status: 201 })
  t.notOk(added.headers['idempotency-replayed'], 'no answer was kept')
  t.equal(await countAdded(call), 1)
})

test('a commit that the database broke off for another transaction is tried again, with one effect', async (t) => {
  const service = await testService(t)
  const call = client(t, service)
  await failCommits(service.database.server, { table: 'agencies', code: '40001', times: 1 })
  const added = await call.post('/v1/agencies', AGENCY, KEYED)
  t.equal(added.status, 201)
  t.equal(await countAdded(call), 1)
  const repeated = await call.post('/v1/agencies', AGENCY, KEYED)
  t.match(repeated, { status: 201, text: added.text, headers: { 'idempotency-replayed': 'true' } })
  t.equal(await countAdded(call), 1)
})
