import sql from 'sql-template-tag'
import { test } from 'tap'
import { openRegistry } from '../../../src/application/context/registry.js'
import { createAreaRegister } from '../../../src/domain/identity/areas/area.js'
import { PROFILES } from '../../../src/profiles/built-in/profiles.js'
import { inTransaction } from '../../../src/storage/postgres/transaction.js'
import { findActiveModel } from '../../../src/storage/linkage/models.js'
import { findProfile, listProfiles, saveProfile } from '../../../src/storage/sources/profiles.js'
import { testDatabase } from '../../support/storage/test-database.js'

const areas = createAreaRegister({ provinces: [], regencies: [], districts: [], villages: [] })

test('a registry that is opened several times at once has one secret, one version of each profile and one model', async (t) => {
  const database = await testDatabase(t)
  const opened = await Promise.all([1, 2, 3].map(() => openRegistry(database, { areas })))
  const again = await openRegistry(database, { areas })
  for (const { secret } of opened) t.ok(secret.equals(again.secret))
  t.equal(again.secret.length, 32)
  const versions = await listProfiles(database.conn)
  t.same(
    versions.map(({ code, version }) => [code, version]),
    PROFILES.map(({ code }) => [code, 1]).sort(),
  )
  t.same(
    (await findProfile(database.conn, 'dtks'))?.document,
    PROFILES.find(({ code }) => code === 'dtks'),
  )
  t.equal((await findActiveModel(database.conn))?.version, 1)
  const other = await openRegistry(await testDatabase(t), { areas })
  t.notOk(other.secret.equals(again.secret), 'no two registries share a secret')
})

test('a changed profile becomes a new version, an unchanged one does not', async (t) => {
  const database = await testDatabase(t)
  const [first, changed] = [
    { code: 'x', name: 'A' },
    { name: 'B', code: 'x' },
  ]
  const save = (document: object) => inTransaction(database, (tx) => saveProfile(tx, 'x', document))
  t.same([await save(first), await save(first), await save(changed), await save(first)], [true, false, true, false])
  t.match(await findProfile(database.conn, 'x'), { version: 2, document: changed })
  t.same(await database.conn.read(sql`SELECT version FROM profiles WHERE code = 'x' ORDER BY 1`), [
    { version: 1 },
    { version: 2 },
  ])
})
