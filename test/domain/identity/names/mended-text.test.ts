import fc from 'fast-check'
import { test } from 'tap'
import { mendText } from '../../../../src/domain/identity/names/mended-text.js'
import { parseName } from '../../../../src/domain/identity/names/name.js'
import { shownName } from '../../../../src/domain/registry/golden/values/value-name.js'

const WINDOWS_1252 = new TextDecoder('windows-1252')
const LATIN_1 = (bytes: Uint8Array) => Buffer.from(bytes).toString('latin1')
const damagedBy = (decode: (bytes: Uint8Array) => string, text: string) => decode(new TextEncoder().encode(text))
const inWindows = (text: string) => damagedBy((bytes) => WINDOWS_1252.decode(bytes), text)

const SYAFI = [
  ...["SYAFI'I", 'SYAFI’I', 'SYAFI‘I', 'SYAFI`I', 'SYAFI´I', 'SYAFIʼI', "Syafi'i", 'SYAFI\u0092I'],
  ...[
    inWindows('SYAFI’I'),
    inWindows('SYAFI‘I'),
    inWindows('SYAFIʼI'),
    inWindows('SYAFI´I'),
    inWindows(inWindows('SYAFI’I')),
  ],
  ...[damagedBy(LATIN_1, 'SYAFI’I'), inWindows('Syafi’i').toUpperCase(), inWindows(inWindows('Syafi’i')).toUpperCase()],
  ...['SYAFIâ€I', 'SYAFIΓÇÖI', 'SYAFIÔÇÖI', 'SYAFI‚ÄôI', 'SYAFI?I', 'SYAFI??I', 'SYAFI???I', 'SYAFI\ufffdI'],
  ...[
    'SYAFI&#39;I',
    'SYAFI&#039;I',
    'SYAFI&#x27;I',
    'SYAFI&apos;I',
    'SYAFI&rsquo;I',
    'SYAFI&#8217;I',
    'SYAFI&amp;#39;I',
  ],
]

test('an apostrophe is read and shown in all that programs make of it', async (t) => {
  for (const name of SYAFI) {
    t.same(parseName(name).tokens, parseName("SYAFI'I").tokens, name)
    t.equal(shownName(name), "SYAFI'I", name)
  }
})

test('accented letters and spaces without a break are read as before the damage', async (t) => {
  for (const name of ['RENÉE', 'JOSÉ', 'ÑOÑO', 'ANDRÉ SAÏD', 'HÜSEYİN'.replace('İ', 'I')])
    for (const damaged of [inWindows(name), damagedBy(LATIN_1, name), inWindows(inWindows(name))])
      t.equal(mendText(damaged), name, damaged)
  t.equal(shownName('NURÂ HASANAH'), 'NUR HASANAH')
  t.equal(shownName(inWindows('NUR\u00a0HASANAH')), 'NUR HASANAH')
  t.equal(mendText('ALI &amp; UMAR'), 'ALI & UMAR')
  t.equal(mendText('UMAR &quot;BUYUNG&quot;'), 'UMAR "BUYUNG"')
  t.equal(mendText('renã©e'), 'renÉe'.replace('É', 'é'))
})

const WHOLE = [
  ...[
    'RENÉE',
    'JOSÉ',
    'JOSÉ’S',
    'Ângela',
    'João',
    'CÔTÉ',
    'ÇELIK',
    'FRANÇOIS',
    'IÐA',
    'ËVA',
    '“BUYUNG”',
    '€',
    'â',
    'Ã',
  ],
  ...[
    'ALI & UMAR',
    'A&B',
    'AT&T;',
    'R&amper',
    '&#1;',
    '&#9999999;',
    'SIAPA?',
    '?',
    'SITI ?',
    'NAMA ? LAIN',
    '??',
    'BR?MS',
  ],
  ...['H. SYAFII, S.Pd', 'ＳＩＴＩ', 'Łukasz', '金', 'محمد', 'Ψ'],
]

test('text whose bytes show no damage is returned as it is', async (t) => {
  for (const text of WHOLE) t.equal(mendText(text), text)
  fc.assert(fc.property(fc.stringMatching(/^[A-Za-z .,'’()/-]{0,60}$/), (text) => mendText(text) === text))
})

test('any damage gives a name of letters, and never throws', async (t) => {
  const piece = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.constantFrom('Ã', 'â', '€', '™', 'Â', ' ', '&', '#39;', 'amp;', '?', 'A'),
  )
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
      const name = parseName(pieces.join(''))
      return name.tokens.every((token) => /^[A-Z]+$/.test(token))
    }),
  )
  t.end()
})
