import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import sql from 'sql-template-tag'
import { test, type Test } from 'tap'
import { packageRoot } from '../../src/reference/built-in-model.js'
import type { DatabaseError } from '../../src/storage/postgres/database-error.js'
import { inTransaction } from '../../src/storage/postgres/transaction.js'
import { type OpenDatabase, openDatabase } from '../../src/storage/open-database.js'
import { type Server, withClient } from '../../src/storage/postgres/server.js'
import { attackAsLogin } from '../support/storage/attack-as-login.js'
import { temporaryFolder } from '../support/storage/temporary-folder.js'

const migrationsFolder = join(packageRoot(), 'migrations')

async function dataFolder(t: Test): Promise<string> {
  const { path, remove } = await temporaryFolder()
  t.teardown(remove)
  return path
}

function open(dataDir: string, onBroken: (error: DatabaseError) => void = () => undefined): Promise<OpenDatabase> {
  return openDatabase({ url: undefined, dataDir, migrationsFolder, onBroken })
}

test('without a database URL the service starts its own server, which keeps committed rows', async (t) => {
  const folder = await dataFolder(t)
  const first = await open(folder)
  t.ok(first.migrated.length > 0)
  await inTransaction(first, (tx) => tx.write(sql`INSERT INTO agencies (code, name) VALUES ('dinsos', 'Contoh')`))
  await first.close()
  await first.ended
  const second = await open(folder)
  t.same(second.migrated, [])
  t.same(await second.conn.read(sql`SELECT code FROM agencies`), [{ code: 'dinsos' }])
  await second.close()
})

test('the service is no superuser of its own server', async (t) => {
  const database = await open(await dataFolder(t))
  t.same(
    await database.conn.read(sql`
      SELECT current_user::text AS role, rolsuper OR rolcreaterole OR rolcreatedb OR rolbypassrls AS powerful
      FROM pg_roles WHERE rolname = session_user`),
    [{ role: 'padan_service', powerful: false }],
  )
  await database.close()
})

test('no connection breaks where the database is closed right after it was used', async (t) => {
  const folder = await dataFolder(t)
  for (let round = 0; round < 3; round++) {
    const broken: DatabaseError[] = []
    const database = await open(folder, (error) => broken.push(error))
    const work = () => inTransaction(database, (tx) => tx.read(sql`SELECT pg_sleep(0.05)`))
    const look = () => database.conn.read(sql`SELECT pg_sleep(0.05)`)
    await Promise.all([1, 2, 3, 4, 5, 6].flatMap(() => [work(), look()]))
    await database.close()
    t.same(broken, [])
  }
})

test('the login that serves an embedded database cannot become the owner, also where an earlier version let it', async (t) => {
  const folder = await dataFolder(t)
  const first = await open(folder)
  t.equal(first.servesAsOwner, false)
  t.same(await attackAsLogin(await serverOf(folder, 'password')), [])
  await withClient(await serverOf(folder, 'admin-password'), (client) =>
    client.query('GRANT padan_owner TO padan; ALTER DATABASE padan OWNER TO padan'),
  )
  t.not((await attackAsLogin(await serverOf(folder, 'password'))).length, 0)
  await first.close()
  const second = await open(folder)
  t.equal(second.servesAsOwner, false)
  t.same(await attackAsLogin(await serverOf(folder, 'password')), [])
  await second.close()
})

/** The running server of a data folder, with the login of one of its password files. */
async function serverOf(folder: string, file: 'password' | 'admin-password'): Promise<Server> {
  return {
    host: join(folder, 'socket'),
    port: 5432,
    user: file === 'password' ? 'padan' : 'postgres',
    password: await readFile(join(folder, file), 'utf8'),
    database: 'padan',
  }
}
