import sql, { type Sql } from 'sql-template-tag'
import { test } from 'tap'
import { inspect } from 'node:util'
import { createLog } from '../../../src/log.js'
import { inTransaction } from '../../../src/storage/postgres/transaction.js'
import { DatabaseError } from '../../../src/storage/postgres/database-error.js'
import { testDatabase } from '../../support/storage/test-database.js'

const NAME = 'SULASTRI BINTI KARTO'
const NIK = '1606014107850003'

/** Statements that the server refuses with an error that quotes their values. */
const QUOTING: readonly [string, string, Sql][] = [
  ['a value twice', '23505', sql`INSERT INTO agencies (code, name) VALUES (${NIK}, ${NAME}), (${NIK}, ${NAME})`],
  ['a failed check', '23514', sql`INSERT INTO agencies (code, name) VALUES (${`${NAME} ${NIK}`}, 'x')`],
  ['a missing value', '23502', sql`INSERT INTO agencies (code, name) VALUES (${NIK}, NULL)`],
  ['a number that is none', '22P02', sql`SELECT ${NAME}::text::int, ${NIK}::text`],
  ['a date that is none', '22007', sql`SELECT ${`${NAME} ${NIK}`}::text::date`],
  ['a number too large', '22003', sql`SELECT (${NIK}::text || '9999')::bigint, ${NAME}::text`],
]

test('no database error contains values of rows', async (t) => {
  const database = await testDatabase(t)
  for (const [what, code, statement] of QUOTING) {
    const error: unknown = await inTransaction(database, (tx) => tx.write(statement)).catch(
      (refusal: unknown) => refusal,
    )
    t.ok(error instanceof DatabaseError, what)
    t.hasStrict(error, { code }, what)
    for (const text of textsOf(error)) {
      t.notMatch(text, /SULASTRI|KARTO/, `${what}: no name`)
      t.notMatch(text, NIK.slice(0, 8), `${what}: no NIK`)
    }
  }
})

test('a database error names its code, constraint and table, in the log too', async (t) => {
  const database = await testDatabase(t)
  const [, , twice] = QUOTING[0]!
  const error: unknown = await inTransaction(database, (tx) => tx.write(twice)).catch((refusal: unknown) => refusal)
  const names = { code: '23505', constraint: 'agencies_pkey', table: 'agencies' }
  t.same(JSON.parse(JSON.stringify(error)), names)
  t.match(JSON.parse(logged(error)), { error: { type: 'DatabaseError', ...names } })
})

test('transient errors are distinguished from others', (t) => {
  const withCode = (code: string): DatabaseError => new DatabaseError(Object.assign(new Error('x'), { code }))
  t.ok(withCode('40001').isTransient)
  t.ok(withCode('40P01').isTransient)
  t.notOk(withCode('23505').isTransient)
  for (const code of [
    'ECONNREFUSED',
    'EPIPE',
    '57P03',
    '53300',
    '08006',
    '25006',
    '57014',
    '55P03',
    'CONNECTION_LOST',
  ]) {
    t.ok(withCode(code).isOutage, code)
    t.notOk(withCode(code).isTransient, code)
  }
  for (const code of ['40P01', '23505', '22P02', 'P0001', 'unknown']) t.notOk(withCode(code).isOutage, code)
  t.equal(new DatabaseError('no error at all').code, 'unknown')
  t.equal(new DatabaseError(new Error('Connection terminated unexpectedly')).code, 'CONNECTION_LOST')
  t.end()
})

/** Every text of an error that can reach an answer, a log or a report. */
function textsOf(error: unknown): string[] {
  const { message, stack, cause } = error as Error
  const seen = inspect(error, { depth: Infinity, showHidden: true, getters: true })
  return [message, String(stack), inspect(cause), JSON.stringify(error), seen, logged(error), logged(wrapped(error))]
}

function wrapped(error: unknown): Error {
  return new Error(`about ${NAME} ${NIK}`, { cause: error })
}

function logged(error: unknown): string {
  const lines: string[] = []
  createLog('debug', { write: (line) => lines.push(line) }).error('batch.failed', { error })
  return lines.join('')
}
