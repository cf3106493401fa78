import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import Papa from 'papaparse'
import { test } from 'tap'
import { RECORD_FIELDS, type RecordField } from '../../../src/domain/registry/records/canonical-record.js'
import { PROFILES } from '../../../src/profiles/built-in/profiles.js'
import type { ReadRow } from '../../../src/profiles/reading/read-rows.js'
import { loadAreaRegister } from '../../../src/reference/area-register.js'
import { ALL_LISTS } from '../../../src/tools/synthetic/lists/all-lists.js'
import { generateRecords } from '../../../src/tools/synthetic/records.js'
import { writeLists } from '../../../src/tools/synthetic/write-lists.js'
import type { FlatRow } from '../../support/profiles/flat-differences.js'
import { readAll } from '../../support/profiles/read-all.js'

const CSV = { header: true, skipEmptyLines: true } as const

/** The fields of the flat records that a profile has no column for, or has in a form of its own. */
const NOT_IN_PROFILE: Record<string, readonly RecordField[]> = {
  dtks: ['household_ref', 'phone'],
  p3ke: ['kk', 'rt', 'rw', 'birthplace', 'mother_name', 'phone'],
  dtsen: ['household_ref'],
  disdukcapil: ['source_key', 'household_ref', 'phone'],
  'bantu-umak': ['source_key', 'sex', 'birthplace', 'mother_name', 'rt', 'rw', 'phone', 'shdk', 'household_ref'],
  'muba-survei': ['birthplace', 'household_ref'],
  sibangkit: ['birthplace', 'mother_name', 'phone', 'kk', 'village_code', 'address', 'rt', 'rw'],
  canonical: [],
}

/** Codes and labels of BPS and P3KE do not distinguish these; the recorded sex decides between husband and wife. */
const COARSE: Record<string, string> = { 'FAMILI LAIN': 'LAINNYA' }

function expected(row: FlatRow, field: RecordField, profile: string): string | undefined {
  const value = row[field]
  const isCoarse = field === 'shdk' && (profile === 'p3ke' || profile === 'dtsen')
  if (!isCoarse || value === undefined) return value
  if (value === 'ISTRI') return row['sex'] === 'L' ? 'SUAMI' : 'ISTRI'
  return COARSE[value] ?? value
}

test('generated files are read back to the flat records that they were written from', async (t) => {
  const folder = t.testdir()
  await writeLists(generateRecords({ households: 150, seed: 7 }), ALL_LISTS, folder)
  const flat = Papa.parse<FlatRow>(await readFile(join(folder, 'flat.csv'), 'utf8'), CSV).data
  const register = await loadAreaRegister()
  for (const profile of PROFILES) {
    const name = profile.code === 'canonical' ? 'flat' : profile.code
    const outcomes = await readAll(await readFile(join(folder, `${name}.${profile.format}`)), profile, {
      register,
      within: { regency_name: 'Musi Banyuasin' },
      chunk: 1000,
    })
    const mine = name === 'flat' ? flat : flat.filter(({ source }) => source === profile.code)
    t.ok(mine.length > 0, `${profile.code} has records`)
    t.same(
      outcomes.filter(({ kind }) => kind !== 'row'),
      [],
      `${profile.code}: none is rejected`,
    )
    const rows = outcomes as ReadRow[]
    const fields = RECORD_FIELDS.filter((field) => !NOT_IN_PROFILE[profile.code]?.includes(field))
    const plain = fields.filter((field) => field !== 'source_key' || profile.code !== 'canonical')
    t.same(
      rows.map(({ record }) => plain.map((field) => record[field])),
      mine.map((row) => plain.map((field) => expected(row, field, profile.code))),
      `${profile.code}: ${plain.join(', ')}`,
    )
    t.same(
      rows.map(({ row }) => row),
      mine.map((_, at) => at + 1),
      `${profile.code}: rows are counted one by one`,
    )
  }
})
