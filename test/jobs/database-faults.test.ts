import sql from 'sql-template-tag'
import { test, type Test } from 'tap'
import { addAgency } from '../../src/application/sources/add-agency.js'
import { getBatch } from '../../src/application/batches/get-batch.js'
import { openRegistry, type Registry } from '../../src/application/context/registry.js'
import { createAreaRegister } from '../../src/domain/identity/areas/area.js'
import { Linker, type LinkerOptions } from '../../src/jobs/linker.js'
import { getTroubles } from '../../src/storage/reporting/workload.js'
import { DatabaseError } from '../../src/storage/postgres/database-error.js'
import { inTransaction } from '../../src/storage/postgres/transaction.js'
import { openPools } from '../../src/storage/postgres/pools.js'
import { type Server, withClient } from '../../src/storage/postgres/server.js'
import { list, people } from '../support/batches/canonical-list.js'
import { addTestSource, notRefused, sendBatch } from '../support/batches/process-batch.js'
import { perform } from '../support/registry/perform.js'
import { testDatabase } from '../support/storage/test-database.js'
import { until } from '../support/until.js'

const NO_AREAS = createAreaRegister({ provinces: [], regencies: [], districts: [], villages: [], retired: [] })

interface Here {
  readonly registry: Registry
  readonly server: Server
  readonly asOwner: (statement: string) => Promise<unknown>
}

async function setUp(t: Test): Promise<Here> {
  const database = await testDatabase(t)
  const registry = await openRegistry(database, { areas: NO_AREAS })
  notRefused(await perform(registry, addAgency, { code: 'dinsos', name: 'Dinas Sosial', by: 'test' }))
  await addTestSource(registry, 'canonical')
  const { server } = database
  return { registry, server, asOwner: (statement) => withClient(server, (client) => client.query(statement)) }
}

function start(t: Test, { registry }: Here, options: Partial<LinkerOptions> = {}): Linker {
  const linker = new Linker(registry, { recordsPerPass: 16, pollMs: 5, ...options })
  linker.start()
  t.teardown(() => linker.stop())
  return linker
}

async function isFinished({ database: { conn } }: Registry, id: string): Promise<boolean> {
  try {
    return notRefused(await getBatch(conn, id)).finished_at !== null
  } catch (error) {
    // The fault meets this read as well.
    if (error instanceof DatabaseError) return false
    throw error
  }
}

async function hasTroubles({ database: { conn } }: Registry): Promise<boolean> {
  const { set_aside_records, batches_not_applied } = await getTroubles(conn)
  return set_aside_records + batches_not_applied > 0
}

test('statements that an administrator cancels fail no batch and set no record aside', async (t) => {
  const here = await setUp(t)
  start(t, here)
  const { id } = await sendBatch(here.registry, list(...people(0, 300)))
  await withClient(here.server, async (client) => {
    for (let round = 0; round < 25 && !(await isFinished(here.registry, id)); round++) {
      await client.query(`SELECT pg_cancel_backend(pid) FROM pg_stat_activity
        WHERE datname = current_database() AND state = 'active' AND pid <> pg_backend_pid()
          AND query NOT LIKE '%batches%finished_at%' AND random() < .3`)
    }
  })
  await until(() => isFinished(here.registry, id))
  t.match(await getBatch(here.registry.database.conn, id), { state: 'completed', counts: { linked: 300 } })
  t.notOk(await hasTroubles(here.registry))
})

test('every passing fault lets a batch wait, and a lasting one lets it be tried again', async (t) => {
  for (const code of ['57014', '55P03', '25P03', '53100', '40003', '42501', '22012'])
    await t.test(code, failsAtFirst(code))
})

