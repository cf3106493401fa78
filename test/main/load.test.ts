import { test, type Test } from 'tap'
import { addAgency } from '../../src/application/sources/add-agency.js'
import { getBatch } from '../../src/application/batches/get-batch.js'
import { openRegistry, type Registry } from '../../src/application/context/registry.js'
import type { Server } from '../../src/storage/postgres/server.js'
import { list, people } from '../support/batches/canonical-list.js'
import { addTestSource, notRefused, sendBatch } from '../support/batches/process-batch.js'
import { until } from '../support/until.js'
import { testDatabase } from '../support/storage/test-database.js'
import { startService } from '../support/processes/service-process.js'
import { perform } from '../support/registry/perform.js'

const BATCHES = 10
const ROWS = 8

function urlOf({ connectionString, host = '', port = 5432, user = '', password, database = '' }: Server): string {
  if (connectionString !== undefined) return connectionString
  const secret = encodeURIComponent(typeof password === 'string' ? password : '')
  return `postgres://${user}:${secret}@localhost:${port}/${database}?host=${encodeURIComponent(host)}`
}

/** Batches of one source, which are applied one after the other. */
async function batchesOfOneSource(t: Test): Promise<{ registry: Registry; url: string; ids: string[] }> {
  const database = await testDatabase(t)
  const registry = await openRegistry(database)
  notRefused(await perform(registry, addAgency, { code: 'dinsos', name: 'Dinas Sosial', by: 'test' }))
  await addTestSource(registry, 'canonical')
  const ids: string[] = []
  for (let at = 0; at < BATCHES; at++) {
    const { id } = await sendBatch(registry, list(...people(at * ROWS, (at + 1) * ROWS)))
    ids.push(id)
  }
  return { registry, url: urlOf(database.server), ids }
}

async function completed({ database }: Registry, id: string): Promise<boolean> {
  return notRefused(await getBatch(database.conn, id)).state === 'completed'
}

test('a service that is stopped in the middle of a load leaves the rest to the next one', async (t) => {
  const { registry, url, ids } = await batchesOfOneSource(t)
  const [first = '', last = ''] = [ids[0], ids.at(-1)]
  const stopped = startService(t, { DATABASE_URL: url })
  await until(() => completed(registry, first), { everyMs: 2 })
  stopped.kill('SIGTERM')
  t.match(await stopped.ended, { code: 0, stderr: '' })
  t.notOk(await completed(registry, last), 'the stop came in the middle')

  const next = startService(t, { DATABASE_URL: url })
  await until(() => completed(registry, last))
  next.kill('SIGTERM')
  t.equal((await next.ended).code, 0)
  for (const id of ids) {
    const { counts } = notRefused(await getBatch(registry.database.conn, id))
    t.match(counts, { read: ROWS, accepted: ROWS, linked: ROWS })
  }
  t.notMatch(stopped.lines.concat(next.lines).join('\n'), /ORANG|1606051304/, 'and nothing personal in the log')
})

test('a second signal ends a service that waits for its work', async (t) => {
  const { registry, url, ids } = await batchesOfOneSource(t)
  const service = startService(t, { DATABASE_URL: url })
  await service.logged('service.started')
  const { writers } = registry.database
  const holder = await writers.connect()
  t.teardown(() => {
    holder.release(true)
  })
  await holder.query('BEGIN')
  await holder.query('LOCK TABLE live_records')
  await until(async () => !(await isFree(registry)))
  service.kill('SIGTERM')
  await service.logged('service.stopping')
  // A repeated signal within half a second is taken for an echo of the first, so it is sent until it counts.
  const isEnded = (): boolean => {
    service.kill('SIGTERM')
    return service.child.exitCode !== null
  }
  await until(isEnded, { everyMs: 100 })
  t.equal((await service.ended).code, 1)
  t.notOk(await completed(registry, ids.at(-1) ?? ''))
})

/** Whether no session waits for a lock in the database. */
async function isFree({ database }: Registry): Promise<boolean> {
  const { rows } = await database.writers.query(
    `SELECT FROM pg_locks WHERE NOT granted AND database = (SELECT oid FROM pg_database WHERE datname = current_database())`,
  )
  return rows.length === 0
}
