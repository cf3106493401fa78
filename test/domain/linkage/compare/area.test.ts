import { test } from 'tap'
import { levelBetween } from '../../../support/domain/built-in-table.js'

const PAIRS: Readonly<Record<string, readonly (readonly [a: string, b: string])[]>> = {
  village: [
    ['1606092009', '16.06.09.2009'],
    ['1606092009', '1606092009'],
  ],
  district: [
    ['1606092009', '1606092010'],
    ['1606092009', '160609'],
    ['160609', '160609'],
  ],
  regency: [
    ['1606092009', '1606102009'],
    ['1606092009', '1606'],
    ['1606', '1606'],
  ],
  different: [
    ['1606092009', '1607092009'],
    ['1606', '1671'],
  ],
  missing: [
    ['', '1606092009'],
    ['16', '1606092009'],
    ['-', '-'],
  ],
}

for (const [level, pairs] of Object.entries(PAIRS)) {
  test(`area: ${level}`, async (t) => {
    for (const [a, b] of pairs) {
      t.equal(levelBetween('area', [{ village_code: a }, { village_code: b }]), level, `${a} and ${b}`)
    }
  })
}
