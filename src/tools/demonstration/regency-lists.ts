import { join } from 'node:path'
import { ALL_LAYOUTS } from '../synthetic/lists/layouts.js'
import type { SyntheticRecord } from '../synthetic/people/record.js'
import { generateRecords } from '../synthetic/records.js'
import { writeLists } from '../synthetic/write-lists.js'

export const AGENCIES = [
  { code: 'dinsos', name: 'Dinas Sosial' },
  { code: 'bappeda', name: 'Badan Perencanaan Pembangunan Daerah' },
  { code: 'bps', name: 'Badan Pusat Statistik' },
  { code: 'disdukcapil', name: 'Dinas Kependudukan dan Pencatatan Sipil' },
  { code: 'dinkominfo', name: 'Dinas Komunikasi dan Informatika' },
] as const

/** A list that an agency holds, the file it comes in, and what has to be told of it. */
export interface RegencyList {
  readonly source: string
  readonly agency: (typeof AGENCIES)[number]['code']
  readonly name: string
  readonly file: string
  readonly type: 'text/csv' | 'application/x-ndjson'
  readonly settings?: object
}

const CSV = 'text/csv'
const NDJSON = 'application/x-ndjson'

/** Bantu Umak names villages and kecamatan alone, and villages of one name stand in many regencies. */
const WITHIN_REGENCY = { within: { regency_name: 'Musi Banyuasin', province_name: 'Sumatera Selatan' } }

/** The seven lists in the order in which they are sent; each has the layout of its own name. */
export const LISTS: readonly RegencyList[] = [
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

/** Invents a regency of so many households and writes its lists into a folder; gives the records with the truth. */
export async function writeRegency(
  { households, seed }: { households: number; seed: number },
  folder: string,
): Promise<readonly SyntheticRecord[]> {
  const records = [...generateRecords({ households, seed })]
  const files = new Set(LISTS.map(({ file }) => file))
  await writeLists(
    records,
    ALL_LAYOUTS.filter(({ file }) => files.has(file)),
    folder,
  )
  return records
}

export function pathOf({ file }: RegencyList, folder: string): string {
  return join(folder, file)
}
