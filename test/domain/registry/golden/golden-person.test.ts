import { test } from 'tap'
import { goldenPerson } from '../../../../src/domain/registry/golden/golden-person.js'
import type { Row } from '../../../support/domain/golden-case.js'
import { GOLDEN_CASES, WOMAN } from '../../../support/domain/golden-cases.js'
import { recordOf, trustOf } from '../../../support/domain/golden-records.js'

for (const { why, field, rows, golden } of GOLDEN_CASES) {
  test(`${field}: ${why}`, async (t) => {
    const records = rows.map(([source, values]) => recordOf(source, values))
    t.strictSame(goldenPerson(records, { trustOf })[field], golden)
    t.strictSame(goldenPerson(records.toReversed(), { trustOf })[field], golden, 'the other way round')
  })
}

const ELSEWHERE = '1671034506800004'

const FORMER: readonly (readonly [why: string, rows: readonly Row[], former: readonly string[]])[] = [
  [
    'a number of another place and the same birth is a former one',
    [
      ['register', WOMAN],
      ['list', { ...WOMAN, nik: ELSEWHERE }],
    ],
    [ELSEWHERE],
  ],
  [
    'a slip is none',
    [
      ['register', WOMAN],
      ['list', { ...WOMAN, nik: '1606054506800007' }],
    ],
    [],
  ],
  [
    'what looks like a slip and stands in two lists is one',
    [
      ['register', WOMAN],
      ['list', { ...WOMAN, nik: '1606054506800007' }],
      ['survey', { ...WOMAN, nik: '1606054506800007' }],
    ],
    ['1606054506800007'],
  ],
  [
    "a stranger's number is none",
    [
      ['register', WOMAN],
      ['list', { ...WOMAN, nik: '1606051203720001' }],
    ],
    [],
  ],
]

for (const [why, rows, former] of FORMER) {
  test(`former numbers: ${why}`, async (t) => {
    const golden = goldenPerson(
      rows.map(([source, values]) => recordOf(source, values)),
      { trustOf },
    )
    t.equal(golden.nik?.value, WOMAN.nik)
    t.strictSame(
      (golden.former_niks ?? []).map(({ value }) => value),
      former,
    )
  })
}

test('a judged value overrides every source and lists the sources that agree', async (t) => {
  const records = [recordOf('register', WOMAN), recordOf('survey', { ...WOMAN, name: 'SITI MAIMUNAH' })]
  const judgement = { id: 'j1', field: 'name', value: 'SITI MAIMUNAH', records: ['register-1'], basis: '' } as const
  t.strictSame(goldenPerson(records, { trustOf, judgements: [judgement] }).name, {
    value: 'SITI MAIMUNAH',
    record: 'survey-1',
    others: ['register-1'],
    judgement: 'j1',
  })
})

test('a judged value may be one that no source has', async (t) => {
  const judgement = { id: 'j1', field: 'birth_date', value: '1981-06-05', records: [], basis: '' } as const
  t.strictSame(goldenPerson([recordOf('register', WOMAN)], { trustOf, judgements: [judgement] }).birth_date, {
    value: '1981-06-05',
    others: ['register-1'],
    judgement: 'j1',
  })
})

test('an absence is shown with the record that states it, unless the person has died', async (t) => {
  const absenceOf = (...rows: readonly Row[]) =>
    goldenPerson(
      rows.map(([source, values]) => recordOf(source, values)),
      { trustOf },
    ).absence
  t.strictSame(absenceOf(['register', { ...WOMAN, facts: { status: 'PINDAH KELUAR' } }], ['list', WOMAN]), {
    value: 'moved',
    record: 'register-1',
  })
  t.equal(
    absenceOf(['register', { ...WOMAN, facts: { status: 'HIDUP' } }], ['list', { facts: { status: 'HILANG' } }]),
    undefined,
  )
  t.equal(absenceOf(['register', { ...WOMAN, facts: { status: 'MATI' } }]), undefined)
  t.equal(absenceOf(['register', WOMAN]), undefined)
})

test('a birth date or year in the future decides nothing against another', async (t) => {
  const future = recordOf('register', { name: 'SITI', dob: '2031-06-15', facts: { future: ['dob'] } })
  const past = recordOf('survey', { name: 'SITI', dob: '1979-06-15' })
  const both = goldenPerson([future, past], { trustOf })
  t.match(both.birth_date, { value: '1979-06-15' })
  t.match(goldenPerson([future], { trustOf }).birth_date, { value: '2031-06-15', doubtful: true })
  const slip = recordOf('list', {
    name: 'SITI',
    phone: '081277770001',
    facts: { list_year: 2099, future: ['list_year'] },
  })
  const recent = recordOf('list', { key: '2', name: 'SITI', phone: '081277770002', facts: { list_year: 2024 } })
  t.match(goldenPerson([slip, recent], { trustOf }).phone, { value: recent.record.phone })
})
