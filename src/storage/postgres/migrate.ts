import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Client } from 'pg'
import { DatabaseError } from './database-error.js'
import { ensureRoles, OWNER_ROLE, SCHEMA, SERVICE_ROLE } from './roles.js'
import { StartRefusal } from './start-refusal.js'

const FILE_NAME = /^(\d{4})_[a-z]+_[a-z0-9_]+\.sql$/
/** The lock that services starting at once on one database queue for ("padan" on a telephone's keys). */
const MIGRATION_LOCK = 72_326

/** One file of the folder: its number from 1, its name and text, and the SHA-256 of the text in hexadecimals. */
export interface Migration {
  readonly number: number
  readonly name: string
  readonly text: string
  readonly checksum: string
}

interface Applied {
  readonly number: number
  readonly name: string
  readonly checksum: string
}

/** The migrations of a folder in order. Throws a StartRefusal for a misnamed file, a number twice and a gap. */
export async function readMigrations(folder: string): Promise<readonly Migration[]> {
  const names = (await readdir(folder)).filter((name) => name.endsWith('.sql')).sort()
  const migrations = await Promise.all(names.map((name) => readMigration(folder, name)))
  migrations.forEach(({ number, name }, at) => {
    if (number === at + 1) return
    throw new StartRefusal(`The migration ${name} is out of order: number ${at + 1} is missing or there twice.`)
  })
  return migrations
}

async function readMigration(folder: string, name: string): Promise<Migration> {
  const number = FILE_NAME.exec(name)?.[1]
  if (number === undefined) throw new StartRefusal(`The migration ${name} must be named NNNN_verb_noun.sql.`)
  const text = (await readFile(join(folder, name), 'utf8')).replaceAll('\r\n', '\n')
  return { number: Number(number), name, text, checksum: createHash('sha256').update(text).digest('hex') }
}

/**
 * Makes sure of the roles and applies the migrations that the database lacks, each in a transaction of its own, as the owner
 * of the schema, one process at a time; returns their names. Throws a StartRefusal when the user may not, an applied file was
 * edited or the database is newer.
 */
export function migrate(client: Client, migrations: readonly Migration[]): Promise<readonly string[]> {
  return underMigrationLock(client, async () => {
    await ensureRoles(client, { playable: [OWNER_ROLE] })
    await client.query(`SET ROLE ${OWNER_ROLE}`)
    try {
      return await applyMissing(client, migrations)
    } finally {
      await client.query('RESET ROLE')
    }
  })
}

/** Does some work while no other process sets up the database; may be nested on one connection. */
export async function underMigrationLock<T>(client: Client, work: () => Promise<T>): Promise<T> {
  await client.query('SELECT pg_advisory_lock($1)', [MIGRATION_LOCK])
  try {
    return await work()
  } finally {
    await client.query('SELECT pg_advisory_unlock($1)', [MIGRATION_LOCK])
  }
}

/**
 * Checks, for a login that cannot become the owner, that the database lacks no migration. Throws a StartRefusal when it does, an
 * applied file was edited or the database is newer.
 */
export async function refuseOldSchema(client: Client, migrations: readonly Migration[]): Promise<void> {
  await client.query(`SET ROLE ${SERVICE_ROLE}`)
  try {
    const applied = await readHistory(client)
    refuseStrangeHistory(applied, migrations)
    const missing = migrations[applied.length]
    if (missing === undefined) return
    throw new StartRefusal(
      `The database lacks the migration ${missing.name}: start with PADAN_OWNER_URL, or run "npm run migrate" with it first.`,
    )
  } finally {
    await client.query('RESET ROLE')
  }
}

async function applyMissing(client: Client, migrations: readonly Migration[]): Promise<readonly string[]> {
  const applied = await appliedMigrations(client)
  refuseStrangeHistory(applied, migrations)
  const missing = migrations.slice(applied.length)
  for (const migration of missing) await apply(client, migration)
  return missing.map(({ name }) => name)
}

async function appliedMigrations(client: Client): Promise<readonly Applied[]> {
  // Checked first: IF NOT EXISTS needs the right to create even where there is nothing to do.
  const { rows: found } = await client.query<{ found: boolean }>(
    `SELECT to_regclass('${SCHEMA}.migrations') IS NOT NULL AS found`,
  )
  if (found[0]?.found !== true) await createHistory(client)
  return readHistory(client)
}

async function readHistory(client: Client): Promise<readonly Applied[]> {
  const { rows } = await client.query<Applied>(
    `SELECT number, name, checksum FROM ${SCHEMA}.migrations ORDER BY number`,
  )
  return rows
}

async function createHistory(client: Client): Promise<void> {
  await client.query(
    `CREATE SCHEMA IF NOT EXISTS ${SCHEMA};
     CREATE TABLE ${SCHEMA}.migrations (
       number int CONSTRAINT migrations_pkey PRIMARY KEY,
       name text NOT NULL,
       checksum text NOT NULL,
       applied_at timestamptz NOT NULL DEFAULT now()
     );
     COMMENT ON TABLE ${SCHEMA}.migrations IS 'Which migrations were applied. Reference table.'`,
  )
}

function refuseStrangeHistory(applied: readonly Applied[], migrations: readonly Migration[]): void {
  applied.forEach((past, at) => {
    const known = migrations[at]
    if (known === undefined) {
      throw new StartRefusal(`The database is newer than this program: it has the migration ${past.name}.`)
    }
    if (past.number !== known.number) throw new StartRefusal(`The database lacks the migration ${known.name}.`)
    if (past.checksum !== known.checksum) {
      throw new StartRefusal(
        `The migration ${known.name} was edited after it was applied: restore it and add a new one.`,
      )
    }
  })
}

async function apply(client: Client, { number, name, text, checksum }: Migration): Promise<void> {
  try {
    await client.query('BEGIN')
    await client.query(`SET LOCAL search_path = ${SCHEMA}`)
    await client.query(text)
    await client.query(`INSERT INTO ${SCHEMA}.migrations (number, name, checksum) VALUES ($1, $2, $3)`, [
      number,
      name,
      checksum,
    ])
    await client.query('COMMIT')
  } catch (error) {
    await client.query('ROLLBACK')
    throw new StartRefusal(`The migration ${name} failed and changed nothing (${new DatabaseError(error).code}).`)
  }
}
