import sql from 'sql-template-tag'
import { type Test, test } from 'tap'
import { refuse } from '../../../src/application/context/refusals.js'
import { inUnitOfWork } from '../../../src/application/context/unit-of-work.js'
import type { Conn, Database, Tx } from '../../../src/storage/postgres/connection.js'
import type { Server } from '../../../src/storage/postgres/server.js'
import { failCommits } from '../../support/storage/fail-commits.js'
import { testDatabase } from '../../support/storage/test-database.js'

const addAgency = (tx: Tx, code: string): Promise<number> =>
  tx.write(sql`INSERT INTO agencies (code, name) VALUES (${code}, 'Dinas Contoh')`)

const listAgencies = async (conn: Conn): Promise<string[]> =>
  (await conn.read<{ code: string }>(sql`SELECT code FROM agencies ORDER BY code`)).map(({ code }) => code)

const opened = (t: Test): Promise<Database & { readonly server: Server }> => testDatabase(t)

test('a unit of work commits its result', async (t) => {
  const database = await opened(t)
  t.equal(await inUnitOfWork(database, (tx) => addAgency(tx, 'dinsos')), 1)
  t.same(await listAgencies(database.conn), ['dinsos'])
})

test('a refusal is returned and rolls back what was written before it', async (t) => {
  const database = await opened(t)
  const result = await inUnitOfWork(database, async (tx) => {
    await addAgency(tx, 'dinsos')
    return refuse('AGENCY_EXISTS', 'There is an agency of this code.')
  })
  t.match(result, { kind: 'refusal', code: 'AGENCY_EXISTS' })
  t.same(await listAgencies(database.conn), [])
})

test('an error is thrown as it is and rolls everything back', async (t) => {
  const database = await opened(t)
  const failure = new Error('the work failed')
  const failing = inUnitOfWork(database, async (tx) => {
    await addAgency(tx, 'dinsos')
    throw failure
  })
  await t.rejects(failing, failure)
  t.same(await listAgencies(database.conn), [])
})

test('a transaction that the database broke off at its commit is run again and has one effect', async (t) => {
  const database = await opened(t)
  await failCommits(database.server, { table: 'agencies', code: '40001', times: 1 })
  let runs = 0
  const work = (tx: Tx): Promise<number> => {
    runs += 1
    return addAgency(tx, 'dinsos')
  }
  t.equal(await inUnitOfWork(database, work), 1)
  t.equal(runs, 2)
  t.same(await listAgencies(database.conn), ['dinsos'])
})

test('any other failure of the commit is thrown after one run', async (t) => {
  const database = await opened(t)
  await failCommits(database.server, { table: 'agencies', code: 'P0001', times: 1 })
  let runs = 0
  const failing = inUnitOfWork(database, (tx) => {
    runs += 1
    return addAgency(tx, 'dinsos')
  })
  await t.rejects(failing, { name: 'DatabaseError', code: 'P0001' })
  t.equal(runs, 1)
  t.same(await listAgencies(database.conn), [])
})
