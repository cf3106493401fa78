import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { Client } from 'pg'

/** The rows and keys that a load writes whatever it is linked to. */
const TABLES = ['source_records', 'live_records', 'block_keys'] as const

/**
 * Seconds that bare COPY takes for the rows and keys of a loaded registry, into empty tables with the same columns,
 * constraints and indexes. The client must be a superuser of a server on this machine.
 */
export async function benchCopy(client: Client, folder: string): Promise<number> {
  await mkdir(folder, { recursive: true, mode: 0o777 })
  await client.query('CREATE SCHEMA IF NOT EXISTS bench_copy')
  let seconds = 0
  for (const table of TABLES) {
    const file = join(folder, `${table}.copy`)
    await client.query(`COPY padan.${table} TO '${file}'`)
    await client.query(`CREATE TABLE bench_copy.${table} (LIKE padan.${table} INCLUDING ALL)`)
    const started = performance.now()
    await client.query(`COPY bench_copy.${table} FROM '${file}'`)
    seconds += (performance.now() - started) / 1000
  }
  await client.query('DROP SCHEMA bench_copy CASCADE')
  return seconds
}
