import { test } from 'tap'
import { client } from '../../support/http/client.js'
import { testService } from '../../support/http/test-service.js'

const SOURCE = { code: 'dtks', agency: 'dinsos', profile: 'dtks', name: 'DTKS', trust: { name: 60 } }

test('sources are added with trust and settings, read and listed', async (t) => {
  const call = client(t, await testService(t))
  await call.post('/v1/agencies', { code: 'dinsos', name: 'Dinas Sosial' })
  const settings = { area_scheme: 'bps', within: { regency_name: 'Musi Banyuasin' } }
  const added = await call.post('/v1/sources', { ...SOURCE, settings })
  t.match(added, { status: 201, headers: { location: '/v1/sources/dtks' }, body: { ...SOURCE, settings } })
  t.same((await call.get('/v1/sources/dtks')).body, { ...SOURCE, settings })
  t.same((await call.get('/v1/sources')).body, { items: [{ ...SOURCE, settings }], next: null })
})

test('invalid sources are refused', async (t) => {
  const call = client(t, await testService(t))
  await call.post('/v1/agencies', { code: 'dinsos', name: 'Dinas Sosial' })
  await call.post('/v1/sources', SOURCE)
  const cases: [string, object, number, string][] = [
    ['again', SOURCE, 409, 'SOURCE_EXISTS'],
    ['of an unknown agency', { ...SOURCE, code: 'x', agency: 'lain' }, 404, 'AGENCY_UNKNOWN'],
    ['of an unknown profile', { ...SOURCE, code: 'x', profile: 'lain' }, 422, 'PROFILE_UNKNOWN'],
    ['unknown field', { ...SOURCE, code: 'x', warna: 1 }, 422, 'BODY_INVALID'],
    ['trust beyond', { ...SOURCE, code: 'x', trust: { name: 101 } }, 422, 'BODY_INVALID'],
    ['capital code', { ...SOURCE, code: 'X' }, 422, 'BODY_INVALID'],
  ]
  for (const [name, body, status, code] of cases)
    t.match(await call.post('/v1/sources', body), { status, body: { code } }, name)
  const { body } = await call.post('/v1/sources', { ...SOURCE, warna: 1, name: 5 })
  t.match(body, {
    errors: [
      { pointer: '/name', code: 'TYPE_WRONG' },
      { pointer: '/warna', code: 'FIELD_UNKNOWN' },
    ],
  })
})

test('a profile is added as data, in versions', async (t) => {
  const call = client(t, await testService(t))
  const { items } = (await call.get('/v1/profiles')).body
  const dtks = items?.find(({ document }) => (document as { code: string }).code === 'dtks')
  t.match(dtks, { version: 1, is_built_in: true })
  const profile = { ...(dtks?.document as object), code: 'dtks-desa', name: 'DTKS desa' }
  t.match(await call.post('/v1/profiles', profile), { status: 201, body: { version: 1, is_built_in: false } })
  t.match(await call.post('/v1/profiles', profile), { status: 200, body: { version: 1 } })
  t.match(await call.post('/v1/profiles', { ...profile, name: 'Lain' }), { status: 201, body: { version: 2 } })
  t.match((await call.get('/v1/profiles/dtks-desa')).body, { version: 2, document: { name: 'Lain' } })
  t.match(await call.get('/v1/profiles/tidak-ada'), { status: 404, body: { code: 'RESOURCE_UNKNOWN' } })
  t.match(await call.post('/v1/profiles', { ...profile, code: 'dtks' }), {
    status: 409,
    body: { code: 'PROFILE_BUILT_IN' },
  })
  t.match(await call.post('/v1/profiles', { ...profile, variants: [] }), {
    status: 422,
    body: { code: 'BODY_INVALID' },
  })
})
