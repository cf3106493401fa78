import { type GetColumnData, is, SQL, sql } from 'drizzle-orm'
import { PgColumn, PgDatabase, PgDialect, PgSession, type PgQueryResultHKT } from 'drizzle-orm/pg-core'
import { arrayText } from './column-types.js'
import type { Conn, Statement, Tx } from './connection.js'
import { castOf } from './table-columns.js'

/** A query or statement that drizzle built. */
interface Built {
  toSQL(): { readonly sql: string; readonly params: readonly unknown[] }
}

/** A query whose rows are of a type. */
interface BuiltQuery<Row> extends Built {
  readonly _: { readonly result: readonly Row[] }
}

/** Drizzle's own errors print the parameters: nothing runs but through a Conn or Tx, which throws a DatabaseError. */
class NoSession extends PgSession {
  override prepareQuery(): never {
    throw new Error('A query runs through read, write or writeReturning')
  }

  override transaction(): never {
    throw new Error('A transaction runs through inTransaction')
  }
}

const dialect = new PgDialect()
const database = new PgDatabase<PgQueryResultHKT>(dialect, new NoSession(dialect), undefined)

type Fields = Readonly<Record<string, PgColumn | SQL>>

/** What is selected, each by its name: the driver returns rows under these. */
type Named<Selected extends Fields> = {
  [Name in keyof Selected]: SQL.Aliased<
    Selected[Name] extends PgColumn
      ? GetColumnData<Selected[Name]>
      : Selected[Name] extends SQL<infer Value>
        ? Value
        : never
  >
}

function named<Selected extends Fields>(fields: Selected): Named<Selected> {
  const aliased = Object.entries(fields).map(([name, field]) => {
    const value: SQL = is(field, PgColumn) ? sql`${field}${sql.raw(castOf(field))}` : (field as SQL)
    return [name, value.as(name)]
  })
  return Object.fromEntries(aliased) as Named<Selected>
}

export function select<Selected extends Fields>(fields: Selected) {
  return database.select(named(fields))
}

export function selectDistinct<Selected extends Fields>(fields: Selected) {
  return database.selectDistinct(named(fields))
}

/** `SELECT DISTINCT ON` these columns. */
export function selectDistinctOn<Selected extends Fields>(on: PgColumn[], fields: Selected) {
  return database.selectDistinctOn(on, named(fields))
}

export const insertInto = database.insert.bind(database)
export const update = database.update.bind(database)
export const deleteFrom = database.delete.bind(database)

/** The text and parameters of a query. The same query must have the same text, as it stays prepared. */
export function statementOf(built: Built): Statement {
  const { sql: text, params: values } = built.toSQL()
  return { text, values }
}

/** The rows of a query. */
export function readRows<Row>(conn: Conn, query: BuiltQuery<Row>): Promise<readonly Row[]> {
  return conn.read<Row>(statementOf(query))
}

/** The first row of a query. */
export async function readRow<Row>(conn: Conn, query: BuiltQuery<Row>): Promise<Row | undefined> {
  const [row] = await readRows(conn, query)
  return row
}

/** Runs a statement and returns the number of rows that it touched. */
export function write(tx: Tx, statement: Built): Promise<number> {
  return tx.write(statementOf(statement))
}

/** Whether a column has one of these ids, as one parameter: the text of the query is the same for any number of them. */
export function isAnyOf(column: PgColumn, ids: readonly string[]): SQL {
  return sql`${column} = ANY (${arrayText(ids)}::uuid[])`
}

/** `count(*)` as a number. */
export function countRows(): SQL<number> {
  return sql<number>`count(*)::float8`
}

/** A number of a query that returns one row. */
export async function readCount(conn: Conn, query: BuiltQuery<{ count: number }>): Promise<number> {
  const row = await readRow(conn, query)
  return row?.count ?? 0
}

/** Whether a column has a value that stands in the text, where a partial index is found by it. No input of a caller. */
export function isWord<Column extends PgColumn>(column: Column, word: Column['_']['data'] & string): SQL {
  if (!WORD.test(word)) throw new Error('A word of a statement has small letters only')
  return sql`${column} = ${sql.raw(`'${word}'`)}`
}

const WORD = /^[a-z_]+$/
