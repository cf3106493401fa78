import { dayFirst } from '../population/calendar.js'
import { csvRow } from '../../../csv/csv-row.js'
import type { SyntheticRecord } from '../population/record.js'
import { digitsOfArea, lineByRecord, type SyntheticList } from './synthetic-list.js'

const COLUMNS = [
  'NO_KK',
  'NIK',
  'NAMA_LGKP',
  'TMPT_LHR',
  'TGL_LHR',
  'JENIS_KLMIN',
  'STAT_HBKEL',
  'NAMA_LGKP_IBU',
  'ALAMAT',
  'NO_RT',
  'NO_RW',
  'KODE_WILAYAH',
  'STATUS',
]

function withoutZeros(number: string): string {
  return number.replace(/^0+/, '')
}

function row({ flat, facts }: SyntheticRecord): string {
  const values = [
    flat.kk,
    flat.nik,
    flat.name,
    flat.birthplace,
    dayFirst(flat.dob, '-'),
    flat.sex === 'L' ? 'LAKI-LAKI' : 'PEREMPUAN',
    flat.shdk,
    flat.mother_name,
    flat.address,
    withoutZeros(flat.rt),
    withoutZeros(flat.rw),
    digitsOfArea(flat.village_code),
    facts.dead ? 'MATI' : 'HIDUP',
  ]
  return csvRow(values, ';')
}

/** The extract of the population register, by NIK; the dead stay in it with their status. */
export const disdukcapil: SyntheticList = {
  file: 'disdukcapil.csv',
  source: 'disdukcapil',
  header: csvRow(COLUMNS, ';'),
  write: lineByRecord(row),
}
