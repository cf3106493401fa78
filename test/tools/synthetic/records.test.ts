import { test } from 'tap'
import { ERROR_RATES } from '../../../src/tools/synthetic/errors/error-rates.js'
import { generateRecords, type RecordOptions } from '../../../src/tools/synthetic/records.js'
import { FLAT_COLUMNS, type FlatRecord, type SyntheticRecord } from '../../../src/tools/synthetic/population/record.js'
import { SOURCES, type Source } from '../../../src/tools/synthetic/population/sources.js'

function make(options: RecordOptions): SyntheticRecord[] {
  return [...generateRecords(options)]
}

const RECORDS = make({ seed: 31, records: 30_000 })

function share(source: Source, test: (flat: FlatRecord) => boolean): number {
  const own = RECORDS.filter((record) => record.source === source)
  return own.filter(({ flat }) => test(flat)).length / own.length
}

test('the number of records is exact, their ids count from 0, and every column is there', async (t) => {
  t.equal(RECORDS.length, 30_000)
  t.ok(RECORDS.every(({ flat }, index) => flat.record_id === String(index)))
  t.same(Object.keys(RECORDS[0]!.flat), FLAT_COLUMNS)
})

test('the records depend on the seed alone, and a longer run begins like a shorter one', async (t) => {
  const rows = (records: readonly SyntheticRecord[]): string[] => records.map(({ flat }) => JSON.stringify(flat))
  const first = rows(RECORDS.slice(0, 500))
  t.same(rows(make({ seed: 31, records: 500 })), first)
  const other = rows(make({ seed: 32, records: 500 }))
  t.ok(other.filter((row, at) => row !== first[at]).length > 490)
})

test('a number of households yields all records of at least that many', async (t) => {
  const records = make({ seed: 31, households: 100 })
  t.same(records.at(-1)?.flat, RECORDS[records.length - 1]?.flat)
  t.not(RECORDS[records.length]?.householdIdThen, records.at(-1)?.householdIdThen)
  t.ok(new Set(records.map(({ householdIdThen }) => householdIdThen)).size >= 90)
})

test('keys are unique within a source', async (t) => {
  const keys = RECORDS.map(({ source, flat }) => `${source} ${flat.source_key}`)
  t.equal(new Set(keys).size, keys.length)
})

test('a person is in one to seven sources, in about 2.7 records', async (t) => {
  const persons = new Map<number, Set<string>>()
  for (const { personId, source } of RECORDS) persons.set(personId, (persons.get(personId) ?? new Set()).add(source))
  const perPerson = RECORDS.length / persons.size
  t.ok(perPerson > 2.5 && perPerson < 3, `records per person ${perPerson}`)
  const sizes = [...persons.values()].map(({ size }) => size)
  t.ok(Math.max(...sizes) >= 6)
  const once = sizes.filter((size) => size === 1).length / sizes.length
  t.ok(once > 0.1 && once < 0.3, `in one list alone ${once}`)
})

test('errors have the rates of the table', async (t) => {
  const { nik, kk, field, birthDate } = ERROR_RATES
  const rules: [string, readonly number[], (flat: FlatRecord) => boolean][] = [
    ['blank NIK', nik.blank, (flat) => flat.nik === ''],
    ['dash for the NIK', nik.dash, (flat) => flat.nik === '-'],
    ['apostrophe', nik.apostrophe, (flat) => flat.nik.startsWith("'")],
    ['spaces in the NIK', nik.spaced, (flat) => flat.nik.includes(' ') && /\d/.test(flat.nik)],
    ['blank KK', kk.blank, (flat) => flat.kk === ''],
    ['KK too long', kk.digitTooMany, (flat) => flat.kk.length === 17],
    ['blank birth date', birthDate.blank, (flat) => flat.dob === ''],
    ['blank mother', field.motherBlank, (flat) => flat.mother_name === ''],
    ['blank birthplace', field.birthplaceBlank, (flat) => flat.birthplace === ''],
  ]
  for (const [rule, rates, holds] of rules) {
    SOURCES.forEach((source, at) => {
      const expected = rates[at]!
      const found = share(source, holds)
      const allowed = 0.006 + expected * (source === 'bantu-umak' || source === 'sibangkit' ? 0.35 : 0.2)
      t.ok(Math.abs(found - expected) <= allowed, `${rule} in ${source}: ${found}, table ${expected}`)
    })
  }
})

test('without dirt the sources agree with the truth', async (t) => {
  const clean = make({ seed: 33, records: 3000, dirt: 0 })
  const truths = new Map<number, FlatRecord>()
  const differing = clean.filter(({ personId, flat }) => {
    const known = truths.get(personId) ?? flat
    truths.set(personId, known)
    const same = known.nik === flat.nik && known.dob === flat.dob && known.sex === flat.sex
    return !same || known.name.slice(0, 25).toUpperCase() !== flat.name.slice(0, 25).toUpperCase()
  })
  t.ok(truths.size < clean.length, 'some persons are in several lists')
  t.same(differing.slice(0, 3), [])
})

test('more dirt causes more errors', async (t) => {
  const blanks = [0.5, 3].map(
    (dirt) => make({ seed: 34, records: 8000, dirt }).filter(({ flat }) => !/^\d{16}$/.test(flat.nik)).length,
  )
  t.ok(blanks[1]! > blanks[0]! * 3, blanks.join(' and '))
})

test('a type of name is in every second record of the agencies, not in the civil register', async (t) => {
  const titled = make({ seed: 35, records: 4000, nameType: 'patronymic' }).filter(
    ({ source }) => source !== 'disdukcapil',
  )
  const share = titled.filter(({ flat }) => /\b(BIN|BINTI|B\.|BT\.|BTI)( |$)/i.test(flat.name)).length / titled.length
  t.ok(share > 0.4 && share < 0.6, `share ${share}`)
})

test('dates are dates of the calendar', async (t) => {
  const odd = RECORDS.filter(
    ({ flat }) => flat.dob !== '' && new Date(flat.dob).toISOString().slice(0, 10) !== flat.dob,
  )
  t.same(odd, [])
})

test('some persons are twice in one source, and some after their death', async (t) => {
  const seen = new Set<string>()
  const twice = RECORDS.filter(({ source, personId }) => {
    const key = `${source} ${personId}`
    return seen.has(key) || !seen.add(key)
  })
  t.ok(twice.length > 100 && twice.length < 500, `${twice.length} listed twice`)
  t.ok(RECORDS.some(({ facts }) => facts.dead))
})

test('the present household differs from the earlier one for a few persons', async (t) => {
  const moved = RECORDS.filter((record) => record.householdIdNow !== record.householdIdThen).length / RECORDS.length
  t.ok(moved > 0.004 && moved < 0.04, `share ${moved}`)
})
