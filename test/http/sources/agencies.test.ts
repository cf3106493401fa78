import { test } from 'tap'
import { client } from '../../support/http/client.js'
import { testService } from '../../support/http/test-service.js'

test('agencies are added once, read and listed', async (t) => {
  const call = client(t, await testService(t))
  const agency = { code: 'dinsos', name: 'Dinas Sosial' }
  t.match(await call.post('/v1/agencies', agency), {
    status: 201,
    body: agency,
    headers: { location: '/v1/agencies/dinsos' },
  })
  t.match(await call.post('/v1/agencies', agency), { status: 409, body: { code: 'AGENCY_EXISTS' } })
  t.match(await call.get('/v1/agencies/dinsos'), { status: 200, body: agency })
  t.match(await call.get('/v1/agencies/lain'), { status: 404, body: { code: 'AGENCY_UNKNOWN' } })
  t.same((await call.get('/v1/agencies')).body, { items: [agency], next: null })
})
