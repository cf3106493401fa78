import fc from 'fast-check'
import { test } from 'tap'
import { parsePhone } from '../../../../src/domain/identity/numbers/phone.js'

const NUMBER = '085296713840'

const CASES: Record<string, readonly string[]> = {
  [NUMBER]: [
    ...[NUMBER, '+6285296713840', '6285296713840', '006285296713840', '+62 852-9671-3840', '0852 9671 3840'],
    ...['85296713840', '85296713840.0', "'085296713840", '(0852) 96713840', '+62 (0)852 9671 3840', 'O85296713840'],
    ...[
      '085296713840 / 081357924680',
      '085296713840,081357924680',
      '085296713840 atau 081357924680',
      'No. HP 085296713840',
    ],
    ...['081111111111/085296713840'],
  ],
  '0711354862': ['0711-354862', '(0711) 354862', '+62711354862'],
  '': [
    ...['', '-', '0', 'TIDAK ADA', '081111111111', '080000000000', '08123456789', '081234567890', '089876543210'],
    ...['0852', '0852967138401234', '3275012304850007', '8.52968E+10', '12345'],
  ],
}

test('a number is written in its national form, filler as none', async (t) => {
  for (const [expected, cells] of Object.entries(CASES))
    for (const cell of cells) t.equal(parsePhone(cell), expected, JSON.stringify(cell))
})

test('parsing is idempotent and never throws', async (t) => {
  const cell = fc.oneof(fc.string({ unit: 'binary' }), fc.stringMatching(/^[0+]?[0-9 /.-]{0,16}$/))
  fc.assert(
    fc.property(cell, (original) => {
      const number = parsePhone(original)
      return parsePhone(number) === number && /^(?:0\d{8,12})?$/.test(number)
    }),
    { numRuns: 3000 },
  )
  t.end()
})
