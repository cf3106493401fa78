import { test } from 'tap'
import { refusePersonalKey } from '../../../src/http/records/record-rights.js'
import { client, type Client } from '../../support/http/client.js'
import { addSource, finishedBatch, sendBatch } from '../../support/http/send-batch.js'
import { testService } from '../../support/http/test-service.js'

const NIK = '1606115304980002'
const ROW = { nik: NIK, name: 'SITI AMINAH', dob: '1998-04-13', sex: 'P' }
const HEADER = 'source_key,nik,name,dob,sex\n'

interface Link {
  readonly source_key: string
  readonly person_id: string
}

async function exported(call: Client): Promise<Link[]> {
  const { text } = await call.get('/v1/exports/links')
  return text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Link)
}

function keyOf(call: Client, values: object): ReturnType<Client['post']> {
  return call.post('/v1/sources/warga/record-keys', values)
}

function pathOf(key: unknown): string {
  return `/v1/sources/warga/records/${encodeURIComponent(String(key))}`
}

test('a record that was sent under a NIK is read, changed and withdrawn by its pseudonym', async (t) => {
  const call = client(t, await testService(t))
  await addSource(call)
  await finishedBatch(call, await sendBatch(call, `${HEADER}${NIK},${NIK},SITI AMINAH,1998-04-13,P\n`))
  const refused = await call.put(pathOf(NIK), ROW)
  t.match(refused, { status: 400, body: { code: 'PERSONAL_KEY_IN_PATH', detail: /record-keys/ } })
  const found = await keyOf(call, { source_key: NIK })
  t.match(found, { status: 200, body: { source_key: /^[0-9a-f]{32}$/, is_pseudonym: true } })
  const path = pathOf(found.body.source_key)
  const [link] = await exported(call)
  t.equal(link?.source_key, found.body.source_key, 'exports call it the same')
  t.match(await call.get(path), { status: 200, body: { person_id: link?.person_id } })
  t.match(await call.put(path, { ...ROW, address: 'Jl. Melati 3' }), {
    status: 200,
    body: { person_id: link?.person_id, record: { address: 'Jl. Melati 3', source_key: found.body.source_key } },
  })
  t.equal((await call.delete(path)).status, 204)
  t.same(await exported(call), [])
})

test('a record that was put by its pseudonym is the same record in a later batch', async (t) => {
  const call = client(t, await testService(t))
  await addSource(call)
  const { body } = await keyOf(call, { source_key: NIK })
  t.equal((await call.put(pathOf(body.source_key), ROW)).status, 201)
  await finishedBatch(call, await sendBatch(call, `${HEADER}${NIK},${NIK},SITI AMINAH,1998-04-13,P\n`))
  t.same(
    (await exported(call)).map(({ source_key }) => source_key),
    [body.source_key],
  )
})

test('the source key is derived by the profile of the source', async (t) => {
  const call = client(t, await testService(t))
  await addSource(call, 'warga', { profile: 'disdukcapil' })
  const list = [
    'NIK,NO_KK,NAMA_LGKP,TMPT_LHR,TGL_LHR,JENIS_KLMIN,STAT_HBKEL',
    `${NIK},1606110101010001,SITI AMINAH,MUARA,13-04-1998,2,3`,
    ',1606110101010001,UMAR,MUARA,02-01-2020,1,4',
  ].join('\n')
  t.match((await finishedBatch(call, await sendBatch(call, `${list}\n`))).body, {
    counts: { accepted: 2, rejected: 0 },
  })
  const keys = [
    (await keyOf(call, { nik: NIK })).body.source_key,
    (await keyOf(call, { kk: '1606110101010001', name: 'UMAR', dob: '02-01-2020' })).body.source_key,
  ]
  t.same((await exported(call)).map(({ source_key }) => source_key).sort(), keys.sort())
  t.match(await keyOf(call, { phone: '081234567890' }), { status: 422, body: { code: 'SOURCE_KEY_INVALID' } })
})

test('where a source repeats a NIK within a family, the name distinguishes the keys', async (t) => {
  const call = client(t, await testService(t))
  await addSource(call)
  await finishedBatch(
    call,
    await sendBatch(call, `${HEADER}${NIK},${NIK},SITI AMINAH,1998-04-13,P\n${NIK},${NIK},UMAR BAKRI,1990-02-01,L\n`),
  )
  for (const [name, dob] of [
    ['SITI AMINAH', '1998-04-13'],
    ['UMAR BAKRI', '1990-02-01'],
  ] as const) {
    const { body } = await keyOf(call, { source_key: NIK, name, dob })
    t.match(await call.get(pathOf(body.source_key)), { status: 200, body: { record: { name } } })
  }
})

test('keys that are not personal stay as they are, and sources of other producers are unknown', async (t) => {
  const call = client(t, await testService(t))
  await addSource(call)
  await addSource(call, 'lain')
  t.match((await keyOf(call, { source_key: 'A-17' })).body, { source_key: 'A-17', is_pseudonym: false })
  const made = await call.post('/v1/keys', { name: 'Lain', roles: ['producer'], sources: ['lain'] })
  const other = call.as(String(made.body.key))
  t.match(await keyOf(other, { source_key: 'A-17' }), { status: 404, body: { code: 'SOURCE_UNKNOWN' } })
  t.match(await call.post('/v1/sources/tidak/record-keys', { source_key: 'A-17' }), { status: 404 })
  t.match(await keyOf(call, { kunci: 'A-17' }), { status: 422, body: { code: 'BODY_INVALID' } })
})

test('a NIK is refused as a path, a pseudonym that looks like a number is not', (t) => {
  const refused = (key: string): void =>
    void t.throws(
      () => {
        refusePersonalKey({ code: 'warga', key })
      },
      { code: 'PERSONAL_KEY_IN_PATH' },
    )
  for (const key of [NIK, `KK-${NIK}`, '1606 1153 0498 0002', `${NIK}-1606115304980003`]) refused(key)
  const digest = '5b1f0c7a212f9f1f4e0a3c4e0e9d551f'
  for (const key of [digest, `${digest}-${NIK}`, `${digest}-00000000000000ff`, 'A-17'])
    t.doesNotThrow(() => {
      refusePersonalKey({ code: 'warga', key })
    })
  t.end()
})
