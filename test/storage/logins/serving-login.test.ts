import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import pg from 'pg'
import sql from 'sql-template-tag'
import { test, type Test } from 'tap'
import { packageRoot } from '../../../src/reference/built-in-model.js'
import { migrateServer, type OpenDatabase, openDatabase } from '../../../src/storage/open-database.js'
import { mayBecomeOwner } from '../../../src/storage/logins/serving-login.js'
import { scramVerifier } from '../../../src/storage/logins/scram-verifier.js'
import { clientConfig, type Server, withClient } from '../../../src/storage/postgres/server.js'
import { attackAsLogin } from '../../support/storage/attack-as-login.js'
import { emptyDatabase } from '../../support/storage/test-database.js'

const migrationsFolder = join(packageRoot(), 'migrations')
const PASSWORD = 'kata sandi @ 1'

/** A server without the schema, and the name of a login that no other test uses; both are dropped at the end. */
async function newServer(t: Test): Promise<{ owner: Server; ownerUrl: string; user: string; url: string }> {
  const owner = await emptyDatabase(t)
  const user = `layanan ${randomUUID()}`
  t.teardown(() =>
    withClient(owner, (client) => client.query(`DROP OWNED BY "${user}"; DROP ROLE "${user}"`)).catch(() => undefined),
  )
  return { owner, user, ownerUrl: urlOf(owner), url: urlOf(owner, user) }
}

function urlOf(server: Server, user?: string): string {
  const url = new URL(server.connectionString ?? `postgres://localhost/${String(server.database)}`)
  if (server.connectionString === undefined) {
    url.username = encodeURIComponent(String(server.user))
    url.password = encodeURIComponent(String(server.password))
    url.searchParams.set('host', String(server.host))
    url.searchParams.set('port', String(server.port))
  }
  if (user === undefined) return url.href
  url.username = encodeURIComponent(user)
  url.password = encodeURIComponent(PASSWORD)
  return url.href
}

function open(url: string, ownerUrl?: string): Promise<OpenDatabase> {
  return openDatabase({ url, ownerUrl, dataDir: undefined, migrationsFolder, onBroken: () => undefined })
}

test('with two logins the one that serves is made by the other, serves, and can do nothing else', async (t) => {
  const { url, ownerUrl } = await newServer(t)
  const database = await open(url, ownerUrl)
  t.ok(database.migrated.length > 0)
  t.equal(database.servesAsOwner, false)
  t.same(await database.conn.read(sql`SELECT current_user::text AS role`), [{ role: 'padan_service' }])
  t.same(await attackAsLogin({ connectionString: url }), [])
  await database.close()
})

test('once the schema is there, the login that serves starts alone, and says what is missing otherwise', async (t) => {
  const { url, ownerUrl, owner } = await newServer(t)
  await t.rejects(open(url), { name: 'StartRefusal' }, 'there is no such login yet')
  t.ok((await migrateServer({ url, ownerUrl, migrationsFolder })).length > 0)
  t.same(await migrateServer({ url, ownerUrl, migrationsFolder }), [])
  const database = await open(url)
  t.same(database.migrated, [])
  t.equal(database.servesAsOwner, false)
  await database.close()
  await withClient(owner, (client) =>
    client.query('DELETE FROM padan.migrations WHERE number = (SELECT max(number) FROM padan.migrations)'),
  )
  await t.rejects(open(url), {
    name: 'StartRefusal',
    message: /^The database lacks the migration \w+\.sql: start with/,
  })
})

test('a login of before, which had both roles, serves with a warning and loses the one when there are two', async (t) => {
  const { url, ownerUrl, owner, user } = await newServer(t)
  await withClient(owner, (client) => client.query(`CREATE ROLE "${user}" LOGIN PASSWORD '${scramVerifier(PASSWORD)}'`))
  const { database: name } = (
    await withClient(owner, (client) => client.query(`SELECT current_database() AS database`))
  ).rows[0] as { database: string }
  for (const role of ['padan_owner', 'padan_service'])
    await withClient(owner, (client) =>
      client.query(`DO $$ BEGIN CREATE ROLE ${role} NOLOGIN; EXCEPTION WHEN duplicate_object THEN NULL; END $$`),
    )
  await withClient(owner, (client) =>
    client.query(`GRANT padan_owner, padan_service TO "${user}"; GRANT CREATE ON DATABASE ${name} TO padan_owner`),
  )
  const single = await open(url)
  t.ok(single.migrated.length > 0)
  t.equal(single.servesAsOwner, true)
  await single.close()
  t.not((await attackAsLogin({ connectionString: url })).length, 0, 'the attacks can succeed')
  const parted = await open(url, ownerUrl)
  t.same(parted.migrated, [])
  t.equal(parted.servesAsOwner, false)
  await parted.close()
  t.same(await attackAsLogin({ connectionString: url }), [])
})

test('a login that could make itself the owner by another road is told apart', async (t) => {
  const { owner, ownerUrl, user, url } = await newServer(t)
  await migrateServer({ url, ownerUrl, migrationsFolder })
  const asLogin = () => withClient({ connectionString: url }, mayBecomeOwner)
  const asOwner = (statement: string) => withClient(owner, (client) => client.query(statement))
  t.equal(await asLogin(), false)
  const name = new URL(url).pathname.slice(1)
  const roads: [string, string][] = [
    [`ALTER ROLE "${user}" SUPERUSER`, `ALTER ROLE "${user}" NOSUPERUSER`],
    [`ALTER ROLE "${user}" CREATEROLE`, `ALTER ROLE "${user}" NOCREATEROLE`],
    [`GRANT pg_execute_server_program TO "${user}"`, `REVOKE pg_execute_server_program FROM "${user}"`],
    [`ALTER DATABASE ${name} OWNER TO "${user}"`, `ALTER DATABASE ${name} OWNER TO CURRENT_USER`],
    [`GRANT padan_owner TO "${user}"`, `REVOKE padan_owner FROM "${user}"`],
  ]
  for (const [give, take] of roads) {
    await asOwner(give)
    t.equal(await asLogin(), true, give.replace(user, 'x'))
    await asOwner(take)
    t.equal(await asLogin(), false)
  }
})

test('the verifier is one that PostgreSQL signs in by, and does not hold the password', async (t) => {
  const { owner, user } = await newServer(t)
  const verifier = scramVerifier(PASSWORD)
  t.notMatch(verifier, PASSWORD)
  await withClient(owner, (client) => client.query(`CREATE ROLE "${user}" LOGIN PASSWORD '${verifier}'`))
  const right = new pg.Client(clientConfig({ connectionString: urlOf(owner, user) }))
  await right.connect()
  await right.end()
  const wrong = new URL(urlOf(owner, user))
  wrong.password = 'salah'
  await t.rejects(
    withClient({ connectionString: wrong.href }, () => Promise.resolve()),
    { name: 'StartRefusal' },
  )
})
