import { test } from 'tap'
import type { GoldenField } from '../../../../src/domain/registry/golden/values/golden-value.js'
import { householdBasis, pairBasis, valueBasis } from '../../../../src/domain/registry/judgements/judgement-basis.js'
import { isStale } from '../../../../src/domain/registry/judgements/judgement.js'
import { RECORD_FIELDS, type RecordField } from '../../../../src/domain/registry/records/canonical-record.js'
import type { RegistryRecord } from '../../../../src/domain/registry/records/registry-record.js'

type Values = { readonly [field in RecordField]?: string }

const SITI: Values = {
  name: 'SITI AMINAH',
  nik: '1606014107800003',
  kk: '1606010101100007',
  dob: '1980-07-01',
  sex: 'P',
  mother_name: 'RUKIAH',
  village_code: '16.06.01.2001',
  shdk: 'ISTRI',
  household_ref: 'K-7',
}

function recordOf(id: string, values: Values): RegistryRecord {
  const blank = Object.fromEntries(RECORD_FIELDS.map((field) => [field, ''])) as Record<RecordField, string>
  return { id, source: 'dtks', sourceKey: id, record: { source: 'dtks', ...blank, ...values }, facts: {} }
}

const OTHER = recordOf('b', { ...SITI, nik: '1606014107800004' })

const PAIR_CHANGES: readonly [change: Values, stale: boolean][] = [
  [{ name: '  siti   aminah ' }, false],
  [{ name: 'HJ. SITI AMINAH' }, false],
  [{ name: 'SITI AMINAH, S.PD' }, false],
  [{ name: 'SITI AMINAH (ALMH)' }, false],
  [{ name: 'SITI AMINI' }, true],
  [{ name: 'SITI AMINAH BINTI HASAN' }, true],
  [{ name: 'SITI AMINAH ALIAS MIMIN' }, true],
  [{ name: '' }, true],
  [{ nik: `'1606014107800003` }, false],
  [{ nik: '1606014107800005' }, true],
  [{ nik: '' }, true],
  [{ kk: '1606010101100008' }, true],
  [{ dob: '01/07/1980' }, false],
  [{ dob: '1980-07-02' }, true],
  [{ dob: '1980' }, true],
  [{ sex: 'Perempuan' }, false],
  [{ sex: 'L' }, true],
  [{ mother_name: 'rukiah' }, false],
  [{ mother_name: 'RUKAYAH' }, true],
  [{ address: 'JL. MERDEKA 4', phone: '081312345679', village_code: '16.06.01.2002', shdk: 'ANAK' }, false],
]

test('the basis of a judgement on a pair is the identity values of the records', (t) => {
  const basis = pairBasis([recordOf('a', SITI), OTHER])
  t.equal(pairBasis([OTHER, recordOf('a', SITI)]), basis, 'in either order')
  for (const [change, stale] of PAIR_CHANGES) {
    const now = pairBasis([recordOf('a', { ...SITI, ...change }), OTHER])
    t.equal(isStale({ basis }, now), stale, JSON.stringify(change))
  }
  t.equal(isStale({ basis }, pairBasis([OTHER])), false, 'a withdrawn record does not make a judgement stale')
  t.end()
})

test('records that exchange their values change the basis', (t) => {
  const basis = pairBasis([recordOf('a', SITI), OTHER])
  const exchanged = pairBasis([recordOf('a', OTHER.record), recordOf('b', SITI)])
  t.equal(isStale({ basis }, exchanged), true)
  t.end()
})

test('replacing one filler value by another does not change the basis', (t) => {
  const basis = pairBasis([recordOf('a', { ...SITI, nik: '-', kk: '0' }), OTHER])
  const now = pairBasis([recordOf('a', { ...SITI, nik: '9999999999999999', kk: '' }), OTHER])
  t.equal(isStale({ basis }, now), false)
  t.end()
})

const HOUSEHOLD_CHANGES: readonly [change: Values, stale: boolean][] = [
  [{ kk: `'1606010101100007` }, false],
  [{ kk: '1606010101100008' }, true],
  [{ household_ref: 'K-8' }, true],
  [{ household_ref: ' K-7 ' }, false],
  [{ shdk: 'Isteri' }, false],
  [{ shdk: 'ANAK' }, true],
  [{ village_code: '16.06.01.2002' }, true],
  [{ name: 'SITI AMINI', nik: '', address: 'JL. MERDEKA 4' }, false],
]

test('the basis of a judgement on a household is family and place', (t) => {
  const basis = householdBasis([recordOf('a', SITI), OTHER])
  for (const [change, stale] of HOUSEHOLD_CHANGES) {
    const now = householdBasis([OTHER, recordOf('a', { ...SITI, ...change })])
    t.equal(isStale({ basis }, now), stale, JSON.stringify(change))
  }
  t.end()
})

interface ValueCase {
  readonly what: string
  readonly field: GoldenField
  readonly then: readonly Values[]
  readonly judged: string
  readonly now: readonly Values[]
  readonly stale: boolean
}

const FIRST = { dob: '1980-07-01' }
const SECOND = { dob: '1981-07-01' }
const THIRD = { dob: '1982-07-01' }

const VALUES: readonly ValueCase[] = [
  { what: 'a known value again', field: 'birth_date', then: [FIRST, SECOND], judged: '1980-07-01', now: [FIRST, SECOND, { dob: '01/07/1981' }], stale: false },
  { what: 'a new value', field: 'birth_date', then: [FIRST, SECOND], judged: '1980-07-01', now: [FIRST, SECOND, THIRD], stale: true },
  { what: 'a list corrected as judged', field: 'birth_date', then: [FIRST, SECOND], judged: '1980-07-01', now: [FIRST, FIRST], stale: false },
  { what: 'corrected to what no list had', field: 'birth_date', then: [FIRST, SECOND], judged: '1982-07-01', now: [FIRST, THIRD], stale: false },
  { what: 'a value that became blank', field: 'birth_date', then: [FIRST, SECOND], judged: '1980-07-01', now: [{ dob: '' }, SECOND], stale: false },
  { what: 'another field', field: 'birth_date', then: [FIRST, SECOND], judged: '1980-07-01', now: [{ ...FIRST, sex: 'L' }, SECOND], stale: false },
  { what: 'a title', field: 'name', then: [SITI, { name: 'SITI AMINI' }], judged: 'Siti Aminah', now: [{ name: 'HJ. SITI AMINAH' }], stale: false },
  { what: 'another name', field: 'name', then: [SITI, { name: 'SITI AMINI' }], judged: 'Siti Aminah', now: [{ name: 'SITI AMANAH' }], stale: true },
] // prettier-ignore

test('the basis of a judgement on a value is the values of the records', (t) => {
  for (const { what, field, then, judged, now, stale } of VALUES) {
    const basis = valueBasis(
      then.map((values, at) => recordOf(`then-${at}`, values)),
      field,
      judged,
    )
    const basisNow = valueBasis(
      now.map((values, at) => recordOf(`now-${at}`, values)),
      field,
    )
    t.equal(isStale({ basis }, basisNow), stale, what)
  }
  t.end()
})

test('a basis reveals no value', (t) => {
  t.match(pairBasis([recordOf('a', SITI), OTHER]), /^[0-9a-f]{16} [0-9a-f]{16}$/)
  t.end()
})
