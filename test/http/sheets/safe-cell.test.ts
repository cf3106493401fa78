import { test } from 'tap'
import { safeCell } from '../../../src/http/sheets/safe-cell.js'

const FORMULAS = ['=2+3', '+SUM(A1)', '-2-3', '@now', '-2+3', '+1+cmd', '−2−3', '=', '-(1)']
/** Blanks and signs that are not drawn, by their code points. */
const UNSEEN = [
  0x20, 0x09, 0x0a, 0x0b, 0x0d, 0x85, 0xa0, 0xad, 0x034f, 0x1680, 0x180e, 0x2000, 0x200b, 0x200d, 0x200e, 0x2028,
  0x202e, 0x2060, 0x3000, 0x3164, 0xfe0f, 0xfeff, 0x00, 0x1f, 0xe0020,
].map((code) => String.fromCodePoint(code))

test('no cell is a formula, whatever stands before its sign and however wide it is', (t) => {
  for (const formula of FORMULAS) {
    const hidden = [formula, ...UNSEEN.flatMap((unseen) => [unseen + formula, unseen.repeat(3) + formula])]
    const unguarded = hidden.filter((text) => safeCell(text) !== `'${text}`)
    t.same(
      unguarded.map((text) => Array.from(text, (sign) => sign.codePointAt(0)?.toString(16))),
      [],
      formula,
    )
  }
  for (const wide of ['＝2', '＠A', '＋A1', '－A1', '﹦1', '﹢1', '﹣1', '﹫x', ' ＝2', '\u200b＋A'])
    t.equal(safeCell(wide), `'${wide}`, encodeURI(wide))
  t.end()
})

test('names, numbers, coordinates and phones stay as they are', (t) => {
  for (const text of [
    '',
    'SITI',
    '1606024202900001',
    '-2.9761',
    '104,75',
    '+6281234567',
    '+62 812 3456 7',
    'a=b',
    ' ',
    'A-1',
  ])
    t.equal(safeCell(text), text, text)
  t.end()
})

test('a long cell is looked at in linear time', (t) => {
  const beganMs = performance.now()
  for (let at = 0; at < 100; at++) safeCell(' '.repeat(60_000) + 'x')
  t.ok(performance.now() - beganMs < 5000)
  t.end()
})
