import { getTableColumns, is } from 'drizzle-orm'
import { getTableConfig, PgTable } from 'drizzle-orm/pg-core'
import sql from 'sql-template-tag'
import { test } from 'tap'
import * as access from '../../../src/storage/access/schema.js'
import * as batches from '../../../src/storage/batches/schema.js'
import * as conflicts from '../../../src/storage/conflicts/schema.js'
import * as households from '../../../src/storage/households/schema.js'
import * as judgements from '../../../src/storage/judgements/schema.js'
import * as linkage from '../../../src/storage/linkage/schema.js'
import * as persons from '../../../src/storage/persons/schema.js'
import type { Conn } from '../../../src/storage/postgres/connection.js'
import * as postgres from '../../../src/storage/postgres/schema.js'
import { columnsOf } from '../../../src/storage/postgres/table-columns.js'
import * as sources from '../../../src/storage/sources/schema.js'
import { testDatabase } from '../../support/storage/test-database.js'

const SCHEMAS = [access, batches, conflicts, households, judgements, linkage, persons, postgres, sources]
const TABLES = SCHEMAS.flatMap((schema): unknown[] => Object.values(schema)).filter((each) => is(each, PgTable))

/** The history of migrations is read before there is a schema. */
const WITHOUT_SCHEMA = ['migrations']

interface ColumnFacts {
  readonly name: string
  readonly type: string
  readonly isNullable: boolean
  readonly hasDefault: boolean
  readonly isKey: boolean
}

async function catalogued(conn: Conn): Promise<Map<string, ColumnFacts[]>> {
  const rows = await conn.read<ColumnFacts & { readonly table: string }>(sql`
    SELECT c.relname AS table, a.attname AS name, format_type(a.atttypid, a.atttypmod) AS type,
      NOT a.attnotnull AS "isNullable", a.atthasdef OR a.attidentity <> '' AS "hasDefault",
      coalesce(a.attnum = ANY (i.indkey), false) AS "isKey"
    FROM pg_class c
      JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
      LEFT JOIN pg_index i ON i.indrelid = c.oid AND i.indisprimary
    WHERE c.relnamespace = 'padan'::regnamespace AND c.relkind IN ('r', 'p')
    ORDER BY c.relname, a.attname`)
  const tables = new Map<string, ColumnFacts[]>()
  for (const { table, ...column } of rows) tables.set(table, [...(tables.get(table) ?? []), column])
  return tables
}

function declared(table: PgTable): readonly [name: string, columns: ColumnFacts[]] {
  const { name, primaryKeys } = getTableConfig(table)
  const keys = new Set(primaryKeys.flatMap(({ columns }) => columns.map((column) => column.name)))
  const columns = Object.values(getTableColumns(table)).map((column) => ({
    name: column.name,
    type: column.getSQLType(),
    isNullable: !column.notNull,
    hasDefault: column.hasDefault,
    isKey: column.primary || keys.has(column.name),
  }))
  return [name, columns.sort((a, b) => (a.name < b.name ? -1 : 1))]
}

/** What differs between the schemas and the catalogue, by table. */
function differences(schemas: ReadonlyMap<string, ColumnFacts[]>, catalogue: ReadonlyMap<string, ColumnFacts[]>) {
  return [...new Set([...schemas.keys(), ...catalogue.keys()])]
    .filter((table) => !WITHOUT_SCHEMA.includes(table))
    .filter((table) => JSON.stringify(schemas.get(table)) !== JSON.stringify(catalogue.get(table)))
}

test('the schemas declare every table and column of the migrated catalogue, and no others', async (t) => {
  const { conn } = await testDatabase(t)
  const catalogue = await catalogued(conn)
  const schemas = new Map(TABLES.map(declared))
  for (const [table, columns] of catalogue) {
    if (!WITHOUT_SCHEMA.includes(table)) t.same(schemas.get(table), columns, table)
  }
  t.same(differences(schemas, catalogue), [])
})

test('a column or table that only one side has is a difference', async (t) => {
  const { conn } = await testDatabase(t)
  const catalogue = await catalogued(conn)
  const schemas = new Map(TABLES.map(declared))
  const [first] = schemas.get('persons')!
  const more = [...schemas.get('persons')!, { ...first!, name: 'zodiac' }]
  t.same(differences(new Map(schemas).set('persons', more), catalogue), ['persons'])
  t.same(differences(schemas, new Map(catalogue).set('persons', more)), ['persons'])
  t.same(differences(schemas, new Map(catalogue).set('programmes', more)), ['programmes'])
  const nullable = more.slice(0, -1).map((column) => ({ ...column, isNullable: true }))
  t.same(differences(new Map(schemas).set('persons', nullable), catalogue), ['persons'])
})

test('every table can be written by COPY', (t) => {
  for (const table of TABLES) {
    t.equal(columnsOf(table).columns.length, Object.keys(getTableColumns(table)).length, getTableConfig(table).name)
  }
  t.end()
})
