import Papa from 'papaparse'
import { test } from 'tap'
import { ALL_LISTS } from '../../../../src/tools/synthetic/lists/all-lists.js'
import { generateRecords } from '../../../../src/tools/synthetic/records.js'
import type { FlatRecord, SyntheticRecord } from '../../../../src/tools/synthetic/population/record.js'

const RECORDS = [...generateRecords({ seed: 41, records: 6000, dirt: 1.5 })]

type Row = Readonly<Record<string, string>>
type Read = Partial<Record<keyof FlatRecord, string>>

function householdsOf(file: string): SyntheticRecord[][] {
  const list = ALL_LISTS.find((each) => each.file === file)!
  const households = new Map<string, SyntheticRecord[]>()
  for (const record of RECORDS) {
    if (list.source !== undefined && record.source !== list.source) continue
    const key = `${record.source} ${record.householdIdThen}`
    households.set(key, [...(households.get(key) ?? []), record])
  }
  return [...households.values()]
}

function textOf(file: string): string {
  const list = ALL_LISTS.find((each) => each.file === file)!
  return list.header + householdsOf(file).map(list.write).join('')
}

function rowsOf(file: string, delimiter: string): readonly Row[] {
  const { data, errors } = Papa.parse<Row>(textOf(file), { delimiter, header: true, skipEmptyLines: true })
  if (errors[0] !== undefined) throw new Error(`${file}: ${errors[0].message}`)
  return data
}

function iso(text: string | undefined, separator: string): string {
  return (text ?? '').split(separator).reverse().join('-')
}

function dotted(code: string | undefined): string {
  return (code ?? '').replace(/^(..)(..)(..)(....)$/, '$1.$2.$3.$4')
}

const P3KE_RELATIONS: Row = {
  'Kepala Keluarga': 'KEPALA KELUARGA',
  'Istri/Suami': 'ISTRI',
  Anak: 'ANAK',
  'Orang Tua/Mertua': 'ORANG TUA',
  Lainnya: 'FAMILI LAIN',
}
const DTSEN_RELATIONS = ['KEPALA KELUARGA', 'ISTRI', 'ANAK', 'MENANTU', 'CUCU', 'ORANG TUA', '', 'FAMILI LAIN']

const READERS: readonly (readonly [string, string, (row: Row) => Read])[] = [
  [
    'dtks.csv',
    '|',
    (row) => ({
      source_key: row.iddtks!,
      nik: row.nomor_nik!,
      kk: row.nomor_kk!,
      name: row.nama!,
      dob: iso(row.tanggal_lahir, '-'),
      sex: row.jenis_kelamin === 'LAKI-LAKI' ? 'L' : 'P',
      birthplace: row.tempat_lahir!,
      mother_name: row.nama_ibu_kandung!,
      address: row.alamat!,
      rt: row.rt!,
      rw: row.rw!,
      shdk: row.hubungan_keluarga!,
    }),
  ],
  [
    'p3ke.csv',
    ',',
    (row) => ({
      source_key: row['ID Individu']!,
      nik: row.NIK!,
      name: row.Nama!,
      dob: iso(row['Tanggal Lahir'], '/'),
      sex: row['Jenis Kelamin'] === 'Laki-laki' ? 'L' : 'P',
      address: row.Alamat!,
      village_code: dotted(row['Kode Kemdagri']),
      shdk: P3KE_RELATIONS[row['Hubungan dengan Kepala Keluarga']!]!,
      household_ref: row['ID Keluarga P3KE']!,
    }),
  ],
  [
    'dtsen.csv',
    '|',
    (row) => ({
      source_key: row.id_individu!,
      nik: row.nik!,
      kk: row.nomor_kartu_keluarga!,
      name: row.nama_lengkap!,
      dob: row.tanggal_lahir!,
      sex: row.jenis_kelamin === '1' ? 'L' : 'P',
      birthplace: row.tempat_lahir!,
      mother_name: row.nama_ibu_kandung!,
      address: row.alamat!,
      rt: row.rt!,
      rw: row.rw!,
      village_code: dotted(row.kode_desa),
      phone: row.no_hp!,
      shdk: DTSEN_RELATIONS[Number(row.hubungan_keluarga) - 1]!,
    }),
  ],
  [
    'disdukcapil.csv',
    ';',
    (row) => ({
      source_key: row.NIK!,
      nik: row.NIK!,
      kk: row.NO_KK!,
      name: row.NAMA_LGKP!,
      dob: iso(row.TGL_LHR, '-'),
      sex: row.JENIS_KLMIN === 'LAKI-LAKI' ? 'L' : 'P',
      birthplace: row.TMPT_LHR!,
      mother_name: row.NAMA_LGKP_IBU!,
      address: row.ALAMAT!,
      rt: row.NO_RT === '' ? '' : row.NO_RT!.padStart(3, '0'),
      rw: row.NO_RW === '' ? '' : row.NO_RW!.padStart(3, '0'),
      village_code: dotted(row.KODE_WILAYAH),
      shdk: row.STAT_HBKEL!,
    }),
  ],
  [
    'bantu-umak.csv',
    ',',
    (row) => ({
      source_key: `bantu-umak-${Number(row.no) - 1}`,
      nik: row.nik!,
      kk: row.no_kk!,
      name: row.nama_penerima!,
      dob: iso(row.tanggal_lahir, '/'),
      address: row.alamat!,
    }),
  ],
  ['flat.csv', ',', (row) => row],
]

