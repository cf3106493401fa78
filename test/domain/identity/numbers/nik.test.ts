import fc from 'fast-check'
import { test } from 'tap'
import type { RegionRegister } from '../../../../src/domain/identity/areas/area-code.js'
import {
  NIK_SEVERITY,
  nikBirthDate,
  type NikContext,
  nikContextDefects,
  type NikDefect,
  nikRegion,
  nikSex,
  parseNik,
  type ParsedNik,
} from '../../../../src/domain/identity/numbers/nik.js'

const VALID = '3275012304850007'

interface Case {
  cell: string
  digits: string
  status: ParsedNik['status']
  defects?: readonly NikDefect[]
}

const CASES: readonly Case[] = [
  { cell: VALID, digits: VALID, status: 'valid' },
  { cell: '3275016304850007', digits: '3275016304850007', status: 'valid' },
  // Six zeros in a row are legal: October 2000, first of the day.
  { cell: '3275011210000001', digits: '3275011210000001', status: 'valid' },
  { cell: '3275012902000003', digits: '3275012902000003', status: 'valid' },
  { cell: '3275012902010003', digits: '3275012902010003', status: 'damaged', defects: ['NIK_DATE'] },
  { cell: '3275013104850007', digits: '3275013104850007', status: 'damaged', defects: ['NIK_DATE'] },
  { cell: '3275010004850007', digits: '3275010004850007', status: 'damaged', defects: ['NIK_DATE'] },
  { cell: '3275014004850007', digits: '3275014004850007', status: 'damaged', defects: ['NIK_DATE'] },
  { cell: '3275017204850007', digits: '3275017204850007', status: 'damaged', defects: ['NIK_DATE'] },
  { cell: '3275012313850007', digits: '3275012313850007', status: 'damaged', defects: ['NIK_DATE'] },
  { cell: '3275012304850000', digits: '3275012304850000', status: 'damaged', defects: ['NIK_EXCEL_TRUNC'] },
  { cell: '3275019904850000', digits: '3275019904850000', status: 'placeholder', defects: ['NIK_PLACEHOLDER'] },
  { cell: '3275010000000000', digits: '3275010000000000', status: 'placeholder', defects: ['NIK_PLACEHOLDER'] },
  { cell: '3275010000000001', digits: '3275010000000001', status: 'placeholder', defects: ['NIK_PLACEHOLDER'] },
  { cell: '3275019999999999', digits: '3275019999999999', status: 'placeholder', defects: ['NIK_PLACEHOLDER'] },
  { cell: '0000000000000000', digits: '0000000000000000', status: 'placeholder', defects: ['NIK_PLACEHOLDER'] },
  { cell: '1111111111111111', digits: '1111111111111111', status: 'placeholder', defects: ['NIK_PLACEHOLDER'] },
  { cell: '1234567890123456', digits: '1234567890123456', status: 'placeholder', defects: ['NIK_PLACEHOLDER'] },
  { cell: '3,27501E+15', digits: '327501', status: 'damaged', defects: ['NIK_SCI_NOTATION'] },
  { cell: '3.27501E+15', digits: '327501', status: 'damaged', defects: ['NIK_SCI_NOTATION'] },
  { cell: '3.275012304850007E15', digits: VALID, status: 'valid' },
  { cell: '327501230485000', digits: '327501230485000', status: 'damaged', defects: ['NIK_LENGTH'] },
  { cell: '32750123048500070', digits: '32750123048500070', status: 'damaged', defects: ['NIK_LENGTH'] },
  { cell: '32750', digits: '32750', status: 'placeholder', defects: ['NIK_LENGTH', 'NIK_PLACEHOLDER'] },
  { cell: '327501230485OO07', digits: '3275012304850007', status: 'valid' },
  { cell: '32750I2304850007', digits: '3275012304850007', status: 'valid' },
  { cell: '32750l2304850007', digits: '3275012304850007', status: 'valid' },
  { cell: '3275012304850X07', digits: '327501230485007', status: 'damaged', defects: ['NIK_NONDIGIT', 'NIK_LENGTH'] },
  { cell: '3275012304850007*', digits: VALID, status: 'damaged', defects: ['NIK_NONDIGIT'] },
  // Letters by their looks, where the result stands the checks: a date that exists, a province that issued numbers.
  { cell: '3275O1Z3O48S0007', digits: '3275012304850007', status: 'valid' },
  { cell: '32750123048S0OG8', digits: '3275012304850068', status: 'valid' },
  { cell: 'B275012304850007', digits: '8275012304850007', status: 'valid' },
  { cell: '327501D304850QO7', digits: '3275010304850007', status: 'valid' },
  { cell: '3275 O123 O485 OOO7', digits: VALID, status: 'valid' },
  { cell: '3275013I04B50007', digits: '3275013104850007', status: 'damaged', defects: ['NIK_NONDIGIT'] },
  { cell: 'Z275012304850007', digits: '2275012304850007', status: 'damaged', defects: ['NIK_NONDIGIT'] },
  { cell: '32750123O48S007', digits: '327501230485007', status: 'damaged', defects: ['NIK_NONDIGIT', 'NIK_LENGTH'] },
  { cell: '3275A123048S000g', digits: '3275412304850009', status: 'valid' },
  { cell: '327501230485000b', digits: '3275012304850006', status: 'valid' },
  { cell: '327501230485000y', digits: '327501230485000', status: 'damaged', defects: ['NIK_NONDIGIT', 'NIK_LENGTH'] },
  // A first digit that is wrong: no number of anybody, but the other digits may agree.
  { cell: '0275012304850007', digits: '0275012304850007', status: 'damaged', defects: ['NIK_PROVINCE_UNKNOWN'] },
  { cell: '0675051204990003', digits: '0675051204990003', status: 'damaged', defects: ['NIK_PROVINCE_UNKNOWN'] },
  // Born on 12 April 2000, the serial cut off by a spreadsheet; and an impossible date before the year 2000.
  { cell: '3275011204000000', digits: '3275011204000000', status: 'damaged', defects: ['NIK_EXCEL_TRUNC'] },
  { cell: '3275014113000001', digits: '3275014113000001', status: 'damaged', defects: ['NIK_DATE'] },
  // Labels and notes around the number.
  ...[
    `NIK: ${VALID}`,
    `NIK. ${VALID}`,
    `nik ${VALID}`,
    `NIK${VALID}`,
    `NIK-${VALID}`,
    `No KTP ${VALID}`,
    `No.KTP.${VALID}`,
    `No. KTP : ${VALID}`,
    `NO.${VALID}`,
    `ID ${VALID}`,
    `KTP-el ${VALID}`,
    `e-KTP: ${VALID}`,
    `Nomor Induk Kependudukan = ${VALID}`,
    `${VALID} (e-KTP)`,
    `${VALID} / KTP-el`,
    `${VALID} SIAK`,
    `${VALID} (RT 03)`,
    `NIK : 3275 0123 0485 0007 (sesuai KK)`,
    `NIK: 32750I23O4850007`,
  ].map((cell): Case => ({ cell, digits: VALID, status: 'valid' })),
  {
    cell: `NIK ${VALID} KK 3275010908120003`,
    digits: `${VALID}3275010908120003`,
    status: 'damaged',
    defects: ['NIK_LENGTH'],
  },
  // No number is issued with 0 in front but those of old Jakarta: villages make them for persons without one.
  ...[
    '0327501200300012',
    '0012750123048501',
    '0000012304850007',
    '9975012304850007',
    '9999991203850007',
    '1203850000000001',
    '1203198500000000',
    '3275011012000000',
    '1708194500000123',
  ].map((cell): Case => ({ cell, digits: cell, status: 'placeholder', defects: ['NIK_PLACEHOLDER'] })),
  { cell: '0950072304850007', digits: '0950072304850007', status: 'valid' },
  { cell: '1050072304850007', digits: '1050072304850007', status: 'valid' },
  ...[
    '',
    ' ',
    '-',
    '--',
    '0',
    'NIK: -',
    'NIK belum ada',
    'BELUM ADA',
    'belum ada',
    'PROSES',
    'NULL',
    'TIDAK ADA',
    'N/A',
    "'",
    '...',
    'entah',
  ].map((cell): Case => ({ cell, digits: '', status: 'missing', defects: ['NIK_EMPTY'] })),
]

