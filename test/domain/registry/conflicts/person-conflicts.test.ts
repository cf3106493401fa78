import { doesNotMatch, ok, strictEqual } from 'node:assert'
import fc from 'fast-check'
import { test } from 'tap'
import { goldenPerson } from '../../../../src/domain/registry/golden/golden-person.js'
import { valueBasis } from '../../../../src/domain/registry/judgements/judgement-basis.js'
import { type PersonConflict, personConflicts } from '../../../../src/domain/registry/conflicts/person-conflicts.js'
import type { RegistryRecord } from '../../../../src/domain/registry/records/registry-record.js'
import { parsedRecord } from '../../../../src/domain/registry/golden/values/survivorship-record.js'
import type { ValueJudgement } from '../../../../src/domain/registry/golden/values/value-judgement.js'
import type { Row } from '../../../support/domain/golden-case.js'
import { WOMAN } from '../../../support/domain/golden-cases.js'
import { personRecords, recordOf, trustOf } from '../../../support/domain/golden-records.js'

function conflictsOf(records: readonly RegistryRecord[], judgements: readonly ValueJudgement[] = []) {
  const rules = { trustOf, judgements }
  return personConflicts(records.map(parsedRecord), goldenPerson(records, rules), rules)
}

function outline({ field, severity, sides }: PersonConflict): string {
  return `${field} ${sides.map(({ level, records }) => `${level}=${records.join('+')}`).join(' ')} ${severity}`
}

const ELSEWHERE = { ...WOMAN, nik: '1671034506800004' }

/** The rows of a person beside WOMAN in the base, and the conflicts that come of it. */
const CASES: readonly (readonly [why: string, rows: readonly Row[], outlines: readonly string[]])[] = [
  ['another spelling is no conflict', [['survey', { ...WOMAN, name: 'Sitti Amina' }]], []],
  ['an initial is none', [['survey', { ...WOMAN, name: 'S. AMINAH' }]], []],
  ['a missing token is none', [['survey', { ...WOMAN, name: 'AMINAH' }]], []],
  ['a title is none', [['survey', { ...WOMAN, name: 'HJ SITI AMINAH, S.PD' }]], []],
  ['a nickname that the list explains is none', [['survey', { ...WOMAN, name: 'MUNAROH ALIAS SITI AMINAH' }]], []],
  ['a default day is none', [['survey', { ...WOMAN, dob: '1980-12-31' }]], []],
  ['a year alone is none', [['survey', { ...WOMAN, dob: '1980' }]], []],
  ['a slip in the day beside the day of the NIK is none', [['survey', { ...WOMAN, dob: '1980-06-15' }]], []],
  ['a sex that the NIK denies is none', [['survey', { ...WOMAN, sex: 'L' }]], []],
  [
    'a slip of the NIK against two lists is none',
    [
      ['list', WOMAN],
      ['survey', { ...WOMAN, nik: '1606054506800002' }],
    ],
    [],
  ],
  ['the number of the head is left to nik_shared', [['survey', { ...WOMAN, nik: '1606051203720001' }]], []],
  ['a damaged number is none', [['survey', { ...WOMAN, nik: '16060545068000' }]], []],
  [
    'another name altogether is a conflict',
    [['survey', { ...WOMAN, name: 'MUNAROH' }]],
    ['name golden=base-1 different=survey-1 60'],
  ],
  [
    'it weighs little where the register and another list have the name',
    [
      ['register', WOMAN],
      ['survey', { ...WOMAN, name: 'MUNAROH' }],
    ],
    ['name golden=base-1+register-1 different=survey-1 15'],
  ],
  [
    'it weighs more where two lists stand against one',
    [
      ['list', { ...WOMAN, name: 'MUNAROH' }],
      ['survey', { ...WOMAN, name: 'MUNAROH' }],
    ],
    ['name golden=list-1+survey-1 different=base-1 36'],
  ],
  [
    'two dates of which the NIK carries one are a conflict when they are far apart',
    [['survey', { ...WOMAN, dob: '1985-03-05' }]],
    ['birth_date golden=base-1 different=survey-1 30'],
  ],
  [
    'the register alone against five lists that agree is a conflict',
    [
      ['register', { ...WOMAN, nik: '', dob: '1980-06-15' }],
      ['list', WOMAN],
      ['roster', WOMAN],
      ['survey', WOMAN],
      ['other', WOMAN],
    ],
    ['birth_date golden=register-1 slip=base-1+list-1+other-1+roster-1+survey-1 45'],
  ],
  [
    'two numbers of one birth date are two registrations',
    [['survey', ELSEWHERE]],
    ['nik golden=base-1 second_number=survey-1 60'],
  ],
  [
    'the register decides which of them is in force',
    [
      ['register', WOMAN],
      ['survey', ELSEWHERE],
    ],
    ['nik golden=base-1+register-1 second_number=survey-1 15'],
  ],
  [
    'both in the register itself weigh most',
    [
      ['register', WOMAN],
      ['register', { ...ELSEWHERE, key: '2' }],
    ],
    ['nik golden=base-1+register-1 second_number=register-2 75'],
  ],
  [
    'a mark of death against a list without it is a conflict',
    [['survey', { ...WOMAN, name: 'SITI AMINAH (ALMH)' }]],
    ['deceased golden=survey-1 unsaid=base-1 50'],
  ],
  [
    'the register may not know of a death yet',
    [
      ['register', { ...WOMAN, facts: { status: 'HIDUP' } }],
      ['survey', { ...WOMAN, facts: { status: 'MENINGGAL' } }],
    ],
    ['deceased golden=register-1 different=survey-1 42'],
  ],
  ['the register settles a death', [['register', { ...WOMAN, facts: { status: 'MATI' } }]], []],
]