function expected(record: SyntheticRecord, read: Read): Read {
  const columns = Object.keys(read) as (keyof FlatRecord)[]
  return Object.fromEntries(columns.map((column) => [column, record.flat[column]]))
}

for (const [file, delimiter, read] of READERS) {
  test(`${file} is read back to the canonical values`, async (t) => {
    const rows = rowsOf(file, delimiter)
    const records = householdsOf(file).flat()
    t.ok(rows.length > 50)
    t.equal(rows.length, records.length)
    const found = rows.map(read)
    t.strictSame(
      found,
      found.map((row, at) => expected(records[at]!, row)),
    )
  })
}

interface SurveyLine {
  readonly id: string
  readonly responden: string
  readonly nik: string
  readonly no_kk: string
  readonly tgl_lahir: string
  readonly jk: string
  readonly hubungan: string
  readonly ibu: string
  readonly hp: string
  readonly lokasi: { readonly kode_desa: string; readonly rt: string; readonly rw: string; readonly alamat: string }
}

function linesOf<T>(file: string): T[] {
  const lines = textOf(file).trimEnd().split('\n')
  return lines.map((line) => JSON.parse(line) as T)
}

test('muba-survei.ndjson is read back to the canonical values', async (t) => {
  const records = householdsOf('muba-survei.ndjson').flat()
  const found = linesOf<SurveyLine>('muba-survei.ndjson').map((line): Read => ({
    source_key: line.id,
    nik: line.nik,
    kk: line.no_kk,
    name: line.responden,
    dob: line.tgl_lahir,
    sex: line.jk,
    mother_name: line.ibu,
    address: line.lokasi.alamat,
    rt: line.lokasi.rt,
    rw: line.lokasi.rw,
    village_code: line.lokasi.kode_desa,
    phone: line.hp,
    shdk: line.hubungan,
  }))
  t.equal(found.length, records.length)
  t.strictSame(
    found,
    found.map((row, at) => expected(records[at]!, row)),
  )
})

interface HouseLine {
  readonly id_keluarga: string
  readonly no_kk: string
  readonly kode_desa: string
  readonly alamat: string
  readonly rt: string
  readonly rw: string
  readonly anggota: readonly {
    readonly id: string
    readonly nama: string
    readonly nik: string
    readonly tgl_lahir: string
    readonly jk: string
    readonly hubungan: string
  }[]
}

test('sibangkit.ndjson is read back to the canonical values, one household a line', async (t) => {
  const households = householdsOf('sibangkit.ndjson')
  const lines = linesOf<HouseLine>('sibangkit.ndjson')
  const found = lines.map((line) =>
    line.anggota.map((member): Read => ({
      source_key: member.id,
      nik: member.nik,
      kk: line.no_kk,
      name: member.nama,
      dob: iso(member.tgl_lahir, '/'),
      sex: member.jk,
      address: line.alamat,
      rt: line.rt,
      rw: line.rw,
      village_code: line.kode_desa,
      shdk: member.hubungan,
      household_ref: line.id_keluarga,
    })),
  )
  t.ok(households.length > 50)
  t.strictSame(
    found,
    households.map((members, at) => members.map((record, place) => expected(record, found[at]?.[place] ?? {}))),
  )
})

test('Bantu Umak pays by the size of the family', async (t) => {
  const rows = rowsOf('bantu-umak.csv', ',')
  const counted = (size: number): number => (size === 1 ? 1 : size <= 7 ? 2 : 3)
  const rates = rows.map((row) => Number(row.nominal_per_bulan) / counted(Number(row.jumlah_jiwa)))
  t.same(new Set(rates), new Set([325_000, 225_000]))
})
