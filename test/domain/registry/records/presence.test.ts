import { test } from 'tap'
import { type Presence, presenceOf, statedAbsence } from '../../../../src/domain/registry/records/presence.js'
import { recordOf } from '../../../support/domain/golden-records.js'

const STATUSES: Readonly<Record<Exclude<Presence, ''>, readonly string[]>> = {
  moved: [
    ...[
      'PINDAH',
      'Pindah',
      '3. PINDAH',
      '3 - Pindah',
      'PINDAH KELUAR',
      'Pindah Keluar Kabupaten',
      'PINDAH KE LUAR NEGERI',
    ],
    ...['SUDAH PINDAH', 'PERGI', 'PINDAH (SURAT 2024)', 'pindah domisili'],
  ],
  missing: ['HILANG', '4. Hilang', 'ORANG HILANG', 'TIDAK DITEMUKAN'],
  invalid: [
    ...['TIDAK VALID', 'Tidak Valid', '9 TIDAK VALID', 'TDK VALID', 'INVALID', 'DATA GANDA', 'Ganda', 'DUPLIKAT'],
    ...['NON AKTIF', 'NONAKTIF', 'Non-Aktif', 'TIDAK AKTIF', 'NIK TIDAK AKTIF', 'DATA TIDAK VALID', 'Duplicate Record'],
  ],
  present: ['HIDUP', 'Aktif', '1. HIDUP', 'PINDAH DATANG', 'PINDAH MASUK', 'Pindah dalam desa'],
  dead: ['MATI', 'MENINGGAL DUNIA', '2 - Mati', 'SUDAH MENINGGAL'],
}

test('the words of the register are heard, and no others', async (t) => {
  for (const [presence, statuses] of Object.entries(STATUSES))
    for (const status of statuses) t.equal(presenceOf({ status }), presence, status)
  for (const status of ['', 'KTP HILANG', 'BELUM PINDAH', 'TIDAK PINDAH', 'BUKU HILANG', 'VALID', 'KAWIN', 'X', '7'])
    t.equal(presenceOf({ status }), '', status)
  t.equal(presenceOf({}), '')
})

const row = (source: string, status?: string) => recordOf(source, { facts: status === undefined ? {} : { status } })
const TRUST: Readonly<Record<string, number>> = { register: 95, province: 95, base: 75, list: 55 }
const trustOf = (source: string): number => TRUST[source] ?? 50

test('the most trusted sources with a statement decide, and one that has the person outweighs its equals', async (t) => {
  const cases = [
    [[row('register', 'PINDAH'), row('list', 'HIDUP')], 'moved'],
    [[row('list', 'PINDAH'), row('register', 'HIDUP')], undefined],
    [[row('list', 'HILANG'), row('register')], 'missing'],
    [[row('register', 'PINDAH'), row('province', 'HIDUP')], undefined],
    [[row('province', 'MATI'), row('register', 'PINDAH')], undefined],
    [[row('province', 'TIDAK VALID'), row('register', 'TIDAK VALID')], 'invalid'],
    [[row('list'), row('register')], undefined],
    [[], undefined],
  ] as const
  for (const [records, absence] of cases) t.equal(statedAbsence(records, trustOf)?.absence, absence)
})
