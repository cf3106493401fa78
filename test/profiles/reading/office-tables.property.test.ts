import fc from 'fast-check'
import { test } from 'tap'
import { bantuUmak } from '../../../src/profiles/built-in/bantu-umak.js'
import type { BatchForm, JsonObject } from '../../../src/profiles/reading/read-rows.js'
import { readAll } from '../../support/profiles/read-all.js'
import { writeWorkbook } from '../../support/profiles/write-workbook.js'

const COLUMNS = [
  'no',
  'nama_penerima',
  'nik',
  'no_kk',
  'tanggal_lahir',
  'jenis_kelamin',
  'desa',
  'alamat',
  'rt',
] as const
const WIDTH = COLUMNS.length
type Column = (typeof COLUMNS)[number]
type Person = Readonly<Record<Exclude<Column, 'no'>, string>>

const word = fc.constantFrom('SARI', 'JUMLAH', 'DARTO', 'TOTAL', 'LURAH', 'MAWAR', 'NAMA', 'BULAN', 'KETUA')
const digits = (length: number) =>
  fc.array(fc.integer({ min: 1, max: 9 }), { minLength: length, maxLength: length }).map((all) => all.join(''))

/** A person with any fields but the name unknown, unless nothing but a number sets it apart from a total. */
const person: fc.Arbitrary<Person> = fc
  .record({
    nama_penerima: fc.array(word, { minLength: 1, maxLength: 3 }).map((words) => words.join(' ')),
    nik: fc.oneof(digits(16), fc.constant('')),
    no_kk: fc.oneof(digits(16), fc.constant('')),
    tanggal_lahir: fc.constantFrom('15-02-1980', '1/7/1966', '', '3 Maret 1961'),
    jenis_kelamin: fc.constantFrom('L', 'P', ''),
    desa: fc.constantFrom('CIKOLE', 'LEMBANG', ''),
    alamat: fc.constantFrom('DUSUN II', 'JL. BATU NO. 7', ''),
    rt: fc.constantFrom('1', '012', ''),
  })
  .filter(
    ({ nama_penerima, nik, no_kk, tanggal_lahir, jenis_kelamin, desa, alamat }) =>
      !/^(?:(?:JUMLAH|TOTAL) ?)+$/.test(nama_penerima) ||
      [nik, no_kk, tanggal_lahir, jenis_kelamin, desa, alamat].some((value) => value !== ''),
  )

/** A row with texts at some of its places. */
function rowWith(...texts: readonly fc.Arbitrary<string>[]): fc.Arbitrary<string[]> {
  return fc
    .tuple(
      fc.tuple(...texts),
      fc.shuffledSubarray(Array.from(COLUMNS.keys()), { minLength: texts.length, maxLength: texts.length }),
    )
    .map(([all, places]) => {
      const row = Array<string>(WIDTH).fill('')
      for (const [at, place] of places.sort((a, b) => a - b).entries()) row[place] = all[at] ?? ''
      return row
    })
}

const title = rowWith(
  fc.constantFrom('DESA LEMBANG', 'Kecamatan Parongpong', 'Halaman 3', 'DAFTAR PENERIMA', 'Periode: Juli'),
)
const total = fc
  .tuple(fc.integer({ min: 0, max: 1 }), fc.constantFrom('JUMLAH', 'Total', 'SUB JUMLAH :', 'Jumlah Penerima'))
  .map(([place, text]) =>
    Array.from({ length: WIDTH }, (_, at) => (at === place ? text : at === WIDTH - 1 ? '12.000' : '')),
  )
const signatures = fc
  .tuple(
    rowWith(fc.constantFrom('Mengetahui,', 'Lembang, 3 Juli 2026', 'Disetujui oleh')),
    fc.array(
      fc.oneof(
        rowWith(
          fc.constantFrom('KEPALA DESA LEMBANG', 'Camat', 'Petugas'),
          fc.constantFrom('Pendamping', 'Sekretaris Desa'),
        ),
        rowWith(fc.constantFrom('H. DEDI, S.IP', 'YAYAH', '( TATANG )')),
        rowWith(fc.constantFrom('NIP. 19680304 199003 1 002', 'NIP.', '..............')),
      ),
      { maxLength: 4 },
    ),
  )
  .map(([first, more]) => [first, ...more])
