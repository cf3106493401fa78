import sql from 'sql-template-tag'
import { test } from 'tap'
import { DISTRIBUTION } from '../../../src/storage/postgres/distribution.js'
import { testDatabase } from '../../support/storage/test-database.js'

interface Key {
  readonly name: string
  readonly tableName: string
  readonly columns: readonly string[]
}

interface ForeignKey {
  readonly name: string
  readonly target: string
}

interface Named {
  readonly name: string
  readonly tableName: string
  readonly isCheck: boolean
}

test('every table has a distribution, declared in its comment', async (t) => {
  const { conn } = await testDatabase(t)
  const tables = await conn.read<{ name: string; comment: string | null }>(sql`
    SELECT relname AS name, obj_description(oid, 'pg_class') AS comment
    FROM pg_class WHERE relnamespace = 'padan'::regnamespace AND relkind IN ('r', 'p') ORDER BY relname`)
  t.same(
    tables.map(({ name }) => name),
    Object.keys(DISTRIBUTION).sort(),
  )
  for (const { name, comment } of tables) {
    const distribution = DISTRIBUTION[name]
    const ending =
      distribution === 'reference' ? 'Reference table.' : `Distributed by ${distribution?.by ?? 'nothing'}.`
    t.ok(comment?.endsWith(ending), `the comment of ${name} ends with: ${ending}`)
  }
})

test('every primary key and unique index contains the distribution column', async (t) => {
  const { conn } = await testDatabase(t)
  const keys = await conn.read<Key>(sql`
    SELECT i.relname AS name, c.relname AS "tableName", array_agg(a.attname::text) AS columns
    FROM pg_index x
      JOIN pg_class c ON c.oid = x.indrelid
      JOIN pg_class i ON i.oid = x.indexrelid
      JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = ANY (x.indkey)
    WHERE c.relnamespace = 'padan'::regnamespace AND x.indisunique
    GROUP BY i.relname, c.relname`)
  t.ok(keys.length >= Object.keys(DISTRIBUTION).length, 'each table has a key')
  for (const { name, tableName, columns } of keys) {
    const distribution = DISTRIBUTION[tableName]
    if (distribution === 'reference' || distribution === undefined) continue
    t.ok(columns.includes(distribution.by), `${name} (${columns.join(', ')}) contains ${distribution.by}`)
  }
})

test('foreign keys point to reference tables only', async (t) => {
  const { conn } = await testDatabase(t)
  const foreignKeys = await conn.read<ForeignKey>(sql`
    SELECT o.conname AS name, c.relname AS target
    FROM pg_constraint o JOIN pg_class c ON c.oid = o.confrelid
    WHERE o.connamespace = 'padan'::regnamespace AND o.contype = 'f'`)
  t.ok(foreignKeys.length > 0, 'there are foreign keys to look at')
  for (const { name, target } of foreignKeys) t.equal(DISTRIBUTION[target], 'reference', `${name} points to ${target}`)
})

test('constraints and indexes have declared names, not those that PostgreSQL generates', async (t) => {
  const { conn } = await testDatabase(t)
  const named = await conn.read<Named>(sql`
    SELECT o.conname AS name, c.relname AS "tableName", o.contype = 'c' AS "isCheck"
    FROM pg_constraint o JOIN pg_class c ON c.oid = o.conrelid
    WHERE o.connamespace = 'padan'::regnamespace AND o.contype IN ('p', 'u', 'c', 'f', 'x')
    UNION SELECT i.relname, c.relname, false
    FROM pg_index x JOIN pg_class i ON i.oid = x.indexrelid JOIN pg_class c ON c.oid = x.indrelid
    WHERE c.relnamespace = 'padan'::regnamespace`)
  for (const { name, tableName, isCheck } of named) {
    t.ok(name.startsWith(`${tableName}_`), `${name} starts with its table`)
    t.notMatch(name, isCheck ? /_check\d*$/ : /_(key|idx|excl)\d*$/, `${name} is not a generated name`)
  }
})
