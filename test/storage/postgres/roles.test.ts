import { randomUUID } from 'node:crypto'
import { test } from 'tap'
import { ensureRoles } from '../../../src/storage/postgres/roles.js'
import { type Server, withClient } from '../../../src/storage/postgres/server.js'
import { emptyDatabase } from '../../support/storage/test-database.js'

/** A user without rights, connected to the database. */
async function withPlainUser(server: Server, work: (address: Server, name: string) => Promise<void>): Promise<void> {
  const name = `Petugas "${randomUUID()}"`
  const quoted = `"${name.replaceAll('"', '""')}"`
  await withClient(server, (client) => client.query(`CREATE ROLE ${quoted} LOGIN PASSWORD 'rahasia'`))
  try {
    await work(addressOf(server, name), name)
  } finally {
    await withClient(server, (client) => client.query(`DROP OWNED BY ${quoted}; DROP ROLE ${quoted}`))
  }
}

function addressOf(server: Server, user: string): Server {
  if (server.connectionString === undefined) return { ...server, user, password: 'rahasia' }
  const url = new URL(server.connectionString)
  url.username = encodeURIComponent(user)
  url.password = 'rahasia'
  return { connectionString: url.href }
}

test('a user without the right to create roles is shown the SQL, which suffices', async (t) => {
  const server = await emptyDatabase(t)
  await withPlainUser(server, async (address, name) => {
    const refusal: unknown = await withClient(address, (client) => ensureRoles(client)).catch((error: unknown) => error)
    t.match(refusal, { name: 'StartRefusal' })
    const [, statements = ''] = /run in the database \w+: (.*)$/.exec((refusal as Error).message) ?? []
    t.match(statements, 'GRANT padan_owner TO')
    t.notMatch((refusal as Error).message, 'rahasia')
    await withClient(server, (client) => client.query(statements))
    await withClient(address, async (client) => {
      await ensureRoles(client)
      await client.query('SET ROLE padan_owner; CREATE SCHEMA padan; SET ROLE padan_service')
    })
    t.pass(`${name} can take on both roles`)
  })
})

test('an unreachable server is reported without its address or password', async (t) => {
  const nowhere = { connectionString: 'postgres://petugas:rahasia@127.0.0.1:1/daftar' }
  await t.rejects(
    withClient(nowhere, async () => 1),
    {
      name: 'StartRefusal',
      message: 'The database cannot be reached (ECONNREFUSED): check the address, user and password.',
    },
  )
})
