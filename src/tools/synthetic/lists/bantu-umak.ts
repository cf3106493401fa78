import { dayFirst } from '../population/calendar.js'
import { csvRow } from '../../../csv/csv-row.js'
import type { SyntheticRecord } from '../population/record.js'
import { lineByRecord, type SyntheticList } from './synthetic-list.js'

const COLUMNS = [
  'no',
  'nama_penerima',
  'nik',
  'no_kk',
  'tanggal_lahir',
  'desa',
  'kecamatan',
  'alamat',
  'jumlah_jiwa',
  'nominal_per_bulan',
  'bulan',
  'no_rekening',
]

const MONTHS = 12
const RATE_OF_POOREST = 325_000
const RATE_OF_OTHERS = 225_000

/** The programme counts one person in a family of one, two in families of two to seven, three in larger ones. */
function countedPersons(familySize: number): number {
  if (familySize === 1) return 1
  return familySize <= 7 ? 2 : 3
}

/** An account number of fifteen digits that stays with the household. */
function accountOf(householdId: number): string {
  return `300000${String((householdId * 7_919_317 + 104_729) % 1_000_000_000).padStart(9, '0')}`
}

function row({ flat, facts, householdIdThen }: SyntheticRecord): string {
  const rate = facts.living.desil === 1 ? RATE_OF_POOREST : RATE_OF_OTHERS
  const values = [
    String(Number(flat.source_key.slice(flat.source_key.lastIndexOf('-') + 1)) + 1),
    flat.name,
    flat.nik,
    flat.kk,
    dayFirst(flat.dob, '/'),
    facts.village.name,
    facts.village.district,
    flat.address,
    String(facts.householdSize),
    String(countedPersons(facts.householdSize) * rate),
    String(MONTHS),
    accountOf(householdIdThen),
  ]
  return csvRow(values, ',')
}

/** The roster of Bantu Umak: one recipient per family, with the amount by family size and the bank account. */
export const bantuUmak: SyntheticList = {
  file: 'bantu-umak.csv',
  source: 'bantu-umak',
  header: csvRow(COLUMNS, ','),
  write: lineByRecord(row),
}
