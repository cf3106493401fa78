import { once } from 'node:events'
import type { IncomingMessage } from 'node:http'
import sql from 'sql-template-tag'
import { test } from 'tap'
import { client } from '../../support/http/client.js'
import { addSource, beginUpload, list } from '../../support/http/send-batch.js'
import { testService, type TestService } from '../../support/http/test-service.js'
import { until } from '../../support/until.js'

const PATH = '/v1/sources/warga/batches?mode=delta'

async function uploadState({ database }: TestService): Promise<string | undefined> {
  const [row] = await database.conn.read<{ state: string }>(sql`SELECT state FROM batches`)
  return row?.state
}

test('an upload ends with the key that sends it, and nothing of it is applied', async (t) => {
  const ways: [string, number][] = [
    ['while the sender pauses', 50],
    ['at its end', 3_600_000],
  ]
  for (const [way, keyCheckMs] of ways) {
    const service = await testService(t, { keyCheckMs })
    const admin = client(t, service)
    await addSource(admin)
    const made = await admin.post('/v1/keys', { name: 'Pengirim', roles: ['producer'], sources: ['warga'] })
    const sending = beginUpload(service.address, PATH, { authorization: `Bearer ${String(made.body['key'])}` })
    const answered = once(sending, 'response') as Promise<[IncomingMessage]>
    sending.write(list(1, 2, 3))
    await until(async () => (await uploadState(service)) === 'receiving')
    t.equal((await admin.delete(`/v1/keys/${String(made.body['id'])}`)).status, 200)
    if (keyCheckMs > 1000) sending.end(list(4).split('\n')[1])
    const [response] = await answered
    t.equal(response.statusCode, 401, way)
    sending.destroy()
    await until(async () => (await uploadState(service)) === 'failed')
    t.same(await service.database.conn.read(sql`SELECT count(*)::int AS rows FROM live_records`), [{ rows: 0 }], way)
    t.equal((await admin.get('/v1/audit?action=batch.received')).body.items?.length, 0, way)
  }
})

test('an upload ends when its key expires', async (t) => {
  const clock = { at: Date.UTC(2026, 10, 1) }
  const service = await testService(t, { keyCheckMs: 50, now: () => new Date(clock.at) })
  const admin = client(t, service)
  await addSource(admin)
  const rights = { roles: ['producer'], sources: ['warga'], expires_at: new Date(clock.at + 1000).toISOString() }
  const made = await admin.post('/v1/keys', { name: 'Pengirim', ...rights })
  const sending = beginUpload(service.address, PATH, { authorization: `Bearer ${String(made.body['key'])}` })
  const answered = once(sending, 'response') as Promise<[IncomingMessage]>
  sending.write(list(1))
  await until(async () => (await uploadState(service)) === 'receiving')
  clock.at += 1000
  const [response] = await answered
  t.equal(response.statusCode, 401)
  sending.destroy()
})

test('a sender below the floor of the settings is ended', async (t) => {
  const service = await testService(t, { paceMs: 300, leastBytesPerS: 1_000_000 })
  const admin = client(t, service)
  await addSource(admin)
  const made = await admin.post('/v1/keys', { name: 'Pengirim', roles: ['producer'], sources: ['warga'] })
  const sending = beginUpload(service.address, PATH, { authorization: `Bearer ${String(made.body['key'])}` })
  const answered = once(sending, 'response') as Promise<[IncomingMessage]>
  const timer = setInterval(() => sending.write(list(1).split('\n')[1] ?? ''), 100)
  t.teardown(() => {
    clearInterval(timer)
  })
  const [response] = await answered
  t.equal(response.statusCode, 408)
  sending.destroy()
})
