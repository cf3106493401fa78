import sql from 'sql-template-tag'
import { test } from 'tap'
import type { Conn, Tx } from '../../../src/storage/postgres/connection.js'
import { keep, undo } from '../../../src/storage/postgres/outcome.js'
import { inPreview } from '../../../src/storage/postgres/preview.js'
import { inSavepoint } from '../../../src/storage/postgres/savepoint.js'
import { commitIfKept, inTransaction } from '../../../src/storage/postgres/transaction.js'
import { testDatabase } from '../../support/storage/test-database.js'

const addAgency = (tx: Tx, code: string): Promise<number> =>
  tx.write(sql`INSERT INTO agencies (code, name) VALUES (${code}, 'Dinas Contoh')`)

const listAgencies = async (conn: Conn): Promise<string[]> =>
  (await conn.read<{ code: string }>(sql`SELECT code FROM agencies ORDER BY code`)).map(({ code }) => code)

test('a savepoint returns its value and keeps or undoes its own writes alone', async (t) => {
  const database = await testDatabase(t)
  await inTransaction(database, async (tx) => {
    await addAgency(tx, 'a')
    t.equal(await inSavepoint(tx, async () => keep(await addAgency(tx, 'b'))), 1)
    t.equal(await inSavepoint(tx, async () => undo(await addAgency(tx, 'c'))), 1)
    t.same(await listAgencies(tx), ['a', 'b'])
    await addAgency(tx, 'd')
  })
  t.same(await listAgencies(database.conn), ['a', 'b', 'd'])
})

test('an error rolls back to the savepoint and is thrown, and the transaction goes on', async (t) => {
  const database = await testDatabase(t)
  const failure = new Error('the work failed')
  await inTransaction(database, async (tx) => {
    await addAgency(tx, 'a')
    const failing = inSavepoint(tx, async () => {
      await addAgency(tx, 'b')
      throw failure
    })
    await t.rejects(failing, failure)
    const refused = inSavepoint(tx, async () => keep(await addAgency(tx, 'a')))
    await t.rejects(refused, { name: 'DatabaseError', code: '23505' })
    await addAgency(tx, 'c')
  })
  t.same(await listAgencies(database.conn), ['a', 'c'])
})

const ENDINGS = { keep, undo } as const
type Ending = keyof typeof ENDINGS | 'throw'
const NESTED: readonly { outer: Ending; inner: Ending; stay: readonly string[] }[] = [
  { outer: 'keep', inner: 'keep', stay: ['inner', 'outer'] },
  { outer: 'keep', inner: 'undo', stay: ['outer'] },
  { outer: 'keep', inner: 'throw', stay: ['outer'] },
  { outer: 'undo', inner: 'keep', stay: [] },
  { outer: 'undo', inner: 'undo', stay: [] },
  { outer: 'undo', inner: 'throw', stay: [] },
  { outer: 'throw', inner: 'keep', stay: [] },
  { outer: 'throw', inner: 'undo', stay: [] },
  { outer: 'throw', inner: 'throw', stay: [] },
]

test('each of two nested savepoints undoes what was written since it', async (t) => {
  const database = await testDatabase(t)
  const add = (tx: Tx, code: string, ending: Ending, then: () => Promise<unknown>): Promise<unknown> =>
    inSavepoint(tx, async () => {
      await addAgency(tx, code)
      await then()
      if (ending === 'throw') throw new Error('the work failed')
      return ENDINGS[ending](undefined)
    }).catch(() => undefined)
  for (const { outer, inner, stay } of NESTED)
    await commitIfKept(database, async (tx) => {
      await add(tx, 'outer', outer, () => add(tx, 'inner', inner, () => Promise.resolve()))
      t.same(await listAgencies(tx), stay, `${outer} around ${inner}`)
      return undo(undefined)
    })
})

test('a preview returns its value and writes nothing', async (t) => {
  const database = await testDatabase(t)
  const seen = await inPreview(database, async (tx) => {
    await addAgency(tx, 'a')
    return listAgencies(tx)
  })
  t.same(seen, ['a'])
  t.same(await listAgencies(database.conn), [])
  await t.rejects(
    inPreview(database, async (tx) => addAgency(tx, 'a').then(() => Promise.reject(new Error('the work failed')))),
    /the work failed/,
  )
  t.same(await listAgencies(database.conn), [])
})

test('a preview sees the snapshot of its first read', async (t) => {
  const database = await testDatabase(t)
  await inPreview(database, async (tx) => {
    t.same(await listAgencies(tx), [])
    await inTransaction(database, (other) => addAgency(other, 'a'))
    t.same(await listAgencies(tx), [])
  })
})
