import { test } from 'tap'
import { enrolmentsOf } from '../../../../src/domain/registry/golden/golden-enrolments.js'
import { type GoldenFacts, goldenFacts } from '../../../../src/domain/registry/golden/golden-facts.js'
import { trustBySource } from '../../../../src/domain/registry/records/trust.js'
import { recordOf, type Values } from '../../../support/domain/golden-records.js'

const trustOf = trustBySource(
  new Map([
    ['survey', { house: 80 }],
    ['base', { house: 60, desil: 95 }],
  ]),
)

interface Case {
  readonly why: string
  readonly rows: readonly (readonly [source: string, values: Values])[]
  readonly village?: string
  readonly facts: GoldenFacts
}

const CASES: readonly Case[] = [
  {
    why: 'each fact comes from the most trusted record that has it',
    rows: [
      ['base', { facts: { floor: 'UBIN', wall: 'TEMBOK', desil: 2 } }],
      ['survey', { facts: { floor: 'TANAH', desil: 5 } }],
    ],
    facts: {
      floor: { value: 'TANAH', record: 'survey-1' },
      wall: { value: 'TEMBOK', record: 'base-1' },
      desil: { value: 2, record: 'base-1' },
    },
  },
  {
    why: 'of two that are trusted alike, from the newer',
    rows: [
      ['survey', { key: '1', facts: { water: 'SUNGAI', list_year: 2022 } }],
      ['survey', { key: '2', facts: { water: 'SUMUR', list_year: 2024 } }],
    ],
    facts: { water: { value: 'SUMUR', record: 'survey-2' } },
  },
  {
    why: 'a house in another village is another house; welfare stays with the persons',
    rows: [['survey', { village_code: '16.06.05.2001', facts: { floor: 'TANAH', desil: 1 } }]],
    village: '16.06.05.2002',
    facts: { desil: { value: 1, record: 'survey-1' } },
  },
  {
    why: 'a device without a fix is nowhere',
    rows: [
      ['survey', { facts: { latitude: 0, longitude: 0 } }],
      ['base', { facts: { latitude: -2.9, longitude: 103.8 } }],
    ],
    facts: { coordinates: { value: [-2.9, 103.8], record: 'base-1' } },
  },
  {
    why: 'photos stay together, and a desil that is none is left out',
    rows: [
      ['survey', { facts: { photos: [], desil: 0 } }],
      ['base', { facts: { photos: [{ file: 'a.jpg' }, { file: 'b.jpg', shows: 'ROOF' }] } }],
    ],
    facts: { photos: { value: [{ file: 'a.jpg' }, { file: 'b.jpg', shows: 'ROOF' }], record: 'base-1' } },
  },
]

for (const { why, rows, village, facts } of CASES) {
  test(why, async (t) => {
    const records = rows.map(([source, values]) => recordOf(source, values))
    t.strictSame(goldenFacts(records, trustOf, village), facts)
    t.strictSame(goldenFacts(records.toReversed(), trustOf, village), facts, 'the other way round')
  })
}

test('programmes combine the payments of the roster with the programmes that other sources name', async (t) => {
  const records = [
    recordOf('roster', {
      facts: {
        programme: 'Bantu Umak',
        period: '2024',
        monthly_amount: 650000,
        months: 12,
        counted_persons: 2,
        account: '12',
      },
    }),
    recordOf('base', { facts: { receives: ['PKH', 'BPNT'], list_year: 2023 } }),
    recordOf('survey', {}),
  ]
  t.strictSame(enrolmentsOf(records), [
    { record: 'base-1', programme: 'PKH', basis: 'stated', period: '2023' },
    { record: 'base-1', programme: 'BPNT', basis: 'stated', period: '2023' },
    {
      record: 'roster-1',
      programme: 'Bantu Umak',
      basis: 'roster',
      period: '2024',
      monthly_amount: 650000,
      months: 12,
      counted_persons: 2,
      account: '12',
    },
  ])
})
