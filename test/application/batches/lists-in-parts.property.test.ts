import fc from 'fast-check'
import sql from 'sql-template-tag'
import { test } from 'tap'
import { addAgency } from '../../../src/application/sources/add-agency.js'
import { openRegistry, type Registry } from '../../../src/application/context/registry.js'
import { type AreaRegister, createAreaRegister } from '../../../src/domain/identity/areas/area.js'
import type { Database } from '../../../src/storage/postgres/connection.js'
import { addTestSource, applyAll, sendBatch, settle } from '../../support/batches/process-batch.js'
import { perform } from '../../support/registry/perform.js'
import { testDatabase } from '../../support/storage/test-database.js'

/** An invented regency: in Kemendagri 78.03 with three districts, in BPS 7806 with 030, 031 and 040. */
const DATA = {
  provinces: [{ code: '78', name: 'Provinsi' }],
  regencies: [{ code: '78.03', name: 'Kabupaten Contoh' }],
  districts: ['78.03.04', '78.03.05', '78.03.06'].map((code) => ({ code, name: `Kecamatan ${code}` })),
  villages: [{ code: '78.03.04.2001', name: 'Suka Damai' }],
}
const BRIDGE = [
  { bps: '78', kemendagri: '78' },
  { bps: '7806', kemendagri: '78.03' },
  { bps: '7806030', kemendagri: '78.03.04' },
  { bps: '7806031', kemendagri: '78.03.05' },
  { bps: '7806040', kemendagri: '78.03.06' },
]
const REGISTERS = { plain: createAreaRegister(DATA), bridged: createAreaRegister({ ...DATA, bridge: BRIDGE }) }
const LISTS = {
  kemendagri: Array.from({ length: 14 }, (_, at) => `78030${4 + (at % 3)}${2001 + at}`),
  bps: Array.from({ length: 14 }, (_, at) => `7806030${String(at + 1).padStart(3, '0')}`),
  few: ['7803042001', '7803052002', '7803062003'],
}
const PROFILE = 'dtsen'
const HEADER = 'id_individu|nik|nomor_kartu_keluarga|nama|kode_desa'

function rowsOf(codes: readonly string[]): string[] {
  return codes.flatMap((code, at) =>
    [0, 1].map((twin) => `X-${at}-${twin}|-|780305140301000${at % 10}|WARGA ${'ABCDEFGHIJKLMN'[at] ?? ''}RIA|${code}`),
  )
}

async function open(database: Database, areas: AreaRegister, source: string): Promise<Registry> {
  const registry = await openRegistry(database, { areas })
  await perform(registry, addAgency, { code: 'dinsos', name: 'Dinas Sosial', by: 'test' })
  await addTestSource(registry, PROFILE, { code: source })
  return registry
}

async function contents({ database }: Registry, source: string): Promise<readonly unknown[]> {
  return database.conn.read(sql`
    SELECT source_key, encode(content_hash, 'hex') AS hash, canonical->>0 AS key, (canonical::jsonb)::text AS canonical, facts
    FROM live_records WHERE source_code = ${source} ORDER BY 1`)
}

test('a list in random deltas says the same as the list in one batch, without any setting', async (t) => {
  const database = await testDatabase(t)
  let sources = 0
  const parts = fc.record({
    list: fc.constantFrom(...(Object.keys(LISTS) as (keyof typeof LISTS)[])),
    register: fc.constantFrom(...(Object.keys(REGISTERS) as (keyof typeof REGISTERS)[])),
    sizes: fc.array(fc.integer({ min: 1, max: 7 }), { minLength: 28, maxLength: 28 }),
    settles: fc.array(fc.constantFrom('no', 'apply', 'settle'), { minLength: 28, maxLength: 28 }),
    order: fc.array(fc.nat(), { minLength: 28, maxLength: 28 }),
  })
  await fc.assert(
    fc.asyncProperty(parts, async ({ list, register, sizes, settles, order }) => {
      const [whole, split] = [`utuh-${++sources}`, `pecah-${sources}`]
      const registry = await open(database, REGISTERS[register], whole)
      await addTestSource(registry, PROFILE, { code: split })
      const rows = rowsOf(LISTS[list])
      await sendBatch(registry, `${HEADER}\n${rows.join('\n')}\n`, { source: whole })
      const shuffled = rows.map((row, at) => ({ row, at: order[at] ?? 0 })).sort((a, b) => a.at - b.at)
      for (let from = 0, part = 0; from < shuffled.length; part += 1) {
        const size = sizes[part] ?? 1
        const file = shuffled.slice(from, from + size).map(({ row }) => `${row}\n`)
        await sendBatch(registry, `${HEADER}\n${file.join('')}`, { source: split })
        if (settles[part] === 'apply') await applyAll(registry)
        else if (settles[part] === 'settle') await settle(registry)
        from += size
      }
      await settle(registry)
      const [one, many] = [await contents(registry, whole), await contents(registry, split)]
      if (JSON.stringify(one) !== JSON.stringify(many))
        throw new Error(`one ${JSON.stringify(one.slice(0, 3))}, many ${JSON.stringify(many.slice(0, 3))}`)
      // Sent again, the list says nothing new.
      const again = await sendBatch(registry, `${HEADER}\n${rows.join('\n')}\n`, { source: split })
      await settle(registry)
      const [row] = await registry.database.conn.read<{ accepted: number }>(
        sql`SELECT (counts->>'accepted')::int AS accepted FROM batches WHERE batch_id = ${again.id}`,
      )
      if (row?.accepted !== 0) throw new Error(`accepted again: ${row?.accepted}`)
    }),
    { numRuns: 20 },
  )
  const left = await database.conn.read(sql`
    SELECT counts FROM batches WHERE state <> 'completed' OR counts->'linked' <> counts->'accepted'`)
  t.same(left, [])
})
