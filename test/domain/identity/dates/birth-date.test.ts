import fc from 'fast-check'
import { test } from 'tap'
import {
  type BirthDateOptions,
  dateNumber,
  parseBirthDate,
  type ParsedBirthDate,
} from '../../../../src/domain/identity/dates/birth-date.js'

const REFERENCE = { referenceDate: 20261121 }

const EXACT = [
  ...['1980-05-17', '1980/05/17', '17-05-1980', '17/05/1980', '17.05.1980', '17 05 1980', '17/5/1980', '19800517'],
  ...['17051980', '1980-05-17T00:00:00.000Z', '1980-05-17 00:00:00', '17/05/1980 00.00', "'17-05-1980"],
  ...['17 Mei 1980', '17-MEI-1980', '17 mei 80', 'May 17, 1980', '17-May-80', '1980 Mei 17', 'Sabtu, 17 Mei 1980'],
  // A place, a day name, a label and words of a form around the date.
  ...[
    'Sekayu, 17 Mei 1980',
    'SEKAYU,17-05-1980',
    'Des. Sukamaju, 17 Mei 1980',
    'Palembang / 17-05-1980',
    'Unit 4, 17 Mei 1980',
  ],
  ...['Minggu 17-05-1980', 'tgl. 17-5-1980', 'Tgl 17 bulan 5 tahun 1980', '17 bln Mei thn 1980', '17 Mei 1980, Sekayu'],
  ...['17th May 1980', 'lahir 17 Mei 1980', '17-05-1980 WIB', '17 Mei 1980 sesuai KTP'],
  // Roman numerals of months with any separator.
  ...['17-V-1980', '17/V/1980', '17 v 1980', '17.V.1980', '17 - V - 1980', '17/V/80', '1980-V-17'],
  // Ages and notes behind it.
  ...['17-05-1980 / 46 th', '17-05-1980/46th', '17-05-1980 (46 tahun)', '17-05-1980, 46 Thn', '17-05-1980 / 46'],
  ...['17 Mei 1980 usia 46 tahun', '17/05/1980 46 thn 3 bln', '17-05-1980 (perkiraan)', '17-5-80 / 46 th'],
  // Times of every program.
  ...['1980-05-17T00:00:00+07:00', '1980-05-17 00:00:00 +0700', '5/17/1980 12:00:00 AM', '17-Mei-80 00:00'],
  ...['17/5/1980 12:00:00 AM', 'Sat May 17 1980 00:00:00 GMT+0700 (Western Indonesia Time)', '17 May 1980 12:00AM'],
  ...['17.05.1980 00.00.00', '17-05-1980, 07:30 WIB', '1980-05-17T00:00:00Z'],
  // Letters for digits.
  ...[
    'l7-O5-198O',
    '17-05-1gB0'.replace('g', '9'),
    '1980-0S-17',
    '1g80-05-17',
    '17-OS-1gBO',
    '17-O5-1980',
    '17-05-I980',
    'I7 Mei I98O',
    '17/OS/1980',
    '17-05-19B0',
    '17-OS-198O',
  ],
  // Separators of all kinds, or one missing.
  ...['17,05,1980', '17. 05. 1980', '17 - 05 - 1980', '17_05_1980', '17\\05\\1980', '17--05--1980', '17-051980'],
  ...['1705-1980', "17-5-'80", '17,Mei,1980', '17.Mei.1980', '17-mei,1980'],
  ...['SEKAYU, 17-05-1980', '17/05/80', '17-5-80', ' 17-05-1980 ', '17May1980'],
]

test('every form of a day is parsed to that day', async (t) => {
  for (const text of EXACT) {
    const { original, year, month, day, certainty } = parseBirthDate(text, REFERENCE)
    t.same(
      { original, year, month, day, certainty },
      { original: text, year: 1980, month: 5, day: 17, certainty: 'exact' },
    )
  }
})

const MONTH_WORDS = [
  'Januari,Jan,January,Djanuari,Djan,Januwari,Jan.,I',
  'Februari,Pebruari,Peb,Feb,February,Pebr,Febr,Febuari,II',
  'Maret,Mar,March,Mrt,Mart,Maart,III',
  'April,Apr,Apl,IV',
  'Mei,May,Mai,Mey,V',
  'Juni,Jun,June,Djuni,Djun,VI',
  'Juli,Jul,July,Djuli,Djul,VII',
  'Agustus,Agt,Ags,Agu,Aug,August,Agust,Agst,Agts,Agoestoes,Augustus,VIII',
  'September,Sep,Sept,Septem,Spt,IX',
  'Oktober,Okt,Oct,October,Oktob,X',
  'November,Nopember,Nov,Nop,Nopem,XI',
  'Desember,Des,Dec,December,Desem,XII',
]

