import { test } from 'tap'
import { levelBetween } from '../../../support/domain/built-in-table.js'

const KK = '1606010203040005'

const PAIRS: Readonly<Record<string, readonly (readonly [why: string, a: string, b: string])[]>> = {
  equal: [
    ['the same digits', KK, KK],
    ['as a spreadsheet writes it', KK, `${KK}.0`],
  ],
  near: [
    ['a digit in the first half', KK, '1606020203040005'],
    ['a digit of the year', KK, '1606010203140005'],
    ['swapped neighbours', KK, '1606010203400005'],
  ],
  serial_near: [
    ['the card that was issued next', KK, '1606010203040006'],
    ['another card of that day', KK, '1606010203040025'],
  ],
  damaged: [
    ['a lost digit', KK, KK.slice(1)],
    ['cut to fifteen digits by a spreadsheet', '1606010203040003', '1606010203040000'],
    ['what a spreadsheet left', KK, '1.60601E+15'],
  ],
  different: [
    ['another family', KK, '1606010203040017'],
    ['a slip in each half', KK, '1606020203040006'],
    ['another year of issue', KK, '1606010203190005'],
  ],
  missing: [
    ['none', KK, ''],
    ['placeholders', '0000000000000000', '0000000000000000'],
    ['a NIK of a woman in the column', KK, '1671034504820001'],
    ['what is left fits another number', KK, '167101020304'],
  ],
}

for (const [level, pairs] of Object.entries(PAIRS)) {
  test(`kk: ${level}`, async (t) => {
    for (const [why, a, b] of pairs) t.equal(levelBetween('kk', [{ kk: a }, { kk: b }]), level, why)
  })
}