test('each cell is parsed to its digits, status and defects', async (t) => {
  for (const { cell, digits, status, defects = [] } of CASES)
    t.same(parseNik(cell), { original: cell, digits, status, defects }, JSON.stringify(cell))
})

const twoDigits = (least: number, most: number) =>
  fc.integer({ min: least, max: most }).map((number) => String(number).padStart(2, '0'))

const PROVINCES = ['11', '16', '19', '21', '31', '36', '53', '65', '76', '81', '91', '96', '10']

const validNik = fc
  .tuple(
    fc.constantFrom(...PROVINCES),
    twoDigits(1, 79),
    twoDigits(1, 30),
    fc.boolean(),
    twoDigits(1, 28),
    twoDigits(1, 12),
  )
  .chain(([province, regency, district, isFemale, day, month]) =>
    fc.tuple(twoDigits(0, 99), fc.integer({ min: 1, max: 9999 })).map(([year, serial]) => {
      const writtenDay = isFemale ? String(Number(day) + 40) : day
      return `${province}${regency}${district}${writtenDay}${month}${year}${String(serial).padStart(4, '0')}`
    }),
  )
  .filter((nik) => !/0{7}|0{6}$|^(\d)\1+$|^1234567890123456$/.test(nik))

const DECORATIONS: readonly ((nik: string) => string)[] = [
  (nik) => `'${nik}`,
  (nik) => `\u2019${nik}`,
  (nik) => ` ${nik}\t`,
  (nik) => `\u00a0${nik}\ufeff`,
  (nik) => nik.replace(/(\d{4})(?=\d)/g, '$1 '),
  (nik) => `${nik.slice(0, 6)}.${nik.slice(6)}`,
  (nik) => nik.replace(/(\d{4})(?=\d)/g, '$1-'),
  (nik) => `${nik}.0`,
  (nik) => `${nik},0`,
  (nik) => `="${nik}"`,
  (nik) =>
    nik
      .replaceAll('0', 'O')
      .replaceAll('1', 'l')
      .replace(/[Ol](?=.*[Ol].*[Ol].*[Ol])/g, (letter) => (letter === 'O' ? '0' : '1')),
]

