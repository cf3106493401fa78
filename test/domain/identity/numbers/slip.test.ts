import { test } from 'tap'
import { firstDifference, isOneSlip, isTransposed } from '../../../../src/domain/identity/numbers/slip.js'

const ONE_SLIP = 'SITI/SOTI SITI/STI SITI/SIITI SITI/SIIT SITI/ISTI NUR/NU EKA/EAK SITI/SITIE WAHYUDI/WAHYYDI A/B'
const MORE = 'SITI/SOTO SITI/SARTI NUR/N BUDI/BIDU RATNA/ANTAR SITI/TIIS'

test('one slip is a letter removed, added, changed or swapped with the next', async (t) => {
  for (const pair of ONE_SLIP.split(' ')) {
    const [a = '', b = ''] = pair.split('/')
    t.ok(isOneSlip(a, b) && isOneSlip(b, a), pair)
  }
  for (const pair of MORE.split(' ')) {
    const [a = '', b = ''] = pair.split('/')
    t.notOk(isOneSlip(a, b) || isOneSlip(b, a), pair)
  }
})

test('only neighbours in texts of equal length are transposed', async (t) => {
  t.ok(isTransposed('EKA', 'EAK'))
  for (const [a, b] of [
    ['EKA', 'AKE'],
    ['EKA', 'EKAA'],
    ['EKA', 'EKO'],
    ['EKA', 'EKA'],
  ] as const) {
    t.notOk(isTransposed(a, b), `${a} ${b}`)
  }
})

test('the first difference of a text and its prefix is the end of the prefix', async (t) => {
  t.equal(firstDifference('RINA', 'RITA'), 2)
  t.equal(firstDifference('RIN', 'RINA'), 3)
  t.equal(firstDifference('RINA', 'RINA'), 4)
})
