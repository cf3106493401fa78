import { test } from 'tap'
import { levelBetween } from '../../../support/domain/built-in-table.js'

const SEXES: readonly (readonly [level: string, a: string, b: string])[] = [
  ['equal', 'L', 'LAKI-LAKI'],
  ['equal', 'P', 'Perempuan'],
  ['different', 'L', 'P'],
  ['missing', 'L', ''],
  ['missing', '', ''],
]

test('sex is equal, different or missing', async (t) => {
  for (const [level, a, b] of SEXES) t.equal(levelBetween('sex', [{ sex: a }, { sex: b }]), level, `${a} and ${b}`)
})

const WOMAN = { nik: '1606014504820001', dob: '1982-04-05' }

test('a recorded sex that a confirmed NIK denies is no evidence either way', async (t) => {
  t.equal(levelBetween('sex', [{ ...WOMAN, sex: 'L' }, { sex: 'P' }]), 'missing')
  t.equal(levelBetween('sex', [{ ...WOMAN, sex: 'L' }, { sex: 'L' }]), 'missing')
  t.equal(levelBetween('sex', [{ ...WOMAN, sex: 'P' }, { sex: 'L' }]), 'different')
  t.equal(
    levelBetween('sex', [{ nik: WOMAN.nik, sex: 'L' }, { sex: 'P' }]),
    'different',
    'no birth date confirms the NIK',
  )
})

test('relations to the head of household are equal in any spelling', async (t) => {
  t.equal(levelBetween('relation', [{ shdk: 'KEPALA KELUARGA' }, { shdk: 'Kepala Keluarga' }]), 'equal')
  t.equal(levelBetween('relation', [{ shdk: 'ANAK' }, { shdk: 'ISTRI' }]), 'different')
  t.equal(levelBetween('relation', [{ shdk: 'ANAK' }, { shdk: '' }]), 'missing')
})
