import { join } from 'node:path'
import { ALL_LISTS } from '../synthetic/lists/all-lists.js'
import type { SyntheticRecord } from '../synthetic/population/record.js'
import { generateRecords } from '../synthetic/records.js'
import { writeLists } from '../synthetic/write-lists.js'

export const AGENCIES = [
  { code: 'dinsos', name: 'Dinas Sosial' },
  { code: 'bappeda', name: 'Badan Perencanaan Pembangunan Daerah' },
  { code: 'bps', name: 'Badan Pusat Statistik' },
  { code: 'disdukcapil', name: 'Dinas Kependudukan dan Pencatatan Sipil' },
  { code: 'dinkominfo', name: 'Dinas Komunikasi dan Informatika' },
] as const

/** A source of an agency, with its file and settings. */
export interface DemoSource {
  readonly source: string
  readonly agency: (typeof AGENCIES)[number]['code']
  readonly name: string
  readonly file: string
  readonly type: 'text/csv' | 'application/x-ndjson'
  readonly settings?: object
}

const CSV = 'text/csv'
const NDJSON = 'application/x-ndjson'

/** Bantu Umak has only names of villages and kecamatan, and many regencies have a village of the same name. */
const WITHIN_REGENCY = { within: { regency_name: 'Musi Banyuasin', province_name: 'Sumatera Selatan' } }

/** The seven sources in the order in which they are sent; each has the profile of its own code. */
export const DEMO_SOURCES: readonly DemoSource[] = [
  { source: 'dtks', agency: 'dinsos', name: 'DTKS', file: 'dtks.csv', type: CSV },
  { source: 'p3ke', agency: 'bappeda', name: 'P3KE', file: 'p3ke.csv', type: CSV },
  { source: 'dtsen', agency: 'bps', name: 'DTSEN', file: 'dtsen.csv', type: CSV },
  { source: 'disdukcapil', agency: 'disdukcapil', name: 'Disdukcapil', file: 'disdukcapil.csv', type: CSV },
  {
    source: 'bantu-umak',
    agency: 'dinsos',
    name: 'Bantu Umak',
    file: 'bantu-umak.csv',
    type: CSV,
    settings: WITHIN_REGENCY,
  },
  { source: 'muba-survei', agency: 'dinkominfo', name: 'Muba Survei', file: 'muba-survei.ndjson', type: NDJSON },
  { source: 'sibangkit', agency: 'bappeda', name: 'Sibangkit', file: 'sibangkit.ndjson', type: NDJSON },
]

/** Generates a regency and writes the files of its sources into a folder. Returns the records with the truth. */
export async function writeRegencyFiles(
  { households, seed }: { households: number; seed: number },
  folder: string,
): Promise<readonly SyntheticRecord[]> {
  const records = [...generateRecords({ households, seed })]
  const files = new Set(DEMO_SOURCES.map(({ file }) => file))
  await writeLists(
    records,
    ALL_LISTS.filter(({ file }) => files.has(file)),
    folder,
  )
  return records
}

export function pathOf({ file }: DemoSource, folder: string): string {
  return join(folder, file)
}
