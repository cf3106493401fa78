import sql from 'sql-template-tag'
import { test } from 'tap'
import { withClient } from '../../../src/storage/postgres/server.js'
import { client } from '../../support/http/client.js'
import { addSource } from '../../support/http/send-batch.js'
import { testService } from '../../support/http/test-service.js'
import { until } from '../../support/until.js'

const PERSON = { name: 'RATNA DEWI', dob: '1991-05-17', sex: 'P', village_code: '16.06.11.2015' }
/** The lock of the linking pass. */
const PASS = '1818848875, 0'

test('a cancelled statement answers 503 with the time to wait, and the same call succeeds then', async (t) => {
  const service = await testService(t)
  const call = client(t, service)
  await addSource(call)
  await withClient(service.database.server, async (admin) => {
    await admin.query(`SELECT pg_advisory_lock(${PASS})`)
    const putting = call.put('/v1/sources/warga/records/A-1', PERSON)
    let isAnswered = false
    const answering = putting.finally(() => {
      isAnswered = true
    })
    await until(async () => {
      await admin.query(`SELECT pg_cancel_backend(pid) FROM pg_stat_activity
        WHERE datname = current_database() AND wait_event_type = 'Lock'`)
      return isAnswered
    })
    const answered = await answering
    t.match(answered, { status: 503, headers: { 'retry-after': /^\d+$/ }, body: { code: 'SERVICE_UNAVAILABLE' } })
    await admin.query(`SELECT pg_advisory_unlock(${PASS})`)
  })
  t.equal((await call.put('/v1/sources/warga/records/A-1', PERSON)).status, 201)
})

test('readiness is refused within 2 s by a database that does not answer, and tells of what is tried again', async (t) => {
  const service = await testService(t)
  const call = client(t, service)
  await withClient(service.database.server, async (admin) => {
    await admin.query('BEGIN; LOCK TABLE padan.set_aside_records IN ACCESS EXCLUSIVE MODE')
    const begunMs = performance.now()
    t.equal((await call.get('/readyz')).status, 503)
    t.ok(performance.now() - begunMs < 2000)
    await admin.query('ROLLBACK')
    await admin.query(`INSERT INTO padan.set_aside_records (record_id, version, locality, batch_row, code, set_aside_at)
      VALUES (gen_random_uuid(), 1, 0, 1, 'P0001', now())`)
  })
  await until(async () => (await call.get('/readyz')).body['set_aside_records'] === 1)
  t.match((await call.get('/metrics')).text, /padan_waiting\{kind="set_aside_records"\} 1/)
  t.match((await call.get('/metrics')).text, /padan_waiting\{kind="batches_not_applied"\} 0/)
  t.same(await service.database.conn.read(sql`SELECT count(*)::int AS n FROM set_aside_records`), [{ n: 1 }])
})
