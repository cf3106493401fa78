import fc from 'fast-check'
import { test } from 'tap'
import { type KkDefect, kkContextDefects, parseKk, type ParsedKk } from '../../../../src/domain/identity/numbers/kk.js'

const VALID = '3275010908120003'

interface Case {
  cell: string
  digits: string
  status: ParsedKk['status']
  defects?: readonly KkDefect[]
}

const CASES: readonly Case[] = [
  { cell: VALID, digits: VALID, status: 'valid' },
  { cell: `'${VALID}`, digits: VALID, status: 'valid' },
  { cell: `${VALID}.0`, digits: VALID, status: 'valid' },
  { cell: '3275 0109 0812 0003', digits: VALID, status: 'valid' },
  // No source confirms that the date part must be a date, so this stays a weak defect.
  { cell: '3275013913120003', digits: '3275013913120003', status: 'valid', defects: ['KK_DATE'] },
  { cell: '3275014908120003', digits: '3275014908120003', status: 'damaged', defects: ['KK_LOOKS_LIKE_NIK'] },
  { cell: '3275017908120003', digits: '3275017908120003', status: 'valid', defects: ['KK_DATE'] },
  { cell: '3275010908120000', digits: '3275010908120000', status: 'damaged', defects: ['KK_EXCEL_TRUNC'] },
  { cell: '3275010000000000', digits: '3275010000000000', status: 'placeholder', defects: ['KK_PLACEHOLDER'] },
  { cell: '3275019999999999', digits: '3275019999999999', status: 'placeholder', defects: ['KK_PLACEHOLDER'] },
  { cell: '9999999999999999', digits: '9999999999999999', status: 'placeholder', defects: ['KK_PLACEHOLDER'] },
  { cell: '327501090812003', digits: '327501090812003', status: 'damaged', defects: ['KK_LENGTH'] },
  { cell: '12', digits: '12', status: 'placeholder', defects: ['KK_LENGTH', 'KK_PLACEHOLDER'] },
  { cell: '3,27501E+15', digits: '327501', status: 'damaged', defects: ['KK_SCI_NOTATION'] },
  { cell: '327501090812000X', digits: '327501090812000', status: 'damaged', defects: ['KK_NONDIGIT', 'KK_LENGTH'] },
  { cell: '327501090812000Z', digits: '3275010908120002', status: 'valid' },
  { cell: '32750lO9OB12OO03', digits: '3275010908120003', status: 'valid' },
  { cell: '327S013913120003', digits: '3275013913120003', status: 'damaged', defects: ['KK_NONDIGIT'] },
  { cell: `No. KK: ${VALID}`, digits: VALID, status: 'valid' },
  { cell: `NKK ${VALID}`, digits: VALID, status: 'valid' },
  { cell: `KK.${VALID}`, digits: VALID, status: 'valid' },
  { cell: `${VALID} (KK lama)`, digits: VALID, status: 'valid' },
  { cell: '0327501200300012', digits: '0327501200300012', status: 'placeholder', defects: ['KK_PLACEHOLDER'] },
  { cell: '9975010908120003', digits: '9975010908120003', status: 'placeholder', defects: ['KK_PLACEHOLDER'] },
  ...['', '-', 'BELUM ADA', '0'].map((cell): Case => ({ cell, digits: '', status: 'missing', defects: ['KK_EMPTY'] })),
]

test('each cell is parsed to its digits, status and defects', async (t) => {
  for (const { cell, digits, status, defects = [] } of CASES)
    t.same(parseKk(cell), { original: cell, digits, status, defects }, JSON.stringify(cell))
})

test('one number in both columns is a defect, and filler in both is not another', async (t) => {
  t.same(kkContextDefects(parseKk(VALID), { nik: VALID }), ['KK_EQ_NIK'])
  t.same(kkContextDefects(parseKk(VALID), { nik: '3275012304850007' }), [])
  t.same(kkContextDefects(parseKk(VALID), {}), [])
  t.same(kkContextDefects(parseKk('-'), { nik: '' }), [])
})

test('parsing is idempotent on its digits and never throws', async (t) => {
  const cell = fc.oneof(fc.string({ unit: 'binary' }), fc.stringMatching(/^[0-9OIl .'E+-]{0,20}$/))
  fc.assert(
    fc.property(cell, (original) => {
      const { digits } = parseKk(original)
      return parseKk(digits).digits === digits
    }),
    { numRuns: 2000 },
  )
  t.end()
})
