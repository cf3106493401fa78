import { randomUUID } from 'node:crypto'
import fc from 'fast-check'
import sql, { raw } from 'sql-template-tag'
import { test } from 'tap'
import { uuidBytes } from '../../../src/storage/postgres/binary-rows.js'
import { inTransaction } from '../../../src/storage/postgres/transaction.js'
import { type ColumnType, WRITERS } from '../../../src/storage/postgres/cells.js'
import { insertRows } from '../../../src/storage/postgres/rows.js'
import type { TableColumns } from '../../../src/storage/postgres/table-columns.js'
import { testDatabase } from '../../support/storage/test-database.js'

const text = fc.string({ unit: 'grapheme', maxLength: 40 }).map((each) => each.replaceAll('\0', ''))
const uuid = fc.uuid()
const whole = fc.maxSafeInteger()

/** Cells of each type that rows are written to. */
const CELLS: Readonly<Record<ColumnType, fc.Arbitrary<unknown>>> = {
  text,
  json: fc.json(),
  jsonb: text.map((each) => JSON.stringify({ each: each.replaceAll('\\', '') })),
  uuid: fc.oneof(
    uuid,
    uuid.map((each) => each.toUpperCase()),
  ),
  bigint: fc.oneof(whole, fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }), whole.map(String)),
  integer: fc.integer(),
  smallint: fc.integer({ min: -32768, max: 32767 }),
  'double precision': fc.double({ noDefaultInfinity: true, noNaN: true }).map((number) => number + 0),
  boolean: fc.boolean(),
  bytea: fc.oneof(
    fc.uint8Array({ maxLength: 40 }).map((bytes) => Buffer.from(bytes)),
    fc.uint8Array({ maxLength: 40 }).map((bytes) => `\\x${Buffer.from(bytes).toString('hex')}`),
  ),
  'timestamp with time zone': fc.date({
    min: new Date('1900-01-01'),
    max: new Date('2200-01-01'),
    noInvalidDate: true,
  }),
  'bigint[]': fc.array(whole, { maxLength: 5 }),
  'uuid[]': fc.array(uuid, { maxLength: 5 }),
  'text[]': fc.array(fc.stringMatching(/^[a-z0-9-]{1,20}$/), { maxLength: 5 }),
}
const TYPES = Object.keys(CELLS) as ColumnType[]

test('rows written by COPY equal rows written by parameters', async (t) => {
  const database = await testDatabase(t)
  const columns = TYPES.map((type, at) => ({
    name: `c${at}`,
    property: type,
    type,
    isObject: false,
    write: WRITERS[type],
  }))
  const number = { name: 'n', property: 'n', type: 'integer', isObject: false, write: WRITERS.integer } as const
  const cells = TYPES.map((type) => [type, fc.option(CELLS[type], { nil: undefined, freq: 8 })] as const)
  const rows = fc.sample(fc.record(Object.fromEntries(cells)), { numRuns: 400, seed: 20 })
  await inTransaction(database, async (tx) => {
    const declared = columns.map(({ name, type }) => `${name} ${type}`).join(', ')
    const tables = ['copied', 'inserted'].map((table): TableColumns<object> => ({
      table: `pg_temp.${table}`,
      key: undefined,
      columns: [...columns, number],
    }))
    for (const { table } of tables) await tx.write(raw(`CREATE TEMPORARY TABLE ${table.slice(8)} (${declared}, n int)`))
    const [copied, inserted] = tables as [TableColumns<object>, TableColumns<object>]
    const numbered = rows.map((each, at) => ({ ...each, n: at }))
    t.equal(await insertRows(tx, copied, numbered), rows.length)
    for (let start = 0; start < rows.length; start += 100)
      await insertRows(tx, inserted, numbered.slice(start, start + 100))
    const [wrong] = await tx.read<{ n: string }>(sql`
      SELECT c::text AS n FROM pg_temp.copied c JOIN pg_temp.inserted i ON i.n = c.n WHERE c::text <> i::text ORDER BY c.n LIMIT 1`)
    t.equal(wrong, undefined)
  })
})

test('a text that is no UUID is refused', (t) => {
  const id = randomUUID()
  t.equal(uuidBytes(id).toString('hex'), id.replaceAll('-', ''))
  for (const no of [
    '',
    id.slice(1),
    `${id}0`,
    id.replace(/.$/, 'g'),
    id.replace(/.$/, '\u00e9'),
    `${id.slice(0, -1)}-`,
  ])
    t.throws(() => uuidBytes(no), TypeError)
  t.end()
})