/** Applying a batch fails four times. */
function failsAtFirst(code: string): (t: Test) => Promise<void> {
  return async (t) => {
    const here = await setUp(t)
    await here.asOwner(`
      CREATE SEQUENCE padan.tries;
      CREATE FUNCTION padan.break_down() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER AS $$
        BEGIN
          IF nextval('padan.tries') <= 4 THEN RAISE 'broken' USING ERRCODE = '${code}'; END IF;
          RETURN NULL;
        END $$;
      CREATE TRIGGER break_down AFTER INSERT ON padan.pending_records
        FOR EACH ROW EXECUTE FUNCTION padan.break_down()`)
    const linker = start(t, here, { retryMs: 20 })
    const { conn } = here.registry.database
    const { id } = await sendBatch(here.registry, list(...people(0, 20)))
    await until(async () => notRefused(await getBatch(conn, id)).state === 'completed')
    t.match(await getBatch(conn, id), { counts: { read: 20, accepted: 20, linked: 20 } })
    const actions = await conn.read<{ action: string }>(sql`SELECT action FROM audit`)
    t.equal(
      actions.some(({ action }) => action === 'batch.failed'),
      code === '22012',
      'only what rows can cause fails a batch',
    )
    await linker.stop()
  }
}

test('a record that was set aside is linked by itself once the cause is gone, and its batch counts it', async (t) => {
  const here = await setUp(t)
  await here.asOwner(`CREATE FUNCTION padan.refuse() RETURNS trigger LANGUAGE plpgsql AS
    $$ BEGIN IF NEW.source_key = 'k3' THEN RAISE EXCEPTION 'poison'; END IF; RETURN NEW; END $$`)
  await here.asOwner(
    'CREATE TRIGGER poison BEFORE INSERT ON padan.live_records FOR EACH ROW EXECUTE FUNCTION padan.refuse()',
  )
  start(t, here, { retryMs: 30 })
  const { id } = await sendBatch(here.registry, list(...people(0, 12)))
  await until(() => isFinished(here.registry, id))
  await until(() => hasTroubles(here.registry))
  await here.asOwner('DROP TRIGGER poison ON padan.live_records')
  await until(async () => !(await hasTroubles(here.registry)))
  await until(async () => notRefused(await getBatch(here.registry.database.conn, id)).counts.linked === 12)
  const events = await here.registry.database.conn.read(sql`
    SELECT kind FROM events WHERE subject_id = ${id}`)
  t.same(events, [{ kind: 'batch.completed' }], 'it is completed once')
})

test('limits that an administrator sets for the database cut no statement of the service', async (t) => {
  const first = await setUp(t)
  await first.asOwner(`DO $$ BEGIN
    EXECUTE format('ALTER DATABASE %I SET statement_timeout = ''30ms''', current_database());
    EXECUTE format('ALTER DATABASE %I SET lock_timeout = ''5ms''', current_database());
    EXECUTE format('ALTER DATABASE %I SET idle_in_transaction_session_timeout = ''15ms''', current_database());
    EXECUTE format('ALTER DATABASE %I SET synchronous_commit = off', current_database());
    EXECUTE format('ALTER DATABASE %I SET jit = on', current_database());
    EXECUTE format('ALTER DATABASE %I SET enable_indexscan = off', current_database());
    EXECUTE format('ALTER DATABASE %I SET default_transaction_isolation = ''serializable''', current_database());
    EXECUTE format('ALTER DATABASE %I SET datestyle = ''German''', current_database());
  END $$`)
  // The sessions of before keep their settings.
  const database = openPools(first.server, { readers: 3, writers: 3, onBroken: () => undefined })
  t.teardown(() => database.close())
  const registry = { ...first.registry, database }
  const ofSession = sql`SELECT current_setting('jit') AS jit, current_setting('synchronous_commit') AS commit,
    current_setting('enable_indexscan') AS indexscan, current_setting('transaction_isolation') AS isolation,
    current_setting('datestyle') AS dates, current_setting('idle_in_transaction_session_timeout') AS idle, pg_sleep(.05)::text`
  const expected = {
    jit: 'off',
    commit: 'on',
    indexscan: 'on',
    isolation: 'read committed',
    dates: 'ISO, MDY',
    idle: '5min',
  }
  t.match(await database.conn.read(ofSession), [expected])
  t.match(await inTransaction(database, (tx) => tx.read(ofSession)), [expected])
  start(t, { ...first, registry })
  const { id } = await sendBatch(registry, list(...people(0, 200)))
  await until(() => isFinished(registry, id))
  t.match(await getBatch(database.conn, id), { state: 'completed', counts: { linked: 200 } })
})
