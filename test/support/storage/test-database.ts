import { randomUUID } from 'node:crypto'
import type { Test } from 'tap'
import type { Database } from '../../../src/storage/postgres/connection.js'
import { openPools } from '../../../src/storage/postgres/pools.js'
import { type Server, withClient } from '../../../src/storage/postgres/server.js'
import { inDatabase, sharedServer } from './shared-server.js'

/** A database of the newest schema for this test alone, dropped at its end. */
export async function testDatabase(t: Test): Promise<Database & { readonly server: Server }> {
  const { template } = await sharedServer()
  const server = await createDatabase(t, template)
  const database = openPools(server, { readers: 4, writers: 4, onBroken: () => undefined })
  t.teardown(() => database.close())
  return { ...database, server }
}

/** A database without the schema for this test alone, dropped at its end. */
export function emptyDatabase(t: Test): Promise<Server> {
  return createDatabase(t, 'template0')
}

async function createDatabase(t: Test, template: string): Promise<Server> {
  const { server } = await sharedServer()
  const name = `padan_test_${randomUUID().replaceAll('-', '')}`
  await withClient(server, (client) => client.query(`CREATE DATABASE ${name} TEMPLATE ${template}`))
  t.teardown(() => withClient(server, (client) => client.query(`DROP DATABASE ${name} WITH (FORCE)`)))
  return inDatabase(server, name)
}
