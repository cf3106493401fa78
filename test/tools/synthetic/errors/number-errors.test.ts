import { test } from 'tap'
import { damageKk, damageNik } from '../../../../src/tools/synthetic/errors/number-errors.js'
import type { NikError } from '../../../../src/tools/synthetic/errors/error-rates.js'
import { Random } from '../../../../src/tools/synthetic/population/random.js'

const NIK = '1606014703880002'
const NEARBY = { ofHead: '1606010502700001', familyCard: '1606011203120007', ofStranger: '1606020101900003' }

const FORMS: readonly (readonly [NikError, RegExp])[] = [
  ['blank', /^$/],
  ['dash', /^-$/],
  ['zero', /^0$/],
  ['word', /^(BELUM ADA|PROSES)$/],
  ['allZeros', /^(0{16}|9{16})$/],
  ['sampleNumber', /^1234567890123456$/],
  ['areaAndZeros', /^1606010000000000$/],
  ['dateAndZeros', /^1606014703880000$/],
  ['apostrophe', /^'1606014703880002$/],
  ['dotted', /^160601\.4703880002$/],
  ['spaced', /^1606 0147 0388 0002$/],
  ['pointZero', /^1606014703880002\.0$/],
  ['scientific', /^1\.60601E\+15$/],
  ['lastZero', /^1606014703880000$/],
  ['letterForDigit', /^16O6014703880002$/],
  ['ofHead', /^1606010502700001$/],
  ['familyCard', /^1606011203120007$/],
  ['ofStranger', /^1606020101900003$/],
]

test('each error produces its form of the number', async (t) => {
  for (const [error, form] of FORMS) t.match(damageNik(NIK, error, NEARBY, Random.at(1)), form, error)
})

function placesThatDiffer(number: string): number {
  return Array.from(number).filter((digit, at) => digit !== NIK[at]).length
}

function digitsOf(number: string): string {
  return Array.from(number).sort().join('')
}

test('a wrong digit changes one place, a transposition two neighbours', async (t) => {
  const random = Random.at(2)
  const damaged = (error: NikError) => Array.from({ length: 200 }, () => damageNik(NIK, error, NEARBY, random))
  t.same(new Set(damaged('wrongDigit').map(placesThatDiffer)), new Set([1]))
  const transposed = damaged('transposed')
  t.same(new Set(transposed.map(placesThatDiffer)), new Set([2]))
  t.same(new Set(transposed.map(digitsOf)), new Set([digitsOf(NIK)]))
})

test('a damaged KK has 0, 15, 16 or 17 digits', async (t) => {
  const cases = [
    ['blank', 0],
    ['truncated', 15],
    ['wrongDigit', 16],
    ['digitTooMany', 17],
  ] as const
  for (const [error, length] of cases) t.equal(damageKk(NEARBY.familyCard, error, Random.at(3)).length, length)
})
