import sql from 'sql-template-tag'
import { test } from 'tap'
import { inTransaction } from '../../../src/storage/postgres/transaction.js'
import { DISTRIBUTION } from '../../../src/storage/postgres/distribution.js'
import { testDatabase } from '../../support/storage/test-database.js'

const REFUSED = { name: 'DatabaseError', code: '42501' }

/** What is only ever added to. */
const APPEND_ONLY = [
  'source_records',
  'judgements',
  'judgement_records',
  'past_memberships',
  'past_households',
  'events',
  'audit',
  'secrets',
]

test('the service may drop rejections, which are bounded, and not change them', async (t) => {
  const { conn } = await testDatabase(t)
  const [may] = await conn.read(sql`
    SELECT has_any_column_privilege('rejections'::regclass, 'UPDATE') AS update,
      has_table_privilege('rejections'::regclass, 'DELETE') AS delete,
      has_table_privilege('rejections'::regclass, 'TRUNCATE') AS truncate`)
  t.same(may, { update: false, delete: true, truncate: false })
})

test('the service cannot change or delete rows of append-only tables', async (t) => {
  const { conn } = await testDatabase(t)
  for (const table of APPEND_ONLY) {
    const [may] = await conn.read<Record<string, boolean>>(sql`
      SELECT has_any_column_privilege(${table}::regclass, 'UPDATE') AS update,
        has_table_privilege(${table}::regclass, 'DELETE') AS delete,
        has_table_privilege(${table}::regclass, 'TRUNCATE') AS truncate,
        has_table_privilege(${table}::regclass, 'INSERT') AS insert`)
    t.same(may, { update: false, delete: false, truncate: false, insert: true }, table)
  }
})

test('the server refuses statements without a grant', async (t) => {
  const database = await testDatabase(t)
  const statements = [
    sql`UPDATE source_records SET payload = '{}'`,
    sql`DELETE FROM source_records`,
    sql`UPDATE judgements SET verdict = 'same'`,
    sql`DELETE FROM audit`,
    sql`TRUNCATE events`,
    sql`DELETE FROM migrations`,
    sql`DROP TABLE edges`,
    sql`CREATE TABLE notes ()`,
  ]
  for (const statement of statements) {
    await t.rejects(
      inTransaction(database, (tx) => tx.write(statement)),
      REFUSED,
      statement.text,
    )
  }
})

test('the service reads every table', async (t) => {
  const { conn } = await testDatabase(t)
  for (const table of Object.keys(DISTRIBUTION)) {
    const [may] = await conn.read<{ read: boolean }>(sql`
      SELECT has_table_privilege(${table}::regclass, 'SELECT') AS read`)
    t.ok(may?.read, table)
  }
})
