import { dayFirst } from '../population/calendar.js'
import { quotedRow } from '../../../csv/csv-row.js'
import type { SyntheticRecord } from '../population/record.js'
import { lineByRecord, type SyntheticList } from './synthetic-list.js'

const COLUMNS = [
  'iddtks',
  'provinsi',
  'kabupaten_kota',
  'kecamatan',
  'desa_kelurahan',
  'alamat',
  'dusun',
  'rt',
  'rw',
  'nomor_kk',
  'nomor_nik',
  'nama',
  'tanggal_lahir',
  'tempat_lahir',
  'jenis_kelamin',
  'nama_ibu_kandung',
  'hubungan_keluarga',
  'tahun_data',
]

function row({ flat, facts }: SyntheticRecord): string {
  const { village } = facts
  const values = [
    flat.source_key,
    village.regency.province,
    village.regency.title,
    village.district.toUpperCase(),
    village.name.toUpperCase(),
    flat.address,
    flat.address.startsWith('DUSUN') ? flat.address : '',
    flat.rt,
    flat.rw,
    flat.kk,
    flat.nik,
    flat.name,
    dayFirst(flat.dob, '-'),
    flat.birthplace,
    flat.sex === 'L' ? 'LAKI-LAKI' : 'PEREMPUAN',
    flat.mother_name,
    flat.shdk,
    String(facts.year),
  ]
  return quotedRow(values, '|')
}

/** The export of DTKS: every value in quotes, separated by bars; areas by name alone. */
export const dtks: SyntheticList = {
  file: 'dtks.csv',
  source: 'dtks',
  header: quotedRow(COLUMNS, '|'),
  write: lineByRecord(row),
}
