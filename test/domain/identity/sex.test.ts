import fc from 'fast-check'
import { test } from 'tap'
import { parseSex } from '../../../src/domain/identity/sex.js'

const CASES = {
  L: [
    ...[
      'LAKI-LAKI (L)',
      'L (Laki-laki)',
      'Lk-lk',
      'LK.',
      'Lk2',
      'Laki2',
      'laki²',
      '1-Laki-laki',
      '1 = L',
      'Laki-Laki / L',
    ],
    ...['LELAKI', 'Laki-lakii', 'LAKILAKY', 'LAKLAKI', 'JK: L', 'Male (M)', "'L", 'Laki–laki'],
    'L',
    'l',
    'LK',
    'Laki-laki',
    'LAKI - LAKI',
    'LAKI LAKI',
    'PRIA',
    'M',
    'male',
    '1',
    '1.0',
    '01',
    '1. Laki-laki',
  ],
  P: [
    ...[
      'Perempuan (P)',
      'P (perempuan)',
      'Pr',
      'PR.',
      'PRP',
      'Prmpuan',
      'PREMPUAN',
      'Perempuam',
      'PERMPUAN',
      '2-Perempuan',
    ],
    ...['P / Perempuan', 'Perempuan/Wanita', 'Female (F)', 'Jenis Kelamin P', 'PEREMPUAN - P'],
    'P',
    'p',
    'PR',
    'Perempuan',
    'WANITA',
    'F',
    'Female',
    '2',
    ' 2 ',
    '2. Perempuan',
    'P.',
  ],
  '': [
    '',
    '-',
    '0',
    '3',
    '12',
    'L/P',
    'L / P*',
    'LAKI-LAKI/PEREMPUAN',
    'Pria/Wanita',
    'P/W',
    'M/F',
    'LP',
    '1/2',
    'Laki-laki (P)',
    'PEMUDA',
    'PEREMPATAN',
    'LAKSANA',
    'Jenis Kelamin',
    'bukan laki-laki',
    'L atau P',
    'ISTRI',
    'TIDAK TAHU',
    '10',
  ],
}

test('labels and codes are parsed to a sex; P is perempuan', async (t) => {
  for (const [expected, labels] of Object.entries(CASES))
    for (const label of labels) t.equal(parseSex(label), expected, JSON.stringify(label))
})

test('parsing is idempotent and never throws', async (t) => {
  fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => parseSex(parseSex(text)) === parseSex(text)))
  t.end()
})
