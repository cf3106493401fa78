import fc from 'fast-check'
import { test } from 'tap'
import { parseSex } from '../../../src/domain/identity/sex.js'

const CASES = {
  L: ['L', 'l', 'LK', 'Laki-laki', 'LAKI - LAKI', 'LAKI LAKI', 'PRIA', 'M', 'male', '1', '1.0', '01', '1. Laki-laki'],
  P: ['P', 'p', 'PR', 'Perempuan', 'WANITA', 'F', 'Female', '2', ' 2 ', '2. Perempuan', 'P.'],
  '': ['', '-', '0', '3', '12', 'L/P', 'TIDAK TAHU', '10'],
}

test('labels and codes are parsed to a sex; P is perempuan', async (t) => {
  for (const [expected, labels] of Object.entries(CASES))
    for (const label of labels) t.equal(parseSex(label), expected, JSON.stringify(label))
})

test('parsing is idempotent and never throws', async (t) => {
  fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => parseSex(parseSex(text)) === parseSex(text)))
  t.end()
})
