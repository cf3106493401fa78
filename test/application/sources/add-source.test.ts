import sql from 'sql-template-tag'
import { test } from 'tap'
import { addAgency } from '../../../src/application/sources/add-agency.js'
import { addSource, type NewSource } from '../../../src/application/sources/add-source.js'
import { findAgency, listAgencies } from '../../../src/storage/sources/agencies.js'
import { findSource, listSources } from '../../../src/storage/sources/sources.js'
import { registryWithAgency } from '../../support/batches/process-batch.js'
import { perform } from '../../support/registry/perform.js'

const AGENCY = { code: 'bappeda', name: ' Bappeda ', by: 'admin' }
const SOURCE: NewSource = {
  code: 'muba-dtks',
  agency: 'dinsos',
  profile: 'dtks',
  name: 'DTKS',
  trust: { name: 60 },
  settings: { areaScheme: 'bps', within: { regency_name: 'Musi Banyuasin' } },
  by: 'admin',
}

const REFUSED: readonly (readonly [code: string, source: Partial<NewSource>])[] = [
  ['CODE_INVALID', { code: 'DTKS' }],
  ['CODE_INVALID', { code: '' }],
  ['NAME_MISSING', { name: ' ' }],
  ['TRUST_INVALID', { trust: { name: 101 } }],
  ['TRUST_INVALID', { trust: { height: 1 } }],
  ['SETTINGS_INVALID', { settings: { areaScheme: 'kodepos' } }],
  ['SETTINGS_INVALID', { settings: { colour: 'red' } }],
  ['AGENCY_UNKNOWN', { agency: 'nobody' }],
  ['PROFILE_UNKNOWN', { profile: 'nothing' }],
]

test('an agency is added once', async (t) => {
  const registry = await registryWithAgency(t)
  t.same(await perform(registry, addAgency, AGENCY), { code: 'bappeda', name: 'Bappeda' })
  t.match(await perform(registry, addAgency, AGENCY), { kind: 'refusal', code: 'AGENCY_EXISTS' })
  t.match(await perform(registry, addAgency, { ...AGENCY, code: 'a b' }), { code: 'CODE_INVALID' })
  t.match(await perform(registry, addAgency, { ...AGENCY, code: 'x', name: '' }), { code: 'NAME_MISSING' })
  t.same(await findAgency(registry.database.conn, 'bappeda'), { code: 'bappeda', name: 'Bappeda' })
  t.equal((await listAgencies(registry.database.conn)).length, 2)
})

test('a source is added once, with an audit entry, and an invalid one is refused', async (t) => {
  const registry = await registryWithAgency(t)
  const { conn } = registry.database
  for (const [code, wrong] of REFUSED)
    t.match(await perform(registry, addSource, { ...SOURCE, ...wrong }), { code }, code)
  t.same(await listSources(conn), [])
  const { by, ...source } = SOURCE
  t.same(await perform(registry, addSource, SOURCE), source)
  t.match(await perform(registry, addSource, SOURCE), { code: 'SOURCE_EXISTS' })
  t.same(await findSource(conn, 'muba-dtks'), source)
  const audited = await conn.read(
    sql`SELECT actor FROM audit WHERE action = 'source.added' AND subject_id = 'muba-dtks'`,
  )
  t.same(audited, [{ actor: by }])
})
