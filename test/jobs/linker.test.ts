import sql from 'sql-template-tag'
import { test, type Test } from 'tap'
import { addAgency } from '../../src/application/sources/add-agency.js'
import type { BatchView } from '../../src/application/batches/batch-view.js'
import { getBatch } from '../../src/application/batches/get-batch.js'
import type { SingleChange } from '../../src/application/linkage/state/single-change.js'
import { openRegistry, type Registry } from '../../src/application/context/registry.js'
import { createAreaRegister } from '../../src/domain/identity/areas/area.js'
import { type CanonicalRecord, RECORD_FIELDS } from '../../src/domain/registry/records/canonical-record.js'
import { Linker, type LinkerOptions } from '../../src/jobs/linker.js'
import { inTransaction } from '../../src/storage/postgres/transaction.js'
import { DatabaseError } from '../../src/storage/postgres/database-error.js'
import { recordId } from '../../src/storage/batches/record-id.js'
import { withClient } from '../../src/storage/postgres/server.js'
import { listSetAside } from '../../src/storage/linkage/set-aside-records.js'
import { list, people, person } from '../support/batches/canonical-list.js'
import { until } from '../support/until.js'
import { addTestSource, notRefused, sendBatch } from '../support/batches/process-batch.js'
import { testDatabase } from '../support/storage/test-database.js'
import { perform } from '../support/registry/perform.js'

const NO_AREAS = createAreaRegister({ provinces: [], regencies: [], districts: [], villages: [], retired: [] })
const POISON = recordId('canonical', 'k7')

interface Setup {
  readonly registry: Registry
  /** Runs a statement as the owner of the tables. */
  readonly asOwner: (statement: string) => Promise<unknown>
}

async function setUp(t: Test): Promise<Setup> {
  const database = await testDatabase(t)
  const registry = await openRegistry(database, { areas: NO_AREAS })
  notRefused(await perform(registry, addAgency, { code: 'dinsos', name: 'Dinas Sosial', by: 'test' }))
  await addTestSource(registry, 'canonical')
  return { registry, asOwner: (statement) => withClient(database.server, (client) => client.query(statement)) }
}

/** Makes every write of these live records fail, as a defect of the program would. */
async function poison({ asOwner }: Setup, condition: string): Promise<void> {
  await asOwner(`CREATE FUNCTION padan.refuse() RETURNS trigger LANGUAGE plpgsql AS
    $$ BEGIN IF ${condition} THEN RAISE EXCEPTION 'poison'; END IF; RETURN NEW; END $$`)
  await asOwner(
    'CREATE TRIGGER poison BEFORE INSERT ON padan.live_records FOR EACH ROW EXECUTE FUNCTION padan.refuse()',
  )
}

function start(t: Test, { registry }: Setup, options: Partial<LinkerOptions> = {}): Linker {
  const linker = new Linker(registry, { recordsPerPass: 16, pollMs: 5, ...options })
  linker.start()
  t.teardown(() => linker.stop())
  return linker
}

async function finished({ registry }: Setup, id: string): Promise<BatchView> {
  const read = async (): Promise<BatchView> => notRefused(await getBatch(registry.database.conn, id))
  await until(async () => (await read()).finished_at !== null)
  return read()
}

async function liveKeys({ registry }: Setup): Promise<string[]> {
  const rows = await registry.database.conn.read<{ key: string }>(sql`SELECT source_key AS key FROM live_records`)
  return rows.map(({ key }) => key).sort()
}

function single(key: string, name: string): SingleChange {
  const values = Object.fromEntries(RECORD_FIELDS.map((field) => [field, '']))
  const record = { ...values, source: 'canonical', source_key: key, name, village_code: '16.06.11.2015' }
  return {
    kind: 'put',
    source: 'canonical',
    sourceKey: key,
    by: 'test',
    record: record as unknown as CanonicalRecord,
    facts: {},
    raw: { name },
  }
}

test('a record that cannot be linked is set aside and reported, and delays no other', async (t) => {
  const here = await setUp(t)
  await poison(here, `NEW.source_key = 'k7'`)
  const setAside: string[] = []
  const linker = start(t, here, { onSetAside: (id) => setAside.push(id) })
  const { id } = await sendBatch(here.registry, list(...people(0, 40)))
  t.equal((await linker.link(single('t1', 'SITI AMINAH'))).effect, 'created')
  t.match(await finished(here, id), { state: 'completed', counts: { read: 40, accepted: 40, linked: 39 } })
  t.equal((await liveKeys(here)).length, 40)
  t.same(setAside, [POISON])
  const { conn } = here.registry.database
  t.match(await listSetAside(conn, 10), [{ recordId: POISON, batchId: id, code: 'P0001' }])
  const audited = await conn.read(sql`SELECT content FROM audit WHERE action = 'record.set_aside'`)
  t.same(audited, [{ content: { code: 'P0001' } }])
})

test('a set-aside record is linked once the cause is gone and the service has restarted', async (t) => {
  const here = await setUp(t)
  await poison(here, `NEW.source_key = 'k7'`)
  const first = start(t, here)
  await finished(here, (await sendBatch(here.registry, list(...people(0, 12)))).id)
  await first.stop()
  await here.asOwner('DROP TRIGGER poison ON padan.live_records')
  const second = start(t, here)
  await until(async () => (await liveKeys(here)).includes('k7'))
  await second.stop()
  t.same(await listSetAside(here.registry.database.conn, 10), [])
})

