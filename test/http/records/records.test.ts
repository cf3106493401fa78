import sql from 'sql-template-tag'
import { test } from 'tap'
import { client, type Client } from '../../support/http/client.js'
import { addSource, finishedBatch, sendBatch } from '../../support/http/send-batch.js'
import { testService } from '../../support/http/test-service.js'

const NIK = '1606115304980002'
const SITI = {
  nik: NIK,
  name: 'SITI AMINAH',
  dob: '1998-04-13',
  sex: 'P',
  village_code: '16.06.11.2015',
  phone: '081234567890',
  desil: 2,
}
const PATH = '/v1/sources/warga/records/A-17'

async function keyFor(call: Client, key: object): Promise<Client> {
  const { status, body } = await call.post('/v1/keys', key)
  if (status !== 201) throw new Error(`No key: ${status}`)
  return call.as(String(body.key))
}

test('a record is put, linked, read and withdrawn', async (t) => {
  const call = client(t, await testService(t))
  await addSource(call)
  await addSource(call, 'lain')
  const first = await call.put(PATH, SITI)
  const token = /^(?:[A-Z2-7]{3}-){4}[A-Z2-7]{3}$/
  const masked = { ...SITI, source: 'warga', source_key: 'A-17', nik: { token }, phone: { token }, dob: '1998' }
  t.match(first, {
    status: 201,
    body: { person_id: /^[0-9a-f-]{36}$/, household_id: String, grade: null, conflicts: [] },
  })
  t.match(first.body.record, masked)
  t.match(
    await call.put(PATH, SITI),
    { status: 200, headers: { etag: first.headers.etag } },
    'the same changes nothing',
  )
  const other = await call.put('/v1/sources/lain/records/9', SITI)
  t.match(other, { status: 201, body: { person_id: first.body.person_id, grade: 'certain' } })
  t.match(await call.get(PATH), { status: 200, body: { grade: 'certain', person_id: first.body.person_id } })
  const changed = await call.put(PATH, { ...SITI, address: 'Jl. Melati 3' })
  t.match(changed, { status: 200, body: { record: { address: 'Jl. Melati 3' } } })
  t.not(changed.headers.etag, first.headers.etag)
  t.equal((await call.delete(PATH)).status, 204)
  t.match(await call.get(PATH), { status: 404, body: { code: 'RECORD_UNKNOWN' } })
  t.match(await call.delete(PATH), { status: 404, body: { code: 'RECORD_UNKNOWN' } })
  t.match(await call.get('/v1/sources/lain/records/9'), { body: { grade: null } })
})

test('an equal record is unchanged, sent singly or in a batch', async (t) => {
  const call = client(t, await testService(t))
  await addSource(call)
  await call.put('/v1/sources/warga/records/B-1', { name: 'BUDI SANTOSO', dob: '1975-03-12', sex: 'L' })
  const list = 'source_key,name,dob,sex\nB-1,BUDI SANTOSO,1975-03-12,L\n'
  t.match((await finishedBatch(call, await sendBatch(call, list))).body, { counts: { accepted: 0, unchanged: 1 } })
})

