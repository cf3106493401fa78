import fc from 'fast-check'
import { test } from 'tap'
import { type AddressParts, parseAddress, type ParsedAddress } from '../../../../src/domain/identity/areas/address.js'

const CASES: readonly { text: string; parts?: AddressParts; expected: Partial<ParsedAddress> }[] = [
  { text: 'JL. MERDEKA NO. 84', expected: { street: 'JALAN MERDEKA', number: '84' } },
  { text: 'Jln Merdeka No 84A', expected: { street: 'JALAN MERDEKA', number: '84A' } },
  { text: 'JALAN MERDEKA NO.84/B', expected: { street: 'JALAN MERDEKA', number: '84/B' } },
  { text: 'JL.MERDEKA NO84', expected: { street: 'JALAN MERDEKA', number: '84' } },
  { text: 'JL. MERDEKA NO. -', expected: { street: 'JALAN MERDEKA' } },
  { text: 'JL. UTARA-SELATAN', expected: { street: 'JALAN UTARA SELATAN' } },
  { text: 'GG. MELATI', expected: { street: 'GANG MELATI' } },
  { text: 'LR. MELATI', expected: { street: 'LORONG MELATI' } },
  { text: 'KP. MELATI', expected: { street: 'KAMPUNG MELATI' } },
  { text: 'PERUMAHAN MELATI BLK. C', expected: { street: 'PERUM MELATI BLOK C' } },
  { text: 'DUSUN V', expected: { street: 'DUSUN V', dusun: 'V' } },
  { text: 'DSN. 5', expected: { street: 'DUSUN V', dusun: 'V' } },
  { text: 'DUSUN SUKA MAJU DESA MELATI', expected: { street: 'DUSUN SUKA MAJU DESA MELATI', dusun: 'SUKA MAJU' } },
  { text: 'JL. MELATI RT 003/RW 002', expected: { street: 'JALAN MELATI', rt: 3, rw: 2 } },
  { text: 'JL. MELATI RT.03 RW.02', expected: { street: 'JALAN MELATI', rt: 3, rw: 2 } },
  { text: 'JL. MELATI RT/RW 003/002', expected: { street: 'JALAN MELATI', rt: 3, rw: 2 } },
  { text: 'JL. MELATI RT/RW: 003/002 NO. 7', expected: { street: 'JALAN MELATI', rt: 3, rw: 2, number: '7' } },
  { text: 'JL. MELATI RT 003/002', expected: { street: 'JALAN MELATI', rt: 3, rw: 2 } },
  { text: 'JL. MELATI RT03RW02', expected: { street: 'JALAN MELATI', rt: 3, rw: 2 } },
  { text: 'RT 3 JL. MELATI', expected: { street: 'JALAN MELATI', rt: 3 } },
  { text: 'JL. MELATI RT - RW -', expected: { street: 'JALAN MELATI' } },
  { text: 'JL. ARTERI RWANDA', expected: { street: 'JALAN ARTERI RWANDA' } },
  { text: 'JL. MELATI RT 9', parts: { rt: '003', rw: '02.0' }, expected: { street: 'JALAN MELATI', rt: 3, rw: 2 } },
  { text: 'JL. MELATI RT 9', parts: { rt: '', rw: '-' }, expected: { street: 'JALAN MELATI', rt: 9 } },
  { text: 'JL. MELATI', parts: { dusun: 'DUSUN 5' }, expected: { street: 'JALAN MELATI', dusun: 'V' } },
  { text: 'DUSUN V', parts: { dusun: '-' }, expected: { street: 'DUSUN V', dusun: 'V' } },
  { text: 'TIDAK ADA RT 3', expected: { street: '', rt: 3 } },
  ...['', '-', 'TIDAK ADA', 'NULL'].map((text) => ({ text, expected: { street: '' } })),
]

test('an address is parsed into its parts', async (t) => {
  for (const { text, parts, expected } of CASES) {
    const whole = { original: text, street: '', number: '', dusun: '', rt: 0, rw: 0, ...expected }
    t.same(parseAddress(text, parts), whole, JSON.stringify(text))
  }
})

test('parsing is idempotent on its street and never throws', async (t) => {
  const word = fc.constantFrom(
    'JL.',
    'NO',
    'RT',
    'RW',
    '/',
    '3',
    '004',
    '12B',
    'DSN',
    'V',
    'MELATI',
    '-',
    'RT05',
    'DUSUN',
    'NO7',
  )
  const text = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.array(word, { maxLength: 8 }).map((words) => words.join(' ')),
  )
  fc.assert(
    fc.property(text, (original) => {
      const { street, dusun } = parseAddress(original)
      const again = parseAddress(street)
      const isBare = again.number === '' && again.rt === 0 && again.rw === 0
      return isBare && again.street === street && again.dusun === dusun
    }),
    { numRuns: 3000 },
  )
  t.end()
})