test('a valid NIK is read through any decoration that keeps its digits', async (t) => {
  fc.assert(
    fc.property(validNik, fc.constantFrom(...DECORATIONS), (nik, decorate) => {
      const parsed = parseNik(decorate(nik))
      const plain = parseNik(nik)
      return parsed.digits === nik && parsed.status === plain.status && plain.status === 'valid'
    }),
  )
  t.end()
})

test('parsing is idempotent on its digits and never throws', async (t) => {
  const cell = fc.oneof(validNik, fc.string({ unit: 'binary' }), fc.stringMatching(/^[0-9OIl .'E+-]{0,20}$/))
  fc.assert(
    fc.property(cell, (original) => {
      const first = parseNik(original)
      const second = parseNik(first.digits)
      return (
        /^\d*$/.test(first.digits) &&
        second.digits === first.digits &&
        (first.status !== 'valid' || second.status === 'valid')
      )
    }),
    { numRuns: 2000 },
  )
  t.end()
})

test('sex, region and birth date are read from the digits', async (t) => {
  t.equal(nikSex('3275016304850007'), 'P')
  t.equal(nikSex(VALID), 'L')
  t.equal(nikRegion(VALID), '327501')
  const cases = [
    { nik: VALID, referenceDate: 20261121, date: 19850423, centuryAmbiguous: false },
    { nik: '3275016304850007', referenceDate: 20261121, date: 19850423, centuryAmbiguous: false },
    // Both 1920 and 2020 are within 110 years.
    { nik: '3275012304200007', referenceDate: 20261121, date: 20200423, centuryAmbiguous: true },
    { nik: '3275012304200007', referenceDate: 20261121, recordedYear: 1921, date: 19200423, centuryAmbiguous: false },
    { nik: '3275012304200007', referenceDate: 20261121, recordedYear: 2019, date: 20200423, centuryAmbiguous: false },
    { nik: '3275012304100007', referenceDate: 20261121, date: 20100423, centuryAmbiguous: false },
    // Not born yet in 2026.
    { nik: '3275012212260007', referenceDate: 20261121, date: 19261222, centuryAmbiguous: false },
    { nik: '3275012902000007', referenceDate: 20101121, date: 20000229, centuryAmbiguous: false },
  ]
  for (const { nik, date, centuryAmbiguous, ...options } of cases)
    t.same(nikBirthDate(nik, options), { date, centuryAmbiguous }, JSON.stringify(options))
  t.equal(nikBirthDate('3275013104850007', { referenceDate: 20261121 }), undefined)
})

test('defects of context are found for the fields that contradict the NIK', async (t) => {
  const statuses: Record<string, 'current' | 'retired'> = { '327501': 'current', '327502': 'retired' }
  const regions: RegionRegister = {
    statusOf: (code: string) => statuses[code] ?? 'unknown',
    hasProvince: (code: string) => code === '32',
  }
  const cases: readonly { nik: string; context: NikContext; defects: readonly NikDefect[] }[] = [
    { nik: VALID, context: {}, defects: [] },
    { nik: VALID, context: { kk: VALID }, defects: ['NIK_EQ_KK'] },
    { nik: VALID, context: { headNik: VALID, isHead: false }, defects: ['NIK_EQ_HEAD'] },
    { nik: VALID, context: { headNik: VALID, isHead: true }, defects: [] },
    { nik: VALID, context: { birthDate: 19850423, sex: 'L' }, defects: [] },
    { nik: VALID, context: { birthDate: 19850424 }, defects: ['NIK_DOB_MISMATCH'] },
    { nik: VALID, context: { birthDate: 19860423 }, defects: ['NIK_DOB_MISMATCH'] },
    { nik: VALID, context: { birthDate: 19850000 }, defects: [] },
    { nik: VALID, context: { birthDate: 0 }, defects: [] },
    { nik: VALID, context: { birthDate: 18850423, referenceDate: 20261121 }, defects: ['NIK_DOB_MISMATCH'] },
    { nik: '3275012304200007', context: { birthDate: 19200423, referenceDate: 20261121 }, defects: [] },
    { nik: VALID, context: { sex: 'P' }, defects: ['NIK_SEX_MISMATCH'] },
    { nik: VALID, context: { regions }, defects: [] },
    { nik: '3275022304850007', context: { regions }, defects: ['NIK_REGION_RETIRED'] },
    { nik: '3275032304850007', context: { regions }, defects: ['NIK_REGION_UNKNOWN'] },
    { nik: '4075012304850007', context: { regions }, defects: ['NIK_PROVINCE_UNKNOWN'] },
    { nik: '-', context: { kk: '', headNik: '', birthDate: 19850423, sex: 'P', regions }, defects: [] },
    { nik: '0000000000000000', context: { kk: '0000000000000000', sex: 'P', regions }, defects: [] },
  ]
  for (const { nik, context, defects } of cases)
    t.same(nikContextDefects(parseNik(nik), context), defects, JSON.stringify({ nik, ...context, regions: undefined }))
})

test('a difference that a lifelong number may rightly have is at most a warning', async (t) => {
  for (const defect of ['NIK_DOB_MISMATCH', 'NIK_SEX_MISMATCH', 'NIK_REGION_RETIRED', 'NIK_REGION_UNKNOWN'] as const)
    t.ok(['info', 'warning'].includes(NIK_SEVERITY[defect]), defect)
})
