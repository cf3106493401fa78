import { createReadStream, createWriteStream } from 'node:fs'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import type { PoolClient } from 'pg'
import { from as copyFrom, to as copyTo } from 'pg-copy-streams'
import type { Database } from '../../storage/postgres/connection.js'
import { OWNER_ROLE, SCHEMA } from '../../storage/postgres/roles.js'

/** The tables of a load's rows and keys. */
const TABLES = ['source_records', 'live_records', 'block_keys'] as const
const SCRATCH = 'bench_copy'

/**
 * Returns the seconds of bare COPY for the rows and keys of a filled registry, into empty tables with the same columns,
 * constraints and indexes, each in one transaction.
 */
export async function benchCopy(database: Database, folder: string): Promise<number> {
  const client = await database.writers.connect()
  try {
    await client.query(`SET ROLE ${OWNER_ROLE}; CREATE SCHEMA ${SCRATCH}`)
    let seconds = 0
    for (const table of TABLES) seconds += await copySeconds(client, table, folder)
    await client.query(`DROP SCHEMA ${SCRATCH} CASCADE`)
    return seconds
  } finally {
    client.release(true)
  }
}

async function copySeconds(client: PoolClient, table: string, folder: string): Promise<number> {
  const file = join(folder, `${table}.copy`)
  await pipeline(client.query(copyTo(`COPY ${SCHEMA}.${table} TO STDOUT`)), createWriteStream(file))
  await client.query(`CREATE TABLE ${SCRATCH}.${table} (LIKE ${SCHEMA}.${table} INCLUDING ALL)`)
  const started = performance.now()
  await pipeline(createReadStream(file), client.query(copyFrom(`COPY ${SCRATCH}.${table} FROM STDIN`)))
  return (performance.now() - started) / 1000
}