const numbers = fc
  .constantFrom(
    (at: number) => `${at}`,
    (at: number) => `(${at})`,
    (at: number) => String.fromCharCode(96 + at),
  )
  .map((text) => COLUMNS.map((_, at) => text(at + 1)))
const blanks = fc.array(fc.constant(Array<string>(WIDTH).fill('')), { maxLength: 2 })

interface Piece {
  readonly rows: readonly (readonly string[])[]
  readonly persons: readonly Person[]
}

/** A page of a list: titles, a header in any order, column numbers, persons, a total, signatures. */
const page: fc.Arbitrary<Piece> = fc
  .record({
    titles: fc.array(title, { maxLength: 3 }),
    order: fc.shuffledSubarray([...COLUMNS], { minLength: WIDTH, maxLength: WIDTH }),
    numbers: fc.option(numbers),
    persons: fc.array(person, { maxLength: 4 }),
    villages: fc.array(title, { maxLength: 2 }),
    total: fc.option(total),
    signatures: fc.option(signatures),
    blanks,
  })
  .map(({ titles, order, numbers: below, persons, villages, total: sum, signatures: signed, blanks: gap }) => {
    const inOrder = (person: Person, at: number) => order.map((name) => (name === 'no' ? String(at + 1) : person[name]))
    // Totals and signatures stand below the columns as they are written, whatever these are.
    const rows = [
      ...titles,
      ...gap,
      order,
      ...(below === null ? [] : [below]),
      ...persons.flatMap((person, at) => [...(at === 1 ? villages : []), inOrder(person, at)]),
      ...(sum === null ? [] : [sum]),
      ...gap,
      ...(signed ?? []),
    ]
    return { rows, persons }
  })

const pages = fc.array(page, { minLength: 1, maxLength: 3 })

/** The persons read, and how many lines are told of as read, rejected or passed over. */
async function read(file: string | Uint8Array) {
  const form: BatchForm = {}
  const outcomes = await readAll(file, bantuUmak, { form })
  const passedOver = (form.reading?.passed_over ?? []).reduce((sum, { count }) => sum + count, 0)
  const persons = outcomes.flatMap((outcome) => (outcome.kind === 'row' ? [outcome.raw] : []))
  const codes = outcomes.flatMap((outcome) => (outcome.kind === 'row' ? [] : outcome.errors.map(({ code }) => code)))
  return { persons, codes, lines: outcomes.length + passedOver }
}

function samePersons(found: readonly JsonObject[], expected: readonly Person[]): boolean {
  const text = (of: JsonObject) =>
    COLUMNS.slice(1)
      .map((name) => JSON.stringify(of[name]))
      .join('|')
  return JSON.stringify(found.map(text)) === JSON.stringify(expected.map(text))
}

test('a list among titles, headers, column numbers, totals and signatures yields exactly its persons', async () => {
  await fc.assert(
    fc.asyncProperty(pages, fc.boolean(), async (all, isWorkbook) => {
      const rows = all.flatMap((one) => one.rows)
      const persons = all.flatMap((one) => one.persons)
      const file = isWorkbook
        ? writeWorkbook([{ name: 'Data', rows }])
        : rows.map((cells) => cells.join(';')).join('\n')
      const { persons: found, codes, lines } = await read(file)
      // A doubtful row is rejected in the open; every line is accounted for.
      const isOpen = codes.every((code) => ['ROW_DOUBTFUL', 'RECORD_EMPTY', 'KEY_MISSING'].includes(code))
      return samePersons(found, persons) && isOpen && lines === rows.length
    }),
    { numRuns: 1000 },
  )
})
