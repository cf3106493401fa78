import { test } from 'tap'
import {
  readClaims,
  householdOfRecord,
  familiesOfRecord,
} from '../../../../src/domain/registry/households/person-claims.js'
import { DEAD, KK, personOf, recordOf, trustOf, type Word } from '../../../support/domain/household-persons.js'

const ALIVE = { status: 'HIDUP' }

const ANCHORS: readonly { title: string; words: readonly (Word | string)[]; token: string | undefined }[] = [
  { title: 'the most trusted list', words: [`dtks ${KK.new} ANAK`, `dtsen ${KK.old} ANAK`], token: `kk:${KK.old}` },
  {
    title: 'of one list the later card',
    words: [`dtsen ${KK.old} ANAK`, `dtsen ${KK.new} ANAK`],
    token: `kk:${KK.new}`,
  },
  {
    title: 'the later list before the later card',
    words: [
      [`dtks ${KK.old} ANAK`, {}, { list_year: 2022 }],
      [`dtks ${KK.new} ANAK`, {}, { list_year: 2021 }],
    ],
    token: `kk:${KK.old}`,
  },
  {
    title: 'a card before much the same trust',
    words: ['p3ke ref:1 ANAK', `dtks ${KK.old} ANAK`],
    token: `kk:${KK.old}`,
  },
  {
    title: 'the more trusted list that shows a departure before a card',
    words: ['p3ke ref:1 ISTRI', `dtks ${KK.old} ANAK`],
    token: 'family:p3ke/1',
  },
  {
    title: 'the card of a list with references of its own',
    words: [['sibangkit - ANAK', { kk: KK.old, household_ref: 'S1' }]],
    token: `kk:${KK.old}`,
  },
  { title: 'nothing from placeholders', words: ['dtsen 9999999999999999 ANAK'], token: undefined },
  {
    title: 'nothing from a NIK in the column of the KK',
    words: [['dtsen - ANAK', { kk: KK.old, nik: KK.old }]],
    token: undefined,
  },
]

for (const { title, words, token } of ANCHORS) {
  test(`the anchor of a person is ${title}`, async (t) => {
    t.equal(readClaims(personOf('person', ...words), trustOf).claims[0]?.household, token)
    t.equal(readClaims(personOf('person', ...words.toReversed()), trustOf).claims[0]?.household, token)
  })
}

test('a single record has the household of its anchor', async (t) => {
  for (const { words } of ANCHORS) {
    for (const record of personOf('person', ...words).records) {
      t.equal(householdOfRecord(record), readClaims({ key: 'person', records: [record] }, trustOf).claims[0]?.household)
    }
  }
})

const LIVES: readonly { title: string; words: readonly Word[]; deceased: boolean }[] = [
  { title: 'dead by the register', words: [[`disdukcapil ${KK.old}`, {}, DEAD], [`dtks ${KK.old}`]], deceased: true },
  {
    title: 'alive by the register, dead by a lesser list',
    words: [
      [`disdukcapil ${KK.old}`, {}, ALIVE],
      [`dtks ${KK.old}`, {}, DEAD],
    ],
    deceased: false,
  },
  {
    title: 'dead by the only list with a status',
    words: [[`disdukcapil ${KK.old}`], [`dtks ${KK.old}`, {}, DEAD]],
    deceased: true,
  },
  {
    title: 'dead and alive by one list',
    words: [
      [`dtks ${KK.old}`, {}, ALIVE],
      [`dtks ${KK.old}`, {}, DEAD],
    ],
    deceased: true,
  },
  {
    title: 'dead by what the register answered',
    words: [[`dtks ${KK.old}`, {}, { register_answer: 'Data Ditemukan, Meninggal Dunia' }]],
    deceased: true,
  },
  { title: 'a widow', words: [[`dtks ${KK.old}`, {}, { marital_status: 'CERAI MATI' }]], deceased: false },
]

for (const { title, words, deceased } of LIVES) {
  test(`a person is deceased: ${title}`, async (t) => {
    t.equal(readClaims(personOf('person', ...words), trustOf).deceased, deceased)
  })
}

const FAMILIES: readonly { title: string; word: Word; families: readonly string[] }[] = [
  { title: 'source and KK', word: [`dtks ${KK.old}`], families: [`dtks/${KK.old}`] },
  { title: 'the KK however it is written', word: ['dtks -', { kk: `'${KK.old}` }], families: [`dtks/${KK.old}`] },
  {
    title: "the list's own reference before the KK",
    word: ['sibangkit -', { kk: KK.old, household_ref: 'S1' }],
    families: ['sibangkit/S1'],
  },
]

for (const { title, word, families } of FAMILIES) {
  test(`the family of a record in its source is ${title}`, async (t) => {
    t.strictSame(familiesOfRecord(recordOf('1', word)), families)
  })
}

test('a damaged KK counts only where no source has a whole one', async (t) => {
  const cut = KK.old.slice(0, 15)
  t.ok(readClaims(personOf('person', `dtsen ${cut} ANAK`), trustOf).families.includes(`dtsen/${KK.old}`))
  t.strictSame(readClaims(personOf('person', `dtsen ${cut} ANAK`, 'p3ke ref:1 ANAK'), trustOf).families, ['p3ke/1'])
})

test('a person without records has no household', async (t) => {
  t.throws(() => readClaims({ key: 'nobody', records: [] }, trustOf), RangeError)
})