test('a source key may be any text but a NIK', async (t) => {
  const call = client(t, await testService(t))
  await addSource(call)
  for (const key of ['a/b c', 'é%', '..', '1', 'x'.repeat(256), '10000000000000000', 'a1606115304980002b']) {
    const path = `/v1/sources/warga/records/${encodeURIComponent(key)}`
    if (key === '..') continue
    t.match(
      await call.put(path, { name: 'BUDI' }),
      { status: 201, body: { record: { source_key: key } } },
      key.slice(0, 20),
    )
    t.equal((await call.get(path)).status, 200, key.slice(0, 20))
  }
  const refused: [string, number, string][] = [
    [NIK, 400, 'PERSONAL_KEY_IN_PATH'],
    ['1606 1153 0498 0002', 400, 'PERSONAL_KEY_IN_PATH'],
    [`nik-${NIK}`, 400, 'PERSONAL_KEY_IN_PATH'],
    ['1606_1153_0498_0002', 400, 'PERSONAL_KEY_IN_PATH'],
    ['１６０６１１５３０４９８０００２', 400, 'PERSONAL_KEY_IN_PATH'],
    [' a', 422, 'SOURCE_KEY_INVALID'],
    ['a\0b', 400, 'PATH_INVALID'],
    ['a\nb', 400, 'PATH_INVALID'],
    ['x'.repeat(257), 400, 'PATH_INVALID'],
  ]
  for (const [key, status, code] of refused) {
    const path = `/v1/sources/warga/records/${encodeURIComponent(key)}`
    t.match(await call.put(path, { name: 'BUDI' }), { status, body: { code } }, JSON.stringify(key.slice(0, 20)))
    if (status === 400) t.match(await call.get(path), { status, body: { code } })
  }
  t.match(await call.get('/v1/sources/warga/records/%E0%A4'), { status: 400 })
})

test('invalid records are refused without their values', async (t) => {
  const call = client(t, await testService(t))
  await addSource(call)
  const cases: [string, object, string, string][] = [
    ['unknown field', { ...SITI, nama: 'SITI AMINAH' }, '/nama', 'FIELD_UNKNOWN'],
    ['a NIK for a field', { [NIK]: 'x' }, '', 'FIELD_UNKNOWN'],
    ['a number for a NIK', { nik: 1606115304980002 }, '/nik', 'TYPE_WRONG'],
    ['too long', { name: 'A'.repeat(1001) }, '/name', 'VALUE_LARGE'],
    ['nothing', {}, '', 'RECORD_EMPTY'],
    ['another key', { ...SITI, source_key: 'A-18' }, '/source_key', 'VALUE_REFUSED'],
  ]
  for (const [name, body, pointer, code] of cases) {
    const answered = await call.put(PATH, body)
    t.match(answered, { status: 422, body: { code: 'BODY_INVALID', errors: [{ pointer, code }] } }, name)
    t.notMatch(answered.text, /1606115304980002|SITI/, name)
  }
  t.match(await call.put('/v1/sources/tidak/records/1', SITI), { status: 404, body: { code: 'SOURCE_UNKNOWN' } })
})

test('with If-Match a record is changed only in the version that was read', async (t) => {
  const call = client(t, await testService(t))
  await addSource(call)
  t.match(await call.put(PATH, SITI, { headers: { 'if-match': '"1"' } }), { status: 412, body: { code: 'ETAG_STALE' } })
  const { headers } = await call.put(PATH, SITI)
  const match = { 'if-match': headers.etag ?? '' }
  t.equal((await call.put(PATH, { ...SITI, desil: 3 }, { headers: match })).status, 200)
  t.equal((await call.put(PATH, { ...SITI, desil: 4 }, { headers: match })).status, 412)
  t.equal((await call.delete(PATH, { headers: match })).status, 412)
  t.match(await call.delete(PATH, { headers: { 'if-match': 'W/"x' } }), {
    status: 400,
    body: { code: 'HEADER_INVALID' },
  })
  t.equal((await call.delete(PATH, { headers: { 'if-match': '*' } })).status, 204)
})

test('of concurrent writers of one version one is accepted', async (t) => {
  const call = client(t, await testService(t))
  await addSource(call)
  for (let round = 0; round < 5; round++) {
    const seen = { 'if-match': (await call.put(PATH, { ...SITI, rw: `${round}` })).headers.etag ?? '' }
    const writers = Array.from({ length: 6 }, (_, at) =>
      call.put(PATH, { ...SITI, address: `Jl. Melati ${round} ${at}` }, { headers: seen }),
    )
    const answers = await Promise.all(writers)
    const taken = answers.filter(({ status }) => status === 200)
    t.equal(taken.length, 1, 'one is taken')
    t.same((await call.get(PATH)).body.record, taken[0]?.body.record, 'and it stands')
    for (const declined of answers.filter(({ status }) => status !== 200))
      t.match(declined, { status: 412, body: { code: 'ETAG_STALE' } })
  }
  const { headers } = await call.get(PATH)
  const seen = { 'if-match': headers.etag ?? '' }
  const withdrawals = await Promise.all([1, 2, 3].map(() => call.delete(PATH, { headers: seen })))
  const statuses = withdrawals.map(({ status }) => status)
  t.equal(statuses.filter((status) => status === 204).length, 1, statuses.join())
  t.equal((await call.put(PATH, SITI, { headers: { 'if-match': '*' } })).status, 412, 'there is nothing any more')
})