test('months are parsed by their Indonesian and English names, old and new, and by Roman numerals', async (t) => {
  for (const [index, words] of MONTH_WORDS.entries())
    for (const word of words.split(','))
      t.equal(dateNumber(parseBirthDate(`7 ${word} 1991`)), 19910007 + (index + 1) * 100)
})

interface Case {
  text: string
  date?: number
  parts?: readonly [number, number, number]
  certainty: ParsedBirthDate['certainty']
  guess?: ParsedBirthDate['guess']
  options?: BirthDateOptions
}

const CASES: readonly Case[] = [
  { text: '05/17/1980', date: 19800517, certainty: 'guessed', guess: 'day_month_order' },
  { text: '05/06/1980', date: 19800605, certainty: 'exact' },
  { text: '05/06/1980', date: 19800506, certainty: 'exact', options: { order: 'mdy' } },
  { text: '1980-17-05', date: 19800517, certainty: 'guessed', guess: 'day_month_order' },
  { text: '80-05-17', date: 19800517, certainty: 'exact', options: { ...REFERENCE, order: 'ymd' } },
  { text: '80-05-17', date: 19800517, certainty: 'guessed', guess: 'day_month_order', options: REFERENCE },
  // Only the other order lies before the reference date.
  { text: '05/12/2026', date: 20260512, certainty: 'guessed', guess: 'day_month_order', options: REFERENCE },
  { text: '29-02-1984', date: 19840229, certainty: 'exact' },
  { text: '29-02-2000', date: 20000229, certainty: 'exact' },
  { text: '29-02-1900', date: 19000228, certainty: 'guessed', guess: 'overflow_clamped' },
  { text: '31-04-1980', date: 19800430, certainty: 'guessed', guess: 'overflow_clamped' },
  { text: '17/05/20', date: 20200517, certainty: 'guessed', guess: 'century', options: REFERENCE },
  { text: '17/05/80', date: 19800517, certainty: 'guessed', guess: 'century' },
  { text: '17/05/27', date: 19270517, certainty: 'exact', options: REFERENCE },
  { text: '29358', date: 19800517, certainty: 'guessed', guess: 'excel_serial' },
  { text: '29358.0', date: 19800517, certainty: 'guessed', guess: 'excel_serial' },
  { text: '7051980', date: 19800507, certainty: 'guessed', guess: 'lost_zero' },
  { text: '170580', date: 19800517, certainty: 'guessed', guess: 'day_month_order', options: REFERENCE },
  // A program in UTC+7 wrote local midnight as UTC.
  { text: '1980-05-16T17:00:00.000Z', date: 19800517, certainty: 'guessed', guess: 'time_zone' },
  { text: '1980-12-31T17:00:00Z', date: 19810101, certainty: 'guessed', guess: 'time_zone' },
  { text: '1965', parts: [1965, 0, 0], certainty: 'year_only' },
  { text: '1965.0', parts: [1965, 0, 0], certainty: 'year_only' },
  { text: '00-00-1965', parts: [1965, 0, 0], certainty: 'year_only' },
  { text: '1965-00-00', parts: [1965, 0, 0], certainty: 'year_only' },
  { text: '00-05-1965', parts: [1965, 5, 0], certainty: 'month_only' },
  { text: 'Mei 1965', parts: [1965, 5, 0], certainty: 'month_only' },
  { text: '05-1965', parts: [1965, 5, 0], certainty: 'month_only' },
  // A program that writes AM and PM writes the month first, unless zeros in front show its own order.
  { text: '5/6/1980 12:00:00 AM', date: 19800506, certainty: 'guessed', guess: 'day_month_order' },
  { text: '05/06/1980 12:00:00 AM', date: 19800605, certainty: 'guessed', guess: 'day_month_order' },
  { text: '5/6/1980 12:00 a.m.', date: 19800506, certainty: 'guessed', guess: 'day_month_order' },
  { text: '5/6/1980 12:00:00 AM', date: 19800506, certainty: 'exact', options: { order: 'mdy' } },
  { text: '6/6/1980 12:00:00 AM', date: 19800606, certainty: 'exact' },
  { text: '5/6/1980 00:00:00', date: 19800605, certainty: 'exact' },
  { text: '5-6-1980 12:00:00 AM', date: 19800605, certainty: 'exact' },
  { text: "'29358", date: 19800517, certainty: 'guessed', guess: 'excel_serial' },
  { text: '29,358', date: 19800517, certainty: 'guessed', guess: 'excel_serial' },
  { text: '29358,5', date: 19800517, certainty: 'guessed', guess: 'excel_serial' },
  { text: '1980-05-16T17:00:00.000+0000', date: 19800517, certainty: 'guessed', guess: 'time_zone' },
  { text: 'V-1965', parts: [1965, 0, 0], certainty: 'year_only' },
  { text: '1965 (61 th)', parts: [1965, 0, 0], certainty: 'year_only' },
  { text: 'tahun 1965', parts: [1965, 0, 0], certainty: 'year_only' },
  { text: '± 1965', parts: [1965, 0, 0], certainty: 'year_only' },
  ...['', '-', '00-00-0000', '0000-00-00', '00000000', 'BELUM ADA', 'NULL', '0'].map((text): Case => ({
    text,
    parts: [0, 0, 0],
    certainty: 'missing',
  })),
  ...[
    '32-05-1980',
    '17-13-1980',
    '45',
    '17-05',
    '17 XYZ 1980',
    '17-05-0980',
    '99999999',
    '13 Mei',
    '31 Juni 198',
    '55 th',
    'umur 55 tahun',
    '17 Mei',
    '17-05-1980 atau 18-05-1980',
    '17 Mei 1980 RT 03',
    '1980 Jnui 17',
    '17 Mei 1980 17 Juni 1980',
    '17 Rajab 1400',
    '1975-1980',
    '17-05-1980 / 1406',
    '17-XIII-1980',
    '1980-05-1X',
    'X7-05-1980',
    '17-05-198X',
    '17-IIII-1980',
  ].map((text): Case => ({ text, parts: [0, 0, 0], certainty: 'impossible' })),
  // A month in words cannot be the day, so the other order does not save this one.
  { text: '5 Desember 2026', parts: [0, 0, 0], certainty: 'impossible', options: REFERENCE },
  { text: '17-05-2030', parts: [0, 0, 0], certainty: 'impossible', options: REFERENCE },
  { text: '01-01-1900', parts: [0, 0, 0], certainty: 'impossible', options: REFERENCE },
]

