import { test } from 'tap'
import { holdsPersonalNumber } from '../../../src/http/disclosure/personal-number.js'

/** An invented NIK of a woman and an invented KK. */
const NUMBERS = ['3201115708850002', '3201110203150007']

/** The digits in another script, by the code point of its zero. */
function inScript(number: string, zero: number): string {
  return Array.from(number)
    .map((digit) => String.fromCodePoint(zero + Number(digit)))
    .join('')
}

test('a NIK or KK is seen with any separators and in any digits', (t) => {
  for (const number of NUMBERS) {
    const groups = [number.slice(0, 4), number.slice(4, 8), number.slice(8, 12), number.slice(12)]
    const separators = [' ', '.', '-', '_', '/', ':', '\u00a0', '\u200b', '--', ' - ', '|', ',', "'", '\u2013', '~']
    for (const separator of separators) t.ok(holdsPersonalNumber(groups.join(separator)), encodeURI(separator))
    t.ok(holdsPersonalNumber(Array.from(number).join('_')))
    for (const zero of [0xff10, 0x0660, 0x06f0, 0x0966, 0x1d7ce, 0x1d7f6, 0x1b50, 0xa9d0])
      t.ok(holdsPersonalNumber(inScript(number, zero)), `U+${zero.toString(16)}`)
    for (const text of [number, `A-${number}`, `${number}-1`, `NIK-${number}`, `_${number}_`, ` ${number}`])
      t.ok(holdsPersonalNumber(text), text.replace(number, 'N'))
  }
  t.end()
})

test('row ids and pseudonyms are no personal numbers', (t) => {
  const pseudonym = '0123456789320111570885000212abcd'
  for (const key of [
    'A-17',
    '2026/000123',
    pseudonym,
    `${pseudonym}-3201115708850002`,
    '12345678901234567',
    'a3201115708850002b',
    '320111570885',
  ])
    t.notOk(holdsPersonalNumber(key), key)
  t.end()
})
