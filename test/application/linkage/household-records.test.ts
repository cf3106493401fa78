import sql from 'sql-template-tag'
import { test } from 'tap'
import { addSource } from '../../../src/application/sources/add-source.js'
import { notRefused, sendBatch } from '../../support/batches/process-batch.js'
import { TestRegistry } from '../../support/registry/test-registry.js'
import { perform } from '../../support/registry/perform.js'

const SOURCE = 'dtsen-muba'
const KKS = ['1606111609140007', '1606111609140019'] as const

/** A head and a child under each KK. */
function members(): string {
  const rows = KKS.flatMap((kk, at) => [
    `a${at}|${kk}|160605130480000${at + 1}|BUDI SANTOSO ${'XYZ'[at]}ARI|1980-04-13|1`,
    `b${at}|${kk}|160605150710000${at + 3}|RATNA ${'PQR'[at]}ERIA|2010-07-15|4`,
  ])
  return ['id_individu|no_kk|nik|nama_lengkap|tanggal_lahir|hubungan_keluarga', ...rows, ''].join('\n')
}

/** The same list's rows about families, with the floors of their houses. */
function houses(...floors: readonly string[]): string {
  const rows = floors.map((floor, at) => `${KKS[at]}|BUDI SANTOSO|${floor}`)
  return ['no_kk|nama_kepala_keluarga|jenis_lantai_terluas', ...rows, ''].join('\n')
}

async function floors({ database }: TestRegistry): Promise<readonly string[]> {
  const rows = await database.conn.read<{ floor: string }>(sql`
    SELECT golden->'facts'->'floor'->>'value' AS floor FROM households
    WHERE state = 'live' AND golden->'facts'->'floor' IS NOT NULL ORDER BY 1`)
  return rows.map(({ floor }) => floor.toLowerCase())
}

/** The rows about houses by themselves: a full list that lacks so many would wait for a confirmation. */
async function withdrawHouses(testRegistry: TestRegistry): Promise<void> {
  const rows = await testRegistry.database.conn.read<{ sourceKey: string }>(
    sql`SELECT source_key AS "sourceKey" FROM live_records WHERE subject = 'household'`,
  )
  await testRegistry.link(rows.map(({ sourceKey }) => ({ kind: 'withdrawal', source: SOURCE, sourceKey, by: 'test' })))
}

test('the facts of a household record reach its household when the record is added, changed or withdrawn', async (t) => {
  const testRegistry = await TestRegistry.open(t)
  notRefused(
    await perform(testRegistry.registry, addSource, {
      code: SOURCE,
      agency: 'dinsos',
      profile: 'dtsen',
      name: SOURCE,
      by: 'test',
    }),
  )
  const send = (file: string) => () => sendBatch(testRegistry.registry, file, { source: SOURCE, mode: 'delta' })
  const steps: readonly (readonly [what: string, happen: () => Promise<unknown>, floors: readonly string[]])[] = [
    ['members without houses', send(members()), []],
    ['their houses', send(houses('tanah', 'semen')), ['semen', 'tanah']],
    ['another floor', send(houses('keramik')), ['keramik', 'semen']],
    ['members alone', () => withdrawHouses(testRegistry), []],
    ['houses again', send(houses('tanah')), ['tanah']],
  ]
  for (const [what, happen, wanted] of steps) {
    await happen()
    await testRegistry.settle()
    t.same(await floors(testRegistry), wanted, what)
    t.same(await testRegistry.violations(), [], what)
  }
})
