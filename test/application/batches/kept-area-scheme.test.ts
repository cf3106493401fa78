import sql from 'sql-template-tag'
import { test } from 'tap'
import { getBatch } from '../../../src/application/batches/get-batch.js'
import { openRegistry } from '../../../src/application/context/registry.js'
import { rebuildRegistry } from '../../../src/application/rebuild/rebuild-registry.js'
import { addAgency } from '../../../src/application/sources/add-agency.js'
import { createAreaRegister } from '../../../src/domain/identity/areas/area.js'
import { Linker } from '../../../src/jobs/linker.js'
import { addTestSource, notRefused, sendBatch } from '../../support/batches/process-batch.js'
import { perform } from '../../support/registry/perform.js'
import { testDatabase } from '../../support/storage/test-database.js'
import { until } from '../../support/until.js'

const AREAS = createAreaRegister({
  provinces: [{ code: '79', name: 'Provinsi' }],
  regencies: [{ code: '79.02', name: 'Kabupaten Contoh' }],
  districts: ['79.02.07', '79.02.08'].map((code) => ({ code, name: `Kecamatan ${code}` })),
  villages: [],
})
const codes = (from: number, to: number): string[] =>
  Array.from({ length: to - from }, (_, at) => `79020${7 + ((from + at) % 2)}${2001 + from + at}`)

test('the scheme that later batches tell is that of the records of earlier ones, and is kept', async (t) => {
  const database = await testDatabase(t)
  const registry = await openRegistry(database, { areas: AREAS })
  notRefused(await perform(registry, addAgency, { code: 'dinsos', name: 'Dinas Sosial', by: 'test' }))
  await addTestSource(registry, 'dtsen')
  const linker = new Linker(registry, { pollMs: 5 })
  linker.start()
  t.teardown(() => linker.stop())
  const send = async (sent: readonly string[]) => {
    const rows = sent.map(
      (code) => `I-${code}|-|7902075103010009|WARGA ${'ABCDEFGHIJ'[Number(code) % 10] ?? ''}INA|${code}\n`,
    )
    const file = `id_individu|nik|nomor_kartu_keluarga|nama|kode_desa\n${rows.join('')}`
    const { id } = await sendBatch(registry, file, { source: 'dtsen' })
    await until(async () => notRefused(await getBatch(database.conn, id)).state === 'completed')
    return id
  }
  const first = await send(codes(0, 4))
  t.match(await getBatch(database.conn, first), { reading: { areas: { scheme: 'bps', origin: 'profile' } } })
  await send(codes(4, 11))
  await until(async () => (await database.conn.read(sql`SELECT FROM pending_records LIMIT 1`)).length === 0)
  const found = await database.conn.read<{ canonical: string }>(sql`SELECT canonical::text FROM live_records`)
  t.equal(found.length, 11)
  t.ok(found.every(({ canonical }) => /79\.02\.0[78]\.20\d\d/.test(canonical)))
  t.match(await getBatch(database.conn, first), { counts: { accepted: 4, linked: 4 } })
  const { differences } = await rebuildRegistry(registry)
  t.equal(differences.count, 0)
  const last = await send(['7902072001', '7902082002'])
  t.match(await getBatch(database.conn, last), {
    counts: { accepted: 0, unchanged: 2 },
    reading: { areas: { scheme: 'kemendagri', origin: 'kept' } },
  })
})
