import sql from 'sql-template-tag'
import { test } from 'tap'
import type { Conn, Tx } from '../../../src/storage/postgres/connection.js'
import { inTransaction } from '../../../src/storage/postgres/transaction.js'
import { withClient } from '../../../src/storage/postgres/server.js'
import { testDatabase } from '../../support/storage/test-database.js'

const addAgency = (tx: Tx, code: string): Promise<number> =>
  tx.write(sql`INSERT INTO agencies (code, name) VALUES (${code}, 'Dinas Contoh')`)

const listAgencies = async (conn: Conn): Promise<string[]> =>
  (await conn.read<{ code: string }>(sql`SELECT code FROM agencies ORDER BY code`)).map(({ code }) => code)

async function* lines(...texts: string[]): AsyncGenerator<string> {
  yield* texts
}

test('a transaction commits the writes of its work, and returns its value', async (t) => {
  const database = await testDatabase(t)
  t.equal(await inTransaction(database, (tx) => addAgency(tx, 'dinsos')), 1)
  t.same(await listAgencies(database.conn), ['dinsos'])
})

test('an error in the work rolls everything back and is thrown as it is', async (t) => {
  const database = await testDatabase(t)
  const failure = new Error('the work failed')
  const work = inTransaction(database, async (tx) => {
    await addAgency(tx, 'dinsos')
    t.same(await listAgencies(tx), ['dinsos'], 'the transaction reads its own writes')
    throw failure
  })
  await t.rejects(work, failure)
  t.same(await listAgencies(database.conn), [])
})

test('a database error that the work catches still rolls everything back', async (t) => {
  const database = await testDatabase(t)
  const work = inTransaction(database, async (tx) => {
    await addAgency(tx, 'dinsos')
    await addAgency(tx, 'dinsos').catch(() => undefined)
  })
  await t.rejects(work, { name: 'DatabaseError' }, 'a COMMIT that rolled back is not taken for a commit')
  t.same(await listAgencies(database.conn), [])
})

test('a write outside a transaction does not compile, and the server refuses it as raw SQL', async (t) => {
  const { conn } = await testDatabase(t)
  // @ts-expect-error -- a connection for reading is no transaction
  const write = (): Promise<number> => addAgency(conn, 'dinsos')
  await t.rejects(write, TypeError)
  // @ts-expect-error -- nor has it a way to write
  t.equal(conn.write, undefined)
  await t.rejects(conn.read(sql`INSERT INTO agencies (code, name) VALUES ('dinsos', 'Dinas Contoh')`), {
    code: '25006',
  })
})

test('a transaction that has ended refuses further use', async (t) => {
  const database = await testDatabase(t)
  const kept: Tx[] = []
  await inTransaction(database, async (tx) => kept.push(tx))
  await t.rejects(() => addAgency(kept[0]!, 'dinsos'), /transaction has ended/)
})

test('COPY streams rows in and rolls back with its transaction', async (t) => {
  const database = await testDatabase(t)
  const copy = sql`COPY agencies (code, name) FROM STDIN`
  const copied = await inTransaction(database, (tx) => tx.copy(copy, lines('dinsos\tSatu\n', 'bappeda\t', 'Dua\n')))
  t.equal(copied, 2)
  const twice = inTransaction(database, async (tx) => {
    await addAgency(tx, 'dinkes')
    await tx.copy(copy, lines('dinsos\tSatu\n'))
  })
  await t.rejects(twice, { name: 'DatabaseError', code: '23505', constraint: 'agencies_pkey', table: 'agencies' })
  t.same(await listAgencies(database.conn), ['bappeda', 'dinsos'])
})

test('COPY whose rows cannot be read to the end writes none of them', async (t) => {
  const database = await testDatabase(t)
  const failure = new Error('the file ended early')
  async function* broken(): AsyncGenerator<string> {
    yield 'dinsos\tSatu\n'
    throw failure
  }
  const work = inTransaction(database, (tx) => tx.copy(sql`COPY agencies (code, name) FROM STDIN`, broken()))
  await t.rejects(work, failure)
  t.same(await listAgencies(database.conn), [])
  t.equal(
    await inTransaction(database, (tx) => addAgency(tx, 'dinkes')),
    1,
    'the connection serves the next transaction',
  )
})

test('a lock is held until its transaction ends', async (t) => {
  const database = await testDatabase(t)
  const steps: string[] = []
  let second: Promise<void> = Promise.resolve()
  await inTransaction(database, async (tx) => {
    await tx.lock(1, 42)
    second = inTransaction(database, async (other) => {
      await other.lock(1, 42)
      steps.push('second')
    })
    await inTransaction(database, (other) => other.lock(1, 43))
    steps.push('first')
  })
  await second
  t.same(steps, ['first', 'second'])
})

test('a connection that breaks inside a transaction is an error of that transaction and of nothing else', async (t) => {
  const database = await testDatabase(t)
  const work = inTransaction(database, async (tx) => {
    await addAgency(tx, 'dinsos')
    const [session] = await tx.read<{ pid: number }>(sql`SELECT pg_backend_pid() AS pid`)
    await withClient(database.server, async (client) => {
      await client.query('SELECT pg_terminate_backend($1, 5000)', [session?.pid])
    })
    await addAgency(tx, 'dinkes')
  })
  await t.rejects(work, { name: 'DatabaseError' })
  t.same(await listAgencies(database.conn), [])
  t.equal(await inTransaction(database, (tx) => addAgency(tx, 'bappeda')), 1)
})

test('dates keep their day, and big numbers and ids their digits', async (t) => {
  const { conn } = await testDatabase(t)
  const [row] = await conn.read(sql`SELECT date '1990-02-28' AS day, 9007199254740993::bigint AS number`)
  t.same(row, { day: '1990-02-28', number: '9007199254740993' })
})