test('a later version of a record replaces the one that was set aside', async (t) => {
  const here = await setUp(t)
  await poison(here, `NEW.source_key = 'k7' AND NEW.canonical::text LIKE '%BERACUN%'`)
  const poisoned = [...people(0, 7), person(7, '16.06.11.2015', 'BERACUN'), ...people(8, 12)]
  const first = start(t, here)
  const send = async (rows: readonly string[], mode: 'snapshot' | 'delta' = 'delta'): Promise<BatchView> =>
    finished(here, (await sendBatch(here.registry, list(...rows), { mode })).id)
  t.match(await send(poisoned), { counts: { accepted: 12, linked: 11 } })
  t.match(await send(poisoned), { counts: { accepted: 1, linked: 0, unchanged: 11 } }, 'it is tried again')
  t.equal((await listSetAside(here.registry.database.conn, 10)).length, 1)
  t.match(await send([...people(0, 7), ...people(8, 12)], 'snapshot'), { counts: { withdrawn: 1 } })
  t.same(await listSetAside(here.registry.database.conn, 10), [], 'a list without it withdraws it')

  await send(people(0, 12))
  await send(poisoned)
  t.match(await send(people(0, 12)), { counts: { accepted: 1, linked: 1 } }, 'also if it equals the live version')
  await send(poisoned)
  t.match(await first.link({ kind: 'withdrawal', source: 'canonical', sourceKey: 'k7', by: 'test' }), {
    effect: 'withdrawn',
  })
  t.same(await listSetAside(here.registry.database.conn, 10), [])

  await first.link(single('k7', 'ORANG 7'))
  await send(poisoned)
  t.equal(
    (await first.link(single('k7', 'ORANG 7'))).effect,
    'updated',
    'also if a single change repeats the live version',
  )
  await first.link({ kind: 'withdrawal', source: 'canonical', sourceKey: 'k7', by: 'test' })
  await first.stop()
  await here.asOwner('DROP TRIGGER poison ON padan.live_records')
  const second = start(t, here)
  await send(people(20, 24))
  await second.stop()
  t.notOk((await liveKeys(here)).includes('k7'), 'nothing comes back')
})

test('where no record can be linked, not all are set aside at once', async (t) => {
  const here = await setUp(t)
  await poison(here, 'true')
  await sendBatch(here.registry, list(...people(0, 12)))
  const linker = await new Promise<Linker>((resolve) => {
    const starting = start(t, here, {
      pollMs: 60_000,
      onSetAside: () => {
        resolve(starting)
      },
    })
  })
  await t.rejects(linker.link(single('t1', 'SITI AMINAH')), { code: 'P0001' }, 'single changes are still answered')
  await linker.stop()
  t.equal((await listSetAside(here.registry.database.conn, 20)).length, 1)
})

test('a batch that cannot be applied fails, and the others are applied', async (t) => {
  const here = await setUp(t)
  await addTestSource(here.registry, 'canonical', { code: 'lain' })
  const { id } = await sendBatch(here.registry, list(...people(0, 4)))
  const other = await sendBatch(here.registry, list(...people(4, 8)), { source: 'lain' })
  await inTransaction(here.registry.database, (tx) =>
    tx.write(sql`UPDATE batches SET counts = counts || '{"read": 5}' WHERE batch_id = ${id}`),
  )
  const failures: unknown[] = []
  const linker = start(t, here, { onFailure: (error) => failures.push(error) })
  t.match(await finished(here, other.id), { state: 'completed' })
  t.match(await finished(here, id), { state: 'failed', refusal: { code: 'DELIVERY_NOT_APPLIED' } })
  await linker.stop()
  t.equal(failures.length, 1)
})

test('linking continues after the server has ended its sessions', async (t) => {
  const here = await setUp(t)
  const failures: unknown[] = []
  start(t, here, { onFailure: (error) => failures.push(error) })
  const first = await sendBatch(here.registry, list(...people(0, 40)))
  await here.asOwner(`SELECT pg_terminate_backend(pid) FROM pg_stat_activity
    WHERE datname = current_database() AND pid <> pg_backend_pid()`)
  t.match(await withRetries(() => finished(here, first.id)), { state: 'completed' })
  t.equal((await withRetries(() => liveKeys(here))).length, 40)
})

/** Each ended connection of the pool may fail one read. */
async function withRetries<T>(read: () => Promise<T>): Promise<T> {
  for (let attempt = 0; attempt < 20; attempt++) {
    try {
      return await read()
    } catch (error) {
      if (!(error instanceof DatabaseError && error.isOutage)) throw error
    }
  }
  return read()
}

test('a single change holds against an earlier batch that was not yet live', async (t) => {
  const here = await setUp(t)
  const [same = '', ...others] = people(0, 4)
  const linker = start(t, here)
  await finished(here, (await sendBatch(here.registry, list(same, ...others))).id)
  const put = single('t1', 'SITI AMINAH')
  await linker.link(put)
  await linker.stop()

  const renamed = 't1,,,ORANG LAIN,1998-04-13,P,16.06.11.2015'
  const { id } = await sendBatch(here.registry, list(renamed, person(9)))
  const next = new Linker(here.registry)
  const answers = [next.link(put), next.link({ kind: 'withdrawal', source: 'canonical', sourceKey: 'k9', by: 'test' })]
  next.start()
  t.same(
    (await Promise.all(answers)).map(({ effect }) => effect),
    ['updated', 'withdrawn'],
  )
  await finished(here, id)
  await next.stop()
  const { conn } = here.registry.database
  const [live] = await conn.read<{ canonical: string }>(
    sql`SELECT canonical::text AS canonical FROM live_records WHERE source_key = 't1'`,
  )
  t.match(live?.canonical, /SITI AMINAH/)
  t.notOk((await liveKeys(here)).includes('k9'))
})
