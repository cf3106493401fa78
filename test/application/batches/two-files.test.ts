import sql from 'sql-template-tag'
import { test } from 'tap'
import { linkPending } from '../../../src/application/linkage/link-pending.js'
import { NextPassPrefetch } from '../../../src/application/linkage/scheduling/next-pass-prefetch.js'
import { PassLog } from '../../../src/application/linkage/scheduling/pass-log.js'
import { ContextReader } from '../../../src/application/active-model/read-context.js'
import type { Registry } from '../../../src/application/context/registry.js'
import { addTestSource, applyAll, sendBatch, registryWithAgency } from '../../support/batches/process-batch.js'

const KK = '1606111609140001'
const MEMBERS = [
  'id_individu|nomor_kartu_keluarga|nik|nama_lengkap|tanggal_lahir|jenis_kelamin|hubungan_keluarga|desil_nasional',
  `1|${KK}|1606051304700001|SUDARMAN|1970-04-13|1|1|`,
  `2|${KK}|1606114203750002|WAGINAH|1975-03-02|2|2|`,
]
const FAMILIES = [
  'id_keluarga|nomor_kartu_keluarga|nama_kepala_keluarga|desil_nasional|jenis_lantai_terluas',
  `1|${KK}|SUDARMAN|2|Tanah`,
]

async function sendAndLink(registry: Registry, rows: readonly string[]): Promise<void> {
  await sendBatch(registry, `${rows.join('\n')}\n`, { source: 'dtsen', mode: 'snapshot' })
  await applyAll(registry)
  const prefetch = new NextPassPrefetch(registry.database.lookups, new PassLog())
  await linkPending(registry, { reader: new ContextReader(registry), limit: 100, prefetch })
}

async function standing({ database }: Registry) {
  const [live] = await database.conn.read<object>(sql`
    SELECT count(*) FILTER (WHERE subject = 'person')::int AS persons,
      count(*) FILTER (WHERE subject = 'household')::int AS families FROM live_records`)
  const [household] = await database.conn.read<object>(sql`
    SELECT cardinality(person_ids) AS members, golden->'facts'->'desil'->'value' AS desil,
      golden->'facts'->'floor'->'value' AS floor FROM households WHERE state = 'live'`)
  return { ...live, ...household }
}

const WHOLE = { persons: 2, families: 1, members: 2, desil: 2, floor: 'Tanah' }

test('the member file and the family file of one source form one household, and neither withdraws the other', async (t) => {
  for (const files of [
    [MEMBERS, FAMILIES],
    [FAMILIES, MEMBERS],
  ]) {
    const registry = await registryWithAgency(t)
    await addTestSource(registry, 'dtsen')
    for (const file of files) await sendAndLink(registry, file)
    t.same(await standing(registry), WHOLE)
  }
})
