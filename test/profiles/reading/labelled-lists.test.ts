import { createReadStream, readFileSync } from 'node:fs'
import { join } from 'node:path'
import Papa from 'papaparse'
import { test } from 'tap'
import { PROFILES } from '../../../src/profiles/built-in/profiles.js'
import { type ReadRow, readRows } from '../../../src/profiles/reading/read-rows.js'
import { loadAreaRegister } from '../../../src/reference/area-register.js'
import { countDifferences, examplesOf, type FlatRow } from '../../support/profiles/flat-differences.js'
import { labelledLists } from '../../support/profiles/shared-lists.js'

const CSV = { header: true, skipEmptyLines: true } as const

/** What each list cannot say as the flat file has it, and why. */
const DIFFERENT: Record<string, readonly string[]> = {
  dtks: [],
  // No columns for RT and RW; relations in P3KE's coarser labels.
  p3ke: ['rt', 'rw', 'shdk'],
  // Relations in the coarser codes of BPS.
  dtsen: ['shdk'],
  // Keys that are NIKs are hashed; the register's own birthplace, where the flat file has a list's misspelling of it.
  disdukcapil: ['birthplace', 'source_key'],
  // The roster has neither sex, RT, RW, relation nor an own id; villages by name.
  'bantu-umak': ['rt', 'rw', 'sex', 'shdk', 'source_key'],
  'muba-survei': [],
  // One KK and one village for the whole household, where the flat file has them by member.
  sibangkit: ['kk', 'village_code'],
}

const COARSER = new Set(['FAMILI LAIN -> LAINNYA', 'ISTRI -> SUAMI', 'SUAMI -> ISTRI'])

const folder = labelledLists()
const skip = folder === undefined ? 'the labelled lists are not beside the repository' : false

test('the labelled lists are read back to their flat records', { skip }, async (t) => {
  const flat = Papa.parse<FlatRow>(readFileSync(join(folder ?? '', 'flat.csv'), 'utf8'), CSV).data
  const register = await loadAreaRegister()
  for (const profile of PROFILES.filter(({ code }) => code in DIFFERENT)) {
    const file = join(folder ?? '', `${profile.code}.${profile.format}`)
    const rows: ReadRow[] = []
    const others: unknown[] = []
    const options = { register, within: { regency_name: 'Musi Banyuasin' } }
    for await (const outcome of readRows(createReadStream(file), profile, options)) {
      if (outcome.kind === 'row') rows.push(outcome)
      else others.push(outcome)
    }
    const mine = flat.filter(({ source }) => source === profile.code)
    t.same(others, [], `${profile.code}: no row is rejected`)
    t.equal(rows.length, mine.length, `${profile.code}: every row`)
    t.same(Object.keys(countDifferences(rows, mine)).sort(), DIFFERENT[profile.code], `${profile.code}: every field`)
    if (profile.code === 'p3ke' || profile.code === 'dtsen')
      t.same(
        examplesOf('shdk', rows, mine).filter((example) => !COARSER.has(example)),
        [],
        profile.code,
      )
  }
})
