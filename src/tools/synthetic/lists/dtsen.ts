import { csvRow } from '../../../csv/csv-row.js'
import type { RelationLabel } from '../population/population.js'
import type { SyntheticRecord } from '../population/record.js'
import { digitsOfArea, lineByRecord, type SyntheticList } from './synthetic-list.js'

const COLUMNS = [
  'id_individu',
  'nomor_kartu_keluarga',
  'nik',
  'nama_lengkap',
  'tanggal_lahir',
  'tempat_lahir',
  'jenis_kelamin',
  'hubungan_keluarga',
  'nama_ibu_kandung',
  'kode_desa',
  'alamat',
  'rt',
  'rw',
  'desil_nasional',
  'no_hp',
]

/** The relation to the head in the numbers of Statistics Indonesia. */
const RELATIONS: Readonly<Record<RelationLabel, string>> = {
  'KEPALA KELUARGA': '1',
  ISTRI: '2',
  ANAK: '3',
  MENANTU: '4',
  CUCU: '5',
  'ORANG TUA': '6',
  'FAMILI LAIN': '8',
}

function row({ flat, facts }: SyntheticRecord): string {
  const values = [
    flat.source_key,
    flat.kk,
    flat.nik,
    flat.name,
    flat.dob,
    flat.birthplace,
    flat.sex === 'L' ? '1' : '2',
    RELATIONS[facts.relation],
    flat.mother_name,
    digitsOfArea(flat.village_code),
    flat.address,
    flat.rt,
    flat.rw,
    String(facts.living.desil),
    flat.phone,
  ]
  return csvRow(values, '|')
}

/** The member file of DTSEN: separated by bars, values as code numbers. */
export const dtsen: SyntheticList = {
  file: 'dtsen.csv',
  source: 'dtsen',
  header: csvRow(COLUMNS, '|'),
  write: lineByRecord(row),
}
