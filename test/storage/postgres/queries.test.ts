import { eq, type SQL, sql } from 'drizzle-orm'
import { type Test, test } from 'tap'
import { inspect } from 'node:util'
import { createLog } from '../../../src/log.js'
import { apiKeys } from '../../../src/storage/access/schema.js'
import { batches } from '../../../src/storage/batches/schema.js'
import { persons } from '../../../src/storage/persons/schema.js'
import { DatabaseError } from '../../../src/storage/postgres/database-error.js'
import {
  deleteFrom,
  insertInto,
  isAnyOf,
  isWord,
  readRow,
  readRows,
  select,
  selectDistinctOn,
  statementOf,
  update,
  write,
} from '../../../src/storage/postgres/queries.js'
import { withClient } from '../../../src/storage/postgres/server.js'
import { inQuickTransaction, inTransaction } from '../../../src/storage/postgres/transaction.js'
import { agencies, profiles } from '../../../src/storage/sources/schema.js'
import { testDatabase } from '../../support/storage/test-database.js'

const NAME = 'SULASTRI BINTI KARTO'
const NIK = '1606014107850003'
const PERSONAL = `${NAME} ${NIK}`

type Statement = Parameters<typeof write>[1]

/** Statements of drizzle that the server refuses with an error that quotes their values. */
const REFUSED_WRITES: readonly [what: string, code: string, statement: Statement][] = [
  [
    'a value twice',
    '23505',
    insertInto(agencies).values([
      { code: NIK, name: NAME },
      { code: NIK, name: NAME },
    ]),
  ],
  ['a failed check', '23514', insertInto(agencies).values({ code: PERSONAL, name: NAME })],
  ['a missing value', '23502', insertInto(profiles).values({ code: NIK, version: 1, document: sql`NULL` })],
  ['an id that is none', '22P02', update(apiKeys).set({ name: NAME }).where(eq(apiKeys.id, PERSONAL))],
  ['a right that is lacking', '42501', deleteFrom(agencies).where(eq(agencies.name, PERSONAL))],
]

const REFUSED_READS: readonly [what: string, code: string, condition: SQL][] = [
  ['an id that is none', '22P02', eq(persons.id, PERSONAL)],
  ['one of many ids that is none', '22P02', isAnyOf(persons.id, [NIK])],
  ['a number that is none', '22P02', sql`${PERSONAL}::text::int > 0`],
  ['a broken statement', '42601', sql`${persons.id} = ${PERSONAL} AND AND`],
  ['a column that is none', '42703', sql`nowhere = ${PERSONAL}`],
  ['a parameter of no type', '42P18', sql`${PERSONAL} IS NULL`],
]

test('no error of a query that drizzle built carries its parameters or text', async (t) => {
  const database = await testDatabase(t)
  for (const [what, code, condition] of REFUSED_READS) {
    const query = select({ id: persons.id }).from(persons).where(condition)
    await refusedWithout(t, readRows(database.conn, query), { what, code })
    await refusedWithout(t, readRows(database.quickLookups, query), { what: `${what}, pipelined`, code })
  }
  for (const [what, code, statement] of REFUSED_WRITES) {
    const transactions = [inTransaction, inQuickTransaction]
    for (const transact of transactions) {
      await refusedWithout(
        t,
        transact(database, (tx) => write(tx, statement)),
        { what, code },
      )
    }
  }
})

test('nor does the error of a connection that broke', async (t) => {
  const database = await testDatabase(t)
  const work = inTransaction(database, async (tx) => {
    const pid = sql<number>`pg_backend_pid()`
    await write(tx, insertInto(agencies).values({ code: 'dinsos', name: PERSONAL }))
    const session = await readRow(tx, select({ pid }).from(agencies))
    await withClient(database.server, async (client) => {
      await client.query('SELECT pg_terminate_backend($1, 5000)', [session?.pid])
    })
    await write(tx, insertInto(agencies).values({ code: NIK, name: PERSONAL }))
  })
  await refusedWithout(t, work, { what: 'a broken connection' })
})