test('guessed, partial and impossible dates are marked', async (t) => {
  for (const { text, date, parts, certainty, guess, options } of CASES) {
    const parsed = parseBirthDate(text, options)
    t.equal(parsed.certainty, certainty, `${text}: certainty`)
    t.equal(parsed.guess, guess, `${text}: guess`)
    if (parts !== undefined) t.same([parsed.year, parsed.month, parsed.day], parts, text)
    t.equal(dateNumber(parsed), date ?? 0, `${text}: number`)
  }
})

test('default days of persons without papers are marked', async (t) => {
  for (const text of ['31-12-1950', '01-01-1950', '01-07-1950']) t.ok(parseBirthDate(text).isDefault, text)
  for (const text of ['30-12-1950', '07-01-1950', '1950', '']) t.notOk(parseBirthDate(text).isDefault, text)
})

const day = fc.date({ min: new Date('1917-01-01'), max: new Date('2026-11-21'), noInvalidDate: true })
const FORMS: readonly ((year: string, month: string, day: string) => string)[] = [
  (y, m, d) => `${y}-${m}-${d}`,
  (y, m, d) => `${d}/${m}/${y}`,
  (y, m, d) => `${d}.${m}.${y}`,
  (y, m, d) => `${y}${m}${d}`,
  (y, m, d) => `${d}${m}${y}`,
  (y, m, d) => `${Number(d)}-${Number(m)}-${y}`,
  (y, m, d) => `${y}-${m}-${d}T00:00:00Z`,
]

test('every calendar day is parsed back from every full form', async (t) => {
  fc.assert(
    fc.property(day, fc.constantFrom(...FORMS), (date, write) => {
      const [year = '', month = '', dayOfMonth = ''] = date.toISOString().slice(0, 10).split('-')
      const parsed = parseBirthDate(write(year, month, dayOfMonth), REFERENCE)
      return parsed.certainty === 'exact' && dateNumber(parsed) === Number(year + month + dayOfMonth)
    }),
    { numRuns: 2000 },
  )
  t.end()
})

test('a spreadsheet serial number is the day of the calendar', async (t) => {
  fc.assert(
    fc.property(fc.integer({ min: 10_000, max: 46_000 }), (serial) => {
      const expected = new Date(Date.UTC(1899, 11, 30 + serial)).toISOString().slice(0, 10).replaceAll('-', '')
      return dateNumber(parseBirthDate(String(serial))) === Number(expected)
    }),
  )
  t.end()
})

test('any text is parsed to an existing date or none, and never throws', async (t) => {
  const text = fc.oneof(fc.string({ unit: 'binary' }), fc.stringMatching(/^[0-9MeiJan/. T:Z-]{0,24}$/))
  fc.assert(
    fc.property(text, fc.constantFrom('dmy', 'mdy', 'ymd' as const), (original, order) => {
      const parsed = parseBirthDate(original, { ...REFERENCE, order })
      const number = dateNumber(parsed)
      if (number === 0) return parsed.certainty !== 'exact' && parsed.certainty !== 'guessed'
      const iso = [parsed.year, parsed.month, parsed.day].map((part) => String(part).padStart(2, '0')).join('-')
      const again = parseBirthDate(iso, REFERENCE)
      return again.certainty === 'exact' && dateNumber(again) === number
    }),
    { numRuns: 5000 },
  )
  t.end()
})
