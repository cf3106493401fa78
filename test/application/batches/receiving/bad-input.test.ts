import { test } from 'tap'
import type { BatchView } from '../../../../src/application/batches/batch-view.js'
import { listBatchRejections } from '../../../../src/application/batches/list-batch-rejections.js'
import { addTestSource, processBatch, notRefused, registryWithAgency } from '../../../support/batches/process-batch.js'

const HEADER = 'NIK;NO_KK;NAMA_LGKP;ALAMAT'
const GOOD = '1606051304980001;1606111609140001;SITI AMINAH;JL. MELATI'
const MEMBER = { id: 'm1', nama: 'ADI', hubungan: 'KEPALA KELUARGA' }

interface Case {
  readonly what: string
  readonly profile: 'disdukcapil' | 'sibangkit' | 'dtsen'
  readonly file: string | Uint8Array
  readonly refused?: string
  readonly counts?: Partial<BatchView['counts']>
  readonly rejections?: readonly (readonly [line: number, code: string])[]
}

const CASES: readonly Case[] = [
  { what: 'an empty file', profile: 'disdukcapil', file: '', refused: 'FILE_EMPTY' },
  {
    what: 'a separator that no list has',
    profile: 'disdukcapil',
    file: `${HEADER}\n${GOOD}\n`.replaceAll(';', '#'),
    refused: 'HEADER_UNKNOWN',
  },
  { what: 'a column twice', profile: 'disdukcapil', file: `${HEADER};NIK\n${GOOD};1\n`, refused: 'HEADER_TWICE' },
  {
    what: 'a character cut in half',
    profile: 'disdukcapil',
    file: Buffer.concat([Buffer.from(`${HEADER}\n${GOOD} É\n1;2;SITI;JL. `), Buffer.from([0xc3])]),
    counts: { read: 2, accepted: 1, rejected: 1 },
    rejections: [[3, 'TEXT_UNDECODABLE']],
  },
  {
    what: 'a field of ten million characters',
    profile: 'disdukcapil',
    file: `${HEADER}\n1;2;${'A'.repeat(10_000_000)};X\n${GOOD}\n`,
    counts: { read: 2, accepted: 1, rejected: 1 },
    rejections: [[2, 'FIELD_TOO_LONG']],
  },
  {
    what: 'a row of the wrong width, a NUL in a cell and one in a column that is not in the profile',
    profile: 'disdukcapil',
    file: `${HEADER};X\0Y\n1;2\n1;2;SI\0TI;X;\n1;2;SITI;X;\0\n${GOOD};\n`,
    counts: { read: 4, accepted: 1, rejected: 3 },
    rejections: [
      [2, 'ROW_RAGGED'],
      [3, 'NUL_CHARACTER'],
      [4, 'NUL_CHARACTER'],
    ],
  },
  {
    what: 'a NIK that a spreadsheet wrote, and tabs and backslashes in an address',
    profile: 'dtsen',
    file: 'nomor_kartu_keluarga,nik,nama_lengkap,alamat\n1,1.60605E+15,SITI,"JL.\tA\\nB\\."\n',
    counts: { read: 1, accepted: 1, rejected: 0 },
  },
  {
    what: 'two heads of one household',
    profile: 'sibangkit',
    file: `${JSON.stringify({ id_keluarga: '1', anggota: [MEMBER, { ...MEMBER, id: 'm2' }] })}\n`,
    counts: { read: 2, accepted: 2 },
  },
  {
    what: 'half a document',
    profile: 'sibangkit',
    file: `${JSON.stringify({ id_keluarga: '1', anggota: [MEMBER] })}\n{"id_keluarga":"2","ang`,
    counts: { read: 2, accepted: 1, rejected: 1 },
    rejections: [[2, 'JSON_UNREADABLE']],
  },
]

test('bad input is refused, or its rows are rejected with their places', async (t) => {
  const registry = await registryWithAgency(t)
  for (const { what, profile, file, refused, counts, rejections = [] } of CASES) {
    const source = `source-${CASES.findIndex((other) => other.what === what)}`
    await addTestSource(registry, profile, { code: source })
    const batch = await processBatch(registry, file, { source })
    const page = notRefused(await listBatchRejections(registry.database.conn, batch.id, { limit: 100 }))
    if (refused === undefined) t.match(batch, { state: 'completed', counts }, what)
    else t.match(batch, { state: 'refused', refusal: { code: refused } }, what)
    t.same(
      page.items.map(({ line, errors }) => [line, errors[0]?.code]),
      rejections,
      what,
    )
  }
})

test('rejected rows are read back as they were received, page by page', async (t) => {
  const registry = await registryWithAgency(t)
  await addTestSource(registry, 'disdukcapil')
  const file = `${HEADER}\n1;2;A;B;C\n1\n${GOOD}\n3;4\n`
  const { id } = await processBatch(registry, file, { source: 'disdukcapil' })
  const first = notRefused(await listBatchRejections(registry.database.conn, id, { limit: 2 }))
  t.match(first, {
    items: [
      { row: 1, line: 2, payload: { NIK: '1', NO_KK: '2', NAMA_LGKP: 'A', ALAMAT: 'B', column_5: 'C' } },
      { row: 2, line: 3, payload: { NIK: '1' } },
    ],
    next: 2,
  })
  const second = notRefused(await listBatchRejections(registry.database.conn, id, { after: 2, limit: 2 }))
  t.match(second, { items: [{ row: 4, line: 5, payload: { NIK: '3', NO_KK: '4' } }], next: undefined })
})
