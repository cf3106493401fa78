import fc from 'fast-check'
import { test } from 'tap'
import { agreementOf } from '../../../../src/domain/registry/rows/row-agreement.js'
import type { RowTraits } from '../../../../src/domain/registry/rows/row-traits.js'
import { sameRowWeight } from '../../../../src/domain/registry/rows/same-row.js'

const ROW: RowTraits = {
  nik: '1606070511790003',
  kk: '1606071208090021',
  name: 'RATNA DEWI',
  birthDate: 19791105,
  sex: 'P',
  account: '400200300',
  phone: '081377712345',
  mother: 'MAIMUNAH',
  household: '',
  house: '16.06.07.2003 DUSUN I 001 002',
  village: '16.06.07.2003',
}
const BARE: RowTraits = { ...ROW, nik: '', kk: '', account: '', phone: '', mother: '', house: '' }
const OWN = { haveOneKey: false, isMissing: true }
const DELTA = { haveOneKey: false, isMissing: false }
const KEYED = { haveOneKey: true, isMissing: false }

const CASES: readonly (readonly [name: string, other: Partial<RowTraits>, setting: typeof OWN, isSame: boolean])[] = [
  ['nothing', {}, DELTA, true],
  ['the name in another spelling', { name: 'RATNA DEWY' }, DELTA, true],
  ['the name and the family card', { name: 'RATNAH', kk: '1606070101200005' }, DELTA, true],
  ['the birth date', { birthDate: 19600101 }, DELTA, true],
  ['the birth date and the NIK', { birthDate: 19600101, nik: '1606074101600001' }, OWN, false],
  ['the name, to another one', { name: 'SURYATI' }, DELTA, true],
  ['the name and the card', { name: 'SURYATI', kk: '1606070101200005', account: '' }, OWN, false],
  ['the name and the birth date', { name: 'SURYATI', birthDate: 19821209 }, OWN, false],
  ['the same, under one key', { name: 'SURYATI', birthDate: 19821209 }, KEYED, false],
  ['the name under one key', { name: 'SURYATI', kk: '1606070101200005' }, KEYED, true],
  ['a twin', { name: 'RATNA DEWIANA', nik: '1606070511790004' }, OWN, false],
]

test('two rows are one where enough of what identifies them agrees', (t) => {
  for (const [name, other, setting, isSame] of CASES)
    t.equal(sameRowWeight(ROW, { ...ROW, ...other }, setting) > 0, isSame, `${name} differs`)
  t.ok(sameRowWeight(BARE, BARE, OWN) > 0, 'in a full list by name and day')
  t.equal(sameRowWeight(BARE, { ...BARE, village: '16.06.07.2004' }, OWN), 0, 'not in two villages')
  t.equal(sameRowWeight(BARE, BARE, DELTA), 0, 'not in a delta')
  const newYear = { ...BARE, birthDate: 19790101 }
  t.equal(sameRowWeight(newYear, newYear, OWN), 0, 'not on a default day')
  t.end()
})

const traits = fc.record(
  Object.fromEntries(
    Object.entries(ROW).map(([trait, value]) => [
      trait,
      typeof value === 'number'
        ? fc.constantFrom(0, value, value + 1, 19600000, 19590703)
        : fc.constantFrom('', String(value), String(value).replace(/.$/, 'A'), 'SURYATI BINTI ALI', '1606075203990001'),
    ]),
  ),
) as unknown as fc.Arbitrary<RowTraits>

test('the comparison of rows is symmetric, and another name and birth date part them whatever agrees', (t) => {
  fc.assert(
    fc.property(traits, traits, fc.boolean(), fc.boolean(), (a, b, haveOneKey, isMissing) => {
      const setting = { haveOneKey, isMissing }
      const weight = sameRowWeight(a, b, setting)
      if (weight !== sameRowWeight(b, a, setting)) throw new Error('not symmetric')
      const { name, birthDate } = agreementOf(a, b)
      if (name === 'differs' && birthDate === 'differs' && weight > 0) throw new Error('two people are one')
    }),
    { numRuns: 2000 },
  )
  t.end()
})
