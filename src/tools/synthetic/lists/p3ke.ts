import { dayFirst } from '../population/calendar.js'
import { csvRow } from '../../../csv/csv-row.js'
import type { RelationLabel } from '../population/population.js'
import type { SyntheticRecord } from '../population/record.js'
import { digitsOfArea, lineByRecord, type SyntheticList } from './synthetic-list.js'

const COLUMNS = [
  'ID Keluarga P3KE',
  'Provinsi',
  'Kabupaten/Kota',
  'Kecamatan',
  'Desa/Kelurahan',
  'Kode Kemdagri',
  'Desil Kesejahteraan',
  'Alamat',
  'ID Individu',
  'Prioritas Verval',
  'Nama',
  'NIK',
  'Padan Dukcapil',
  'Jenis Kelamin',
  'Hubungan dengan Kepala Keluarga',
  'Tanggal Lahir',
  'Status Kawin',
  'Penerima BPNT',
  'Penerima PKH',
]

const RELATIONS: Readonly<Record<RelationLabel, string>> = {
  'KEPALA KELUARGA': 'Kepala Keluarga',
  ISTRI: 'Istri/Suami',
  ANAK: 'Anak',
  MENANTU: 'Menantu',
  CUCU: 'Cucu',
  'ORANG TUA': 'Orang Tua/Mertua',
  'FAMILI LAIN': 'Lainnya',
}

function yesNo(value: boolean): string {
  return value ? 'Ya' : 'Tidak'
}

/** The population register's match result for the NIK. */
function answerOfRegister({ flat, facts }: SyntheticRecord): string {
  if (!/^\d{16}$/.test(flat.nik)) return 'KOSONG'
  return facts.ownNik ? 'PADAN' : 'TIDAK PADAN'
}

function row(record: SyntheticRecord): string {
  const { flat, facts } = record
  const { village, living } = facts
  const values = [
    flat.household_ref,
    village.regency.province,
    village.regency.title,
    village.district.toUpperCase(),
    village.name.toUpperCase(),
    digitsOfArea(flat.village_code),
    String(living.desil),
    flat.address,
    flat.source_key,
    yesNo(living.verifyFirst),
    flat.name,
    flat.nik,
    answerOfRegister(record),
    flat.sex === 'L' ? 'Laki-laki' : 'Perempuan',
    RELATIONS[facts.relation],
    dayFirst(flat.dob, '/'),
    facts.marriage,
    yesNo(living.foodAid),
    yesNo(living.familyAid),
  ]
  return csvRow(values, ',')
}

/** The individual file of P3KE: values as labels, no KK, and a family number of its own. */
export const p3ke: SyntheticList = {
  file: 'p3ke.csv',
  source: 'p3ke',
  header: csvRow(COLUMNS, ','),
  write: lineByRecord(row),
}