test('numbers are shown in full with the scope, and the read is audited with its purpose', async (t) => {
  const service = await testService(t)
  const call = client(t, service)
  await addSource(call)
  await call.put(PATH, { ...SITI, household_ref: '1606110101010001', address: 'RT 3, KK 1606110101010001' })
  t.match((await call.get(PATH)).body.record, {
    household_ref: /^\[[A-Z2-7-]{19}\]$/,
    address: /^RT 3, KK \[[A-Z2-7-]{19}\]$/,
  })
  const bank = await keyFor(call, { name: 'Bank', roles: ['reader'], scopes: ['pii:read'] })
  t.match(await bank.get(PATH, { headers: { 'x-purpose': 'Penyaluran' } }), {
    body: { record: { nik: NIK, phone: '081234567890' } },
  })
  await bank.get(PATH)
  t.equal((await bank.get(PATH, { headers: { 'x-purpose': 'x'.repeat(501) } })).status, 400)
  const noted = await service.database.conn.read(sql`
    SELECT actor, subject_id AS subject, reason FROM audit WHERE action = 'record.read' ORDER BY number`)
  t.same(noted, [
    { actor: 'Bank', subject: 'warga', reason: 'Penyaluran' },
    { actor: 'Bank', subject: 'warga', reason: null },
  ])
})

test('records of other sources and areas are unknown', async (t) => {
  const call = client(t, await testService(t))
  await addSource(call)
  await addSource(call, 'lain')
  await call.put(PATH, SITI)
  const other = await keyFor(call, { name: 'Lain', roles: ['producer'], sources: ['lain'] })
  const elsewhere = await keyFor(call, {
    name: 'Jauh',
    roles: ['reader', 'producer'],
    sources: ['warga'],
    area_prefix: '16.07',
  })
  const here = await keyFor(call, {
    name: 'Dekat',
    roles: ['reader', 'producer'],
    sources: ['warga'],
    area_prefix: '16.06',
  })
  for (const stranger of [other, elsewhere]) {
    t.match(await stranger.get(PATH), { status: 404, body: { code: 'RECORD_UNKNOWN' } })
    t.match(await stranger.delete(PATH), { status: 404, body: { code: 'RECORD_UNKNOWN' } })
  }
  t.match(await other.put(PATH, SITI), { status: 404, body: { code: 'SOURCE_UNKNOWN' } })
  const moved = { ...SITI, village_code: '16.07.01.2001' }
  t.equal((await elsewhere.put(PATH, moved)).status, 403, 'it would take away what it may not know of')
  t.equal((await here.put(PATH, moved)).status, 403)
  t.equal((await here.put(PATH, { ...SITI, desil: 5 })).status, 200)
  const reader = await keyFor(call, { name: 'Baca', roles: ['reader', 'steward'] })
  t.equal((await reader.put(PATH, SITI)).status, 403)
  t.equal((await reader.delete(PATH)).status, 403)
})

test('many concurrent records are all linked', async (t) => {
  const call = client(t, await testService(t))
  await addSource(call)
  const answers = Array.from({ length: 60 }, (_, at) =>
    call.put(`/v1/sources/warga/records/S-${at}`, {
      name: 'WATI',
      dob: `1970-01-${String((at % 28) + 1).padStart(2, '0')}`,
    }),
  )
  for (const { status } of await Promise.all(answers)) t.equal(status, 201)
})
