import sql from 'sql-template-tag'
import { test } from 'tap'
import type { Reach } from '../../../src/http/contract/route.js'
import { ROUTES } from '../../../src/http/server/routes.js'
import { client } from '../../support/http/client.js'
import { keyWith } from '../../support/http/service-with-records.js'
import { testService } from '../../support/http/test-service.js'

const ID = '11111111-1111-4111-8111-111111111111'

/** What every route does for a key of an area: a new route is stated here too. */
const STATED: Readonly<Record<string, Reach>> = {
  createAgency: 'refused',
  listAgencies: 'plain',
  getAgency: 'plain',
  createSource: 'refused',
  listSources: 'plain',
  getSource: 'plain',
  createProfile: 'refused',
  listProfiles: 'plain',
  getProfile: 'plain',
  createKey: 'confined',
  listKeys: 'confined',
  getKey: 'confined',
  revokeKey: 'confined',
  createBatch: 'confined',
  getBatch: 'confined',
  confirmBatch: 'refused',
  cancelBatch: 'refused',
  revertBatch: 'refused',
  listRejections: 'confined',
  putRecord: 'confined',
  getRecord: 'confined',
  deleteRecord: 'confined',
  findRecordKey: 'plain',
  match: 'confined',
  searchPersons: 'confined',
  getPerson: 'confined',
  explainPerson: 'confined',
  explainPair: 'confined',
  searchHouseholds: 'confined',
  getHousehold: 'confined',
  exportLinks: 'confined',
  getStatistics: 'confined',
  countConflicts: 'confined',
  listConflicts: 'confined',
  resolveConflicts: 'confined',
  getConflict: 'confined',
  resolveConflict: 'confined',
  deferConflict: 'confined',
  createJudgement: 'confined',
  listJudgements: 'confined',
  getJudgement: 'confined',
  reverseJudgement: 'confined',
  listAudit: 'refused',
  verifyAudit: 'refused',
  getHealth: 'plain',
  getReadiness: 'plain',
  getMetrics: 'plain',
}

test('every route states what a key of an area may do, and an admin of an area gets no further', async (t) => {
  t.same(Object.fromEntries(ROUTES.map(({ id, reach }) => [id, reach])), STATED)
  const service = await testService(t)
  const admin = client(t, service)
  const regional = admin.as(
    await keyWith(admin, { roles: ['admin'], scopes: ['pii:read'], area_prefix: '16.06', name: 'Kabupaten' }),
  )
  const nested = admin.as(await keyWith(regional, { roles: ['admin'], area_prefix: '16.06.07', name: 'Kecamatan' }))
  for (const { id, method, path, reach, access } of ROUTES) {
    const address = path.replaceAll(/\{\w+\}/g, ID)
    for (const key of [regional, nested]) {
      const { status, body } = await key.call(method, address)
      if (reach === 'refused') t.match({ status, body }, { status: 403, body: { code: 'RIGHTS_MISSING' } }, id)
      else t.not(body['code'], 'RIGHTS_MISSING', id)
    }
    if (reach === 'refused') t.not((await admin.call(method, address)).status, 403, `${id} is open to all areas`)
    if (access === 'open') t.equal(reach, 'plain', id)
    if (reach === 'plain' && method !== 'GET') t.equal(id, 'findRecordKey', 'what changes something is not plain')
  }
})

test('an admin of an area changes no profile, agency or source', async (t) => {
  const service = await testService(t)
  const admin = client(t, service)
  const regional = admin.as(await keyWith(admin, { roles: ['admin'], area_prefix: '16.06.07' }))
  const profile = {
    code: 'daftar-desa',
    name: 'Daftar desa',
    columns: { name: ['nama'], nik: ['nik'] },
    key: [{ columns: ['nik'], hashed: true }],
  }
  await admin.post('/v1/agencies', { code: 'dinsos', name: 'Dinas Sosial' })
  const before = await service.database.conn.read(sql`SELECT count(*)::int AS rows FROM audit`)
  const bodies: [string, object][] = [
    ['/v1/profiles', profile],
    ['/v1/agencies', { code: 'desa', name: 'Desa' }],
    ['/v1/sources', { code: 'desa', agency: 'dinsos', profile: 'canonical', name: 'Desa', trust: { nik: 100 } }],
  ]
  for (const [path, body] of bodies) {
    const headers = { 'idempotency-key': path }
    t.match(await regional.post(path, body), { status: 403, body: { code: 'RIGHTS_MISSING' } }, path)
    t.match(await regional.post(path, body, { headers }), { status: 403, body: { code: 'RIGHTS_MISSING' } }, path)
  }
  t.same(await service.database.conn.read(sql`SELECT count(*)::int AS rows FROM audit`), before, 'nothing was changed')
})

test('keys that an admin of an area makes stay within the area and the scopes of its own', async (t) => {
  const admin = client(t, await testService(t))
  const plain = admin.as(await keyWith(admin, { roles: ['admin'], area_prefix: '16.06' }))
  const full = admin.as(await keyWith(admin, { roles: ['admin'], area_prefix: '16.06', scopes: ['pii:read'] }))
  const inside = { roles: ['reader'], area_prefix: '16.06.07' }
  const outside = [{ area_prefix: '16' }, { area_prefix: '16.05' }, { area_prefix: null }, { area_prefix: '16.07.06' }]
  for (const [at, area] of outside.entries())
    t.match(
      await full.post('/v1/keys', { ...inside, ...area, name: `Luar ${at}` }),
      { status: 403, body: { code: 'RIGHTS_EXCEEDED' } },
      JSON.stringify(area),
    )
  t.match(await plain.post('/v1/keys', { ...inside, name: 'Penuh', scopes: ['pii:read'] }), {
    status: 403,
    body: { code: 'RIGHTS_EXCEEDED' },
  })
  t.equal((await full.post('/v1/keys', { ...inside, name: 'Penuh', scopes: ['pii:read'] })).status, 201)
  t.equal((await plain.post('/v1/keys', { ...inside, name: 'Tersamar' })).status, 201)
})