test('a query that is awaited without a connection runs nothing and names no parameter', async (t) => {
  const queries: readonly PromiseLike<unknown>[] = [
    select({ id: persons.id }).from(persons).where(eq(persons.id, PERSONAL)),
    insertInto(agencies).values({ code: NIK, name: NAME }),
    update(agencies).set({ name: PERSONAL }),
    deleteFrom(agencies).where(eq(agencies.name, PERSONAL)),
  ]
  for (const query of queries) {
    const error = await rejection(query)
    t.match((error as Error).message, /runs through read/)
    for (const text of textsOf(error)) t.notMatch(text, /SULASTRI|KARTO|16060141/)
  }
})

interface Refused {
  readonly what: string
  readonly code?: string
}

async function refusedWithout(t: Test, work: PromiseLike<unknown>, { what, code }: Refused): Promise<void> {
  const error = await rejection(work)
  t.ok(error instanceof DatabaseError, `${what}: a DatabaseError`)
  if (code !== undefined) t.equal((error as DatabaseError).code, code, what)
  for (const text of textsOf(error)) {
    t.notMatch(text, /SULASTRI|KARTO/, `${what}: no name`)
    t.notMatch(text, NIK.slice(0, 8), `${what}: no NIK`)
    t.notMatch(text, /\b(?:select|insert into|update|delete from) "/i, `${what}: no statement`)
  }
}

async function rejection(work: PromiseLike<unknown>): Promise<unknown> {
  try {
    await work
    return undefined
  } catch (error) {
    return error
  }
}

/** Every way in which an error gets into an answer, a log or a report, along the chain of its causes. */
function textsOf(error: unknown): string[] {
  if (!(error instanceof Error)) return [inspect(error, { depth: 10, showHidden: true })]
  const seen = inspect(error, { depth: 10, showHidden: true, getters: true })
  const own = Object.getOwnPropertyNames(error).map((name) => inspect(Reflect.get(error, name), { depth: 10 }))
  const cause = error.cause === undefined ? [] : textsOf(error.cause)
  return [error.message, String(error.stack), JSON.stringify(error), seen, logged(error), ...own, ...cause]
}

function logged(error: unknown): string {
  const lines: string[] = []
  createLog('debug', { write: (line) => lines.push(line) }).error('batch.failed', { error })
  return lines.join('')
}

test('rows have the names of the schema, and the values that its types say', async (t) => {
  const database = await testDatabase(t)
  const id = '5f0c1f6e-0000-4000-8000-000000000001'
  const at = new Date('2026-01-02T03:04:05.678Z')
  await inTransaction(database, async (tx) => {
    await write(tx, insertInto(agencies).values({ code: 'dinsos', name: 'Dinas Sosial' }))
    await tx.write(
      statementOf({
        toSQL: () => ({
          sql: `INSERT INTO sources (code, agency_code, profile_code, name) VALUES ('dtks', 'dinsos', 'dtks', 'DTKS')`,
          params: [],
        }),
      }),
    )
    const batch = { id, version: 7, source: 'dtks', mode: 'delta', state: 'receiving', sentBy: 'x' } as const
    await write(tx, insertInto(batches).values({ ...batch, startedAt: at }))
  })
  const { version, startedAt, isConfirmed, refusal, counts } = batches
  const query = select({ id: batches.id, version, startedAt, isConfirmed, refusal, counts })
    .from(batches)
    .where(isWord(batches.state, 'receiving'))
  const expected = { id, version: 7, startedAt: at, isConfirmed: false, refusal: null, counts: {} }
  t.strictSame(await readRows(database.conn, query), [expected])
  t.throws(() => isWord(agencies.name, `x' OR 'x' = 'x`), /small letters/)
})

test('the text of a query does not depend on its values', (t) => {
  const textOf = (ids: readonly string[]): string =>
    statementOf(select({ id: persons.id }).from(persons).where(isAnyOf(persons.id, ids))).text
  t.equal(textOf([]), textOf(['a', 'b', 'c']))
  const newest = selectDistinctOn([profiles.code], { code: profiles.code, version: profiles.version }).from(profiles)
  t.equal(
    statementOf(newest).text,
    'select distinct on ("profiles"."code") "code" as "code", "version" as "version" from "profiles"',
  )
  t.end()
})