for (const [why, rows, outlines] of CASES) {
  test(why, async (t) => {
    const records = [recordOf('base', WOMAN), ...rows.map(([source, values]) => recordOf(source, values))]
    t.strictSame(conflictsOf(records).map(outline), outlines)
    t.strictSame(conflictsOf(records.toReversed()).map(outline), outlines, 'the other way round')
  })
}

const DISPUTED = [recordOf('base', WOMAN), recordOf('survey', { ...WOMAN, name: 'MUNAROH' })]
const SETTLED: ValueJudgement = {
  id: 'j1',
  field: 'name',
  value: 'SITI AMINAH',
  records: ['base-1', 'survey-1'],
  basis: valueBasis(DISPUTED, 'name', 'SITI AMINAH'),
}

const LATER: readonly (readonly [why: string, name: string, keys: readonly string[]])[] = [
  ['a value that was known when it was judged raises no conflict', 'Munaroh', []],
  ['nor does the value that was judged right, in another spelling', 'SITTI AMINAH', []],
  ['nor an initial', 'S. AMINAH', []],
  ['another value raises a conflict again', 'ROSMALA DEWI', ['judgement_stale:name']],
]

for (const [why, name, keys] of LATER) {
  test(`judged: ${why}`, async (t) => {
    const records = [...DISPUTED, recordOf('list', { ...WOMAN, name })]
    t.strictSame(
      conflictsOf(records, [SETTLED]).map(({ key }) => key),
      keys,
    )
    t.equal(goldenPerson(records, { trustOf, judgements: [SETTLED] }).name?.value, 'SITI AMINAH')
  })
}

test('a conflict holds no personal data, has a key of its own and at least two sides of records of the person', async () => {
  fc.assert(
    fc.property(personRecords, (records) => {
      const conflicts = conflictsOf(records)
      const ids = new Set(records.map(({ id }) => id))
      strictEqual(new Set(conflicts.map(({ key }) => key)).size, conflicts.length)
      doesNotMatch(JSON.stringify(conflicts), /\d{4}-|\d{6}|AMINAH|MAIMUNAH/i)
      for (const { sides, severity } of conflicts) {
        ok(sides.length >= 2 && severity > 0 && severity <= 100)
        ok(sides.every((side) => side.records.every((id) => ids.has(id))))
      }
    }),
    { numRuns: 300 },
  )
})

test('the order of the records does not change the conflicts', async () => {
  fc.assert(
    fc.property(
      personRecords,
      (records) => JSON.stringify(conflictsOf(records)) === JSON.stringify(conflictsOf(records.toReversed())),
    ),
    { numRuns: 1000 },
  )
})
