import { once } from 'node:events'
import { Pool } from 'pg'
import sql from 'sql-template-tag'
import { test } from 'tap'
import type { Conn, Tx } from '../../../src/storage/postgres/connection.js'
import { inQuickTransaction } from '../../../src/storage/postgres/transaction.js'
import { clientConfig, withClient } from '../../../src/storage/postgres/server.js'
import { PipelinedReads } from '../../../src/storage/postgres/session.js'
import { testDatabase } from '../../support/storage/test-database.js'

const addAgency = (tx: Tx, code: string): Promise<number> =>
  tx.write(sql`INSERT INTO agencies (code, name) VALUES (${code}, 'Dinas Contoh')`)

const listAgencies = async (conn: Conn): Promise<string[]> =>
  (await conn.read<{ code: string }>(sql`SELECT code FROM agencies ORDER BY code`)).map(({ code }) => code)

test('a quick transaction commits what was written', async (t) => {
  const database = await testDatabase(t)
  const counts = await inQuickTransaction(database, (tx) =>
    Promise.all([addAgency(tx, 'bps'), addAgency(tx, 'dinsos')]),
  )
  t.same(counts, [1, 1])
  t.same(await listAgencies(database.conn), ['bps', 'dinsos'])
})

test('a failed write rolls a quick transaction back, also where the work catches the error', async (t) => {
  const database = await testDatabase(t)
  await t.rejects(
    inQuickTransaction(database, (tx) => Promise.all(['bps', 'bps', 'dinsos'].map((code) => addAgency(tx, code)))),
    { name: 'DatabaseError', code: '23505' },
  )
  const swallowing = inQuickTransaction(database, async (tx) => {
    await addAgency(tx, 'bps')
    await addAgency(tx, 'bps').catch(() => undefined)
  })
  await t.rejects(swallowing, { name: 'DatabaseError' })
  t.same(await listAgencies(database.conn), [])
  await inQuickTransaction(database, (tx) => addAgency(tx, 'bps'))
  t.same(await listAgencies(database.conn), ['bps'], 'the next one has a connection that works')
})

test('a quick transaction that has ended refuses further use, and it takes no COPY', async (t) => {
  const database = await testDatabase(t)
  const kept: Tx[] = []
  await inQuickTransaction(database, async (tx) => {
    kept.push(tx)
    await t.rejects(tx.copy(sql`COPY agencies FROM STDIN`, []), /cannot copy/)
  })
  for (const tx of kept) await t.rejects(addAgency(tx, 'dinsos'), /has ended/)
})

test('quick look-ups each return their own rows, and a failing one fails alone', async (t) => {
  const { quickLookups } = await testDatabase(t)
  const reads = [1, 2, 3].map((number) => quickLookups.read(sql`SELECT ${number}::int AS number`))
  const refused = quickLookups.read(sql`SELECT 1 / ${0}::int`)
  const behind = quickLookups.read(sql`SELECT 4 AS number`)
  await t.rejects(refused, { name: 'DatabaseError', code: '22012' })
  t.same((await Promise.all([...reads, behind])).flat(), [{ number: 1 }, { number: 2 }, { number: 3 }, { number: 4 }])
  await t.rejects(quickLookups.read(sql`INSERT INTO agencies (code, name) VALUES ('dinsos', 'Dinas Contoh')`), {
    code: '25006',
  })
})

test('quick look-ups continue on a new connection after theirs broke', async (t) => {
  const database = await testDatabase(t)
  const pid = async (): Promise<number> =>
    (await database.quickLookups.read<{ pid: number }>(sql`SELECT pg_backend_pid() AS pid`))[0]?.pid ?? 0
  const pids = new Set<number>()
  for (let round = 0; round < 10; round += 1) {
    const own = await pid()
    pids.add(own)
    const broken = [1, 2].map(() =>
      t.rejects(database.quickLookups.read(sql`SELECT pg_sleep(60)`), { name: 'DatabaseError' }),
    )
    await withClient(database.server, (client) => client.query('SELECT pg_terminate_backend($1)', [own]))
    await Promise.all(broken)
  }
  t.equal(pids.size, 10)
})

test('a connection of quick look-ups that broke while idle is replaced', async (t) => {
  const { server } = await testDatabase(t)
  // A pool of its own: the test waits until the client has noticed, before it reads again.
  const pool = new Pool({ ...clientConfig(server), max: 1, pipeline: true })
  pool.on('connect', (client) => client.on('error', () => undefined))
  const lookups = new PipelinedReads(pool)
  t.teardown(async () => {
    await lookups.release()
    await pool.end()
  })
  const [first] = await lookups.read<{ pid: number }>(sql`SELECT pg_backend_pid() AS pid`)
  const removed = once(pool, 'remove')
  await withClient(server, (client) => client.query('SELECT pg_terminate_backend($1)', [first?.pid]))
  await removed
  const [second] = await lookups.read<{ pid: number }>(sql`SELECT pg_backend_pid() AS pid`)
  t.not(second?.pid, first?.pid)
})
