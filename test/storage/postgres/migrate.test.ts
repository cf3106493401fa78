import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test, type Test } from 'tap'
import { packageRoot } from '../../../src/reference/built-in-model.js'
import { type Migration, migrate, readMigrations } from '../../../src/storage/postgres/migrate.js'
import { type Server, withClient } from '../../../src/storage/postgres/server.js'
import { emptyDatabase } from '../../support/storage/test-database.js'

const FILES = {
  '0001_create_lists.sql': 'CREATE TABLE lists (code text); GRANT USAGE ON SCHEMA padan TO padan_service;',
  '0002_add_names.sql': 'ALTER TABLE lists ADD COLUMN name text;',
}

async function migrationsOf(t: Test, files: Record<string, string>): Promise<readonly Migration[]> {
  const folder = await mkdtemp(join(tmpdir(), 'padan-migrations-'))
  t.teardown(() => rm(folder, { recursive: true }))
  for (const [name, text] of Object.entries(files)) await writeFile(join(folder, name), text)
  return readMigrations(folder)
}

function applyTo(server: Server, migrations: readonly Migration[]): Promise<readonly string[]> {
  return withClient(server, (client) => migrate(client, migrations))
}

async function count(server: Server, query: string): Promise<number> {
  const { rows } = await withClient(server, (client) => client.query<{ count: string }>(query))
  return Number(rows[0]?.count)
}

test('migrations are applied in order, once, and new ones later', async (t) => {
  const server = await emptyDatabase(t)
  const [first, ...rest] = await migrationsOf(t, FILES)
  t.same(await applyTo(server, [first!]), ['0001_create_lists.sql'])
  t.same(await applyTo(server, [first!, ...rest]), ['0002_add_names.sql'])
  t.same(await applyTo(server, [first!, ...rest]), [])
  t.equal(await count(server, 'SELECT count(name) FROM padan.lists'), 0)
})

test('the schema belongs to the owner role, not to the user of the connection', async (t) => {
  const server = await emptyDatabase(t)
  await applyTo(server, await migrationsOf(t, FILES))
  const foreign = `SELECT count(*) FROM pg_class WHERE relnamespace = 'padan'::regnamespace
    AND relowner <> 'padan_owner'::regrole`
  t.equal(await count(server, foreign), 0)
})

test('the migrations of this program apply to an empty database', async (t) => {
  const server = await emptyDatabase(t)
  const migrations = await readMigrations(join(packageRoot(), 'migrations'))
  t.equal((await applyTo(server, migrations)).length, migrations.length)
})

test('of processes that start at once one migrates, and the others wait for it', async (t) => {
  const server = await emptyDatabase(t)
  const migrations = await migrationsOf(t, FILES)
  const applied = await Promise.all([1, 2, 3, 4].map(() => applyTo(server, migrations)))
  t.same(applied.flat().sort(), Object.keys(FILES))
})

test('a migration that fails changes nothing, and its error does not contain its text', async (t) => {
  const server = await emptyDatabase(t)
  const failing = { ...FILES, '0002_add_names.sql': `CREATE TABLE halves (); SELECT 'SULASTRI'::int;` }
  const migrations = await migrationsOf(t, failing)
  await t.rejects(applyTo(server, migrations), {
    name: 'StartRefusal',
    message: 'The migration 0002_add_names.sql failed and changed nothing (22P02).',
  })
  t.equal(await count(server, `SELECT count(*) FROM pg_class WHERE relname = 'halves'`), 0)
  t.equal(await count(server, 'SELECT count(*) FROM padan.migrations'), 1)
})

test('an edited migration and a newer database stop the start', async (t) => {
  const server = await emptyDatabase(t)
  const migrations = await migrationsOf(t, FILES)
  await applyTo(server, migrations)
  const edited = await migrationsOf(t, { ...FILES, '0001_create_lists.sql': 'CREATE TABLE lists (key text);' })
  await t.rejects(applyTo(server, edited), { name: 'StartRefusal', message: /0001_create_lists.sql was edited/ })
  await t.rejects(applyTo(server, migrations.slice(0, 1)), {
    name: 'StartRefusal',
    message: 'The database is newer than this program: it has the migration 0002_add_names.sql.',
  })
})

test('line ends of another system do not count as an edit', async (t) => {
  const [unix] = await migrationsOf(t, { '0001_create_lists.sql': 'CREATE TABLE lists\n();\n' })
  const [windows] = await migrationsOf(t, { '0001_create_lists.sql': 'CREATE TABLE lists\r\n();\r\n' })
  t.equal(windows?.checksum, unix?.checksum)
})

test('gaps, repeated numbers and misnamed files are refused', async (t) => {
  const cases: [string[], RegExp][] = [
    [['0001_create_lists.sql', '0003_add_names.sql'], /0003_add_names.sql is out of order: number 2/],
    [['0001_create_lists.sql', '0001_create_names.sql'], /out of order/],
    [['0002_create_lists.sql'], /number 1 is missing/],
    [['0001-create-lists.sql'], /must be named NNNN_verb_noun.sql/],
    [['0001_create.sql'], /must be named/],
  ]
  for (const [names, message] of cases) {
    const files = Object.fromEntries(names.map((name) => [name, '']))
    await t.rejects(migrationsOf(t, files), { name: 'StartRefusal', message }, names.join(', '))
  }
})
