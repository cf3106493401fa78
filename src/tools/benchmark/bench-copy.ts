import { createReadStream, createWriteStream } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { Client } from 'pg'
import { from as copyFrom, to as copyTo } from 'pg-copy-streams'
import { clusterFolder } from '../../storage/embedded/cluster-folder.js'
import type { Database } from '../../storage/postgres/connection.js'
import { OWNER_ROLE, SCHEMA } from '../../storage/postgres/roles.js'

/** The tables of a load's rows and keys. */
const TABLES = ['source_records', 'live_records', 'block_keys'] as const
const SCRATCH = 'bench_copy'

/**
 * Returns the seconds of bare COPY for the rows and keys of a filled registry, into empty tables with the same columns,
 * constraints and indexes, each in one transaction. `dataDir` is the data folder of the benchmark's own server.
 */
export async function benchCopy(
  database: Database,
  { folder, dataDir }: { folder: string; dataDir: string },
): Promise<number> {
  const client = await connectAsOwner(database, dataDir)
  try {
    await client.query(`CREATE SCHEMA ${SCRATCH} AUTHORIZATION ${OWNER_ROLE}; SET ROLE ${OWNER_ROLE}`)
    let seconds = 0
    for (const table of TABLES) seconds += await copySeconds(client, table, folder)
    await client.query(`DROP SCHEMA ${SCRATCH} CASCADE`)
    return seconds
  } finally {
    await client.end()
  }
}

/** The login that serves may make no tables. */
async function connectAsOwner({ writers }: Database, dataDir: string): Promise<Client> {
  const { host, port, database } = writers.options
  const password = await readFile(clusterFolder(dataDir).adminPassword, 'utf8')
  const client = new Client({ host, port, database, user: 'postgres', password })
  await client.connect()
  return client
}

async function copySeconds(client: Client, table: string, folder: string): Promise<number> {
  const file = join(folder, `${table}.copy`)
  await pipeline(client.query(copyTo(`COPY ${SCHEMA}.${table} TO STDOUT`)), createWriteStream(file))
  await client.query(`CREATE TABLE ${SCRATCH}.${table} (LIKE ${SCHEMA}.${table} INCLUDING ALL)`)
  const started = performance.now()
  await pipeline(createReadStream(file), client.query(copyFrom(`COPY ${SCRATCH}.${table} FROM STDIN`)))
  return (performance.now() - started) / 1000
}
