import { test } from 'tap'
import { addSource, finishedBatch, list, sendBatch } from '../../support/http/send-batch.js'
import { client } from '../../support/http/client.js'
import { AMINAH, familyService, onlyPerson } from '../../support/http/family-service.js'
import { withClient } from '../../../src/storage/postgres/server.js'
import { testService } from '../../support/http/test-service.js'

interface Line {
  readonly source: string
  readonly source_key: string
  readonly batch_id: string | null
  readonly row: number | null
  readonly person_id: string | null
  readonly household_id: string | null
}

function linesOf(text: string): Line[] {
  return text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Line)
}

test('every live record is exported with its person and household', async (t) => {
  const known = await familyService(t)
  const { text, headers } = await known.reader.get('/v1/exports/links')
  t.match(headers['content-type'], /^application\/x-ndjson/)
  const lines = linesOf(text)
  t.equal(lines.length, 9)
  const id = await onlyPerson(known, { nik: AMINAH.nik })
  const hers = lines.filter(({ person_id }) => person_id === id)
  t.same(hers.map(({ source, source_key }) => `${source} ${source_key}`).sort(), [
    'disdukcapil D-2',
    'dtks A-2',
    'dtsen E-2',
  ])
  t.ok(hers.every(({ household_id, row }) => household_id !== null && row === null))
  t.equal(new Set(lines.map(({ household_id }) => household_id)).size, 2)
  t.equal(linesOf((await known.reader.get('/v1/exports/links?source=dtsen')).text).length, 3)
})

test('a record of a batch is exported with its batch and row number', async (t) => {
  const call = client(t, await testService(t))
  await addSource(call)
  const batch = await finishedBatch(call, await sendBatch(call, list(1, 2, 3)))
  const lines = linesOf((await call.get('/v1/exports/links')).text)
  t.same(
    lines.map(({ source_key, row, batch_id }) => [source_key, row, batch_id]).sort(),
    [1, 2, 3].map((number) => [`A-${number}`, number, batch.body.id]),
  )
})

const MEMBERS = [
  'nomor_kartu_keluarga|id_anggota|nik|nama|tanggal_lahir|jenis_kelamin|hubungan_keluarga',
  '1606010101150001|M-1|1606011504800001|SUSANTO|1980-04-15|1|1',
  '1606010101150001|M-2|1606015206850002|SITI AMINAH|1985-06-12|2|2',
]
const FAMILIES = ['nomor_kartu_keluarga|nama_kepala_keluarga|jenis_lantai_terluas', '1606010101150001|SUSANTO|TANAH']

test('a household record has no person, and belongs to the household of its family', async (t) => {
  const call = client(t, await testService(t))
  await addSource(call, 'dtsen', { profile: 'dtsen' })
  for (const file of [MEMBERS, FAMILIES]) {
    const batch = await finishedBatch(call, await sendBatch(call, `${file.join('\n')}\n`, { source: 'dtsen' }))
    t.match(batch.body, { state: 'completed', counts: { accepted: file.length - 1 } })
  }
  const lines = linesOf((await call.get('/v1/exports/links')).text)
  const houses = lines.filter(({ person_id }) => person_id === null)
  t.equal(lines.length, 3)
  t.equal(houses.length, 1)
  t.equal(houses[0]?.row, 1)
  t.ok(houses[0]?.household_id)
  t.equal(new Set(lines.map(({ household_id }) => household_id)).size, 1)
})

test('a producer exports its own sources only, and an area holds what is in it', async (t) => {
  const known = await familyService(t)
  const producer = await known.keyFor({ roles: ['producer'], sources: ['dtsen'] })
  t.match(await producer.get('/v1/exports/links'), { status: 404, body: { code: 'SOURCE_UNKNOWN' } })
  t.match(await producer.get('/v1/exports/links?source=dtks'), { status: 404, body: { code: 'SOURCE_UNKNOWN' } })
  t.equal(linesOf((await producer.get('/v1/exports/links?source=dtsen')).text).length, 3)
  const elsewhere = await known.keyFor({ roles: ['reader'], area_prefix: '16.07' })
  t.same(
    linesOf((await elsewhere.get('/v1/exports/links')).text).map(({ source_key }) => source_key),
    ['A-9'],
  )
})

test('the statistics count the registry by area, source, overlap and conflict', async (t) => {
  const known = await familyService(t)
  const { body } = await known.reader.get('/v1/statistics')
  t.match(body, {
    totals: { persons: 4, records: 9, households: 2 },
    area: [
      { area_code: '16.06', persons: 3, records: 8, households: 1 },
      { area_code: '16.07', persons: 1, records: 1, households: 1 },
    ],
    source: [
      { source: 'bantu-umak', persons: 1, records: 1, only_here: 0 },
      { source: 'disdukcapil', persons: 1, records: 1, only_here: 0 },
      { source: 'dtks', persons: 4, records: 4, only_here: 1 },
      { source: 'dtsen', persons: 3, records: 3, only_here: 0 },
    ],
  })
  const overlap = body['overlap'] as { sources: [string, string]; persons: number }[]
  t.same(overlap.find(({ sources }) => sources.join() === 'dtks,dtsen')?.persons, 3)
  const villages = await known.reader.get('/v1/statistics?by=area&level=village&area_code=1606')
  t.match(villages.body, { totals: { persons: 3 }, area: [{ area_code: '16.06.01.2001', persons: 3 }] })
  t.notOk('source' in villages.body)
  const elsewhere = await known.keyFor({ roles: ['reader'], area_prefix: '16.07' })
  t.match((await elsewhere.get('/v1/statistics')).body, { totals: { persons: 1, households: 1 } })
  t.equal((await elsewhere.get('/v1/statistics?area_code=16.06')).status, 404)
  t.equal((await known.reader.get('/v1/statistics?by=name')).status, 400)
})

test('a record that cannot be linked is counted in the statistics and the metrics', async (t) => {
  const service = await testService(t)
  const call = client(t, service)
  await addSource(call)
  await withClient(service.database.server, (owner) =>
    owner.query(`
      CREATE FUNCTION padan.poison() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE 'poisoned'; END $$;
      CREATE TRIGGER poison BEFORE INSERT ON padan.live_records FOR EACH ROW
        WHEN (NEW.source_key = 'A-7') EXECUTE FUNCTION padan.poison();`),
  )
  const batch = await finishedBatch(call, await sendBatch(call, list(5, 6, 7)))
  t.match(batch.body, { state: 'completed', counts: { accepted: 3, linked: 2 } })
  t.match((await call.get('/v1/statistics')).body['waiting'], {
    pending_records: 0,
    set_aside_records: 1,
    set_aside: [{ source: 'warga', source_key: 'A-7', batch_id: batch.body['id'], code: 'P0001' }],
  })
  t.match((await call.get('/metrics')).text, /^padan_waiting\{kind="set_aside_records"\} 1$/m)
  const made = await call.post('/v1/keys', { name: 'Daerah', roles: ['reader'], area_prefix: '16.06' })
  t.notOk('waiting' in (await call.as(String(made.body['key'])).get('/v1/statistics')).body)
})
