import { test } from 'tap'
import { LARGEST_FAMILY } from '../../../../src/domain/registry/households/household-votes.js'
import { deriveHouseholds } from '../../../../src/domain/registry/households/household-derivation.js'
import type { HouseholdPerson } from '../../../../src/domain/registry/households/person-claims.js'
import { testCases, type HouseholdCase } from '../../../support/domain/household-case.js'
import { DEAD, KK, personOf, SEKAYU, trustOf } from '../../../support/domain/household-persons.js'

const CASES: readonly HouseholdCase[] = [
  {
    title: 'the daughter who married has the card of her husband, her parents keep theirs',
    persons: [
      personOf('father', `dtks ${KK.old} KEPALA KELUARGA`, `dtsen ${KK.old} KEPALA KELUARGA`),
      personOf('mother', `dtks ${KK.old} ISTRI`, `dtsen ${KK.old} ISTRI`),
      personOf('daughter', `dtks ${KK.old} ANAK`, `dtsen ${KK.ofGroom} ISTRI`),
      personOf('groom', `dtsen ${KK.ofGroom} KEPALA KELUARGA`),
    ],
    households: [
      ['father', 'mother'],
      ['groom', 'daughter'],
    ],
  },
  {
    title: 'a person only in the old list moves with the family to its new card, not with the married sister',
    persons: [
      personOf('father', `dtks ${KK.old} KEPALA KELUARGA`, `dtsen ${KK.new} KEPALA KELUARGA`),
      personOf('mother', `dtks ${KK.old} ISTRI`, `dtsen ${KK.new} ISTRI`),
      personOf('sister', `dtks ${KK.old} ANAK`, `disdukcapil ${KK.ofGroom} ISTRI`),
      personOf('son', `dtks ${KK.old} ANAK`),
      personOf('groom', `disdukcapil ${KK.ofGroom} KEPALA KELUARGA`),
    ],
    households: [
      ['father', 'mother', 'son'],
      ['groom', 'sister'],
    ],
  },
  {
    title: 'a person only in the old list stays when only the married sister is in a newer one',
    persons: [
      personOf('father', `dtks ${KK.old} KEPALA KELUARGA`),
      personOf('son', `dtks ${KK.old} ANAK`),
      personOf('sister', `dtks ${KK.old} ANAK`, `dtsen ${KK.ofGroom} ISTRI`),
    ],
    households: [['father', 'son'], ['sister']],
  },
  {
    title: 'the head has died: the widow heads the family under the card that she got',
    persons: [
      personOf('father', `dtsen ${KK.old} KEPALA KELUARGA`, [`disdukcapil ${KK.old} KEPALA KELUARGA`, {}, DEAD]),
      personOf('mother', `dtsen ${KK.old} ISTRI`, `disdukcapil ${KK.new} KEPALA KELUARGA`),
      personOf('son', `dtsen ${KK.old} ANAK`, `disdukcapil ${KK.new} ANAK`),
      personOf('daughter', `dtsen ${KK.old} ANAK`),
    ],
    households: [['mother', 'daughter', 'son']],
  },
  {
    title: 'the head has died and no list has named another: the wife is next',
    persons: [
      personOf('father', [`disdukcapil ${KK.old} KEPALA KELUARGA`, {}, DEAD], `dtsen ${KK.old} KEPALA KELUARGA`),
      personOf('son', [`dtsen ${KK.old} ANAK`, { dob: '1999-01-01' }]),
      personOf('mother', [`dtsen ${KK.old} ISTRI`, { dob: '1970-01-01' }]),
    ],
    households: [['mother', 'son']],
  },
  {
    title: 'a family without living members is no household',
    persons: [personOf('widow', [`disdukcapil ${KK.old} KEPALA KELUARGA`, {}, DEAD])],
    households: [],
  },
  {
    title: 'one wrong digit separates no person',
    persons: [
      personOf('father', `dtsen ${KK.old} KEPALA KELUARGA`, 'p3ke ref:122 KEPALA KELUARGA'),
      personOf('mother', `dtsen ${KK.old} ISTRI`, 'p3ke ref:122 ISTRI'),
      personOf('son', `dtsen ${KK.slipOfOld} ANAK`, 'p3ke ref:122 ANAK'),
    ],
    households: [['father', 'mother', 'son']],
  },
  {
    title: 'two persons, each with a slip of the number of the other, are in one household',
    persons: [
      personOf('father', `dtsen ${KK.slipOfOld} KEPALA KELUARGA`, 'p3ke ref:122 KEPALA KELUARGA'),
      personOf('son', `dtsen ${KK.old} ANAK`, 'p3ke ref:122 ANAK'),
    ],
    households: [['father', 'son']],
  },
  {
    title: 'a child alone on a card is there by a wrong number, and lives with the family of the other list',
    persons: [
      personOf('father', `dtsen ${KK.old} KEPALA KELUARGA`, 'p3ke ref:122 KEPALA KELUARGA'),
      personOf('mother', `dtsen ${KK.old} ISTRI`, 'p3ke ref:122 ISTRI'),
      personOf('son', `dtsen ${KK.other} ANAK`, 'p3ke ref:122 ANAK'),
    ],
    households: [['father', 'mother', 'son']],
  },
  {
    title: 'a head alone on a card lives alone',
    persons: [
      personOf('father', `dtsen ${KK.old} KEPALA KELUARGA`, 'p3ke ref:122 KEPALA KELUARGA'),
      personOf('mother', `dtsen ${KK.old} ISTRI`, 'p3ke ref:122 ISTRI'),
      personOf('son', `dtsen ${KK.other} KEPALA KELUARGA`, 'p3ke ref:122 ANAK'),
    ],
    households: [['father', 'mother'], ['son']],
  },
  {
    title: 'two cards of one day are a digit apart: the son who heads his own keeps it',
    persons: [
      personOf('father', `dtsen ${KK.old} KEPALA KELUARGA`, `dtks ${KK.other} KEPALA KELUARGA`),
      personOf('mother', `dtsen ${KK.old} ISTRI`, `dtks ${KK.other} ISTRI`),
      personOf('son', `dtsen ${KK.slipOfOld} KEPALA KELUARGA`, `dtks ${KK.other} ANAK`),
    ],
    households: [['father', 'mother'], ['son']],
  },
  {
    title: 'a number cut short is none: the other list of the family decides',
    persons: [
      personOf('father', `dtsen ${KK.new} KEPALA KELUARGA`, 'p3ke ref:122 KEPALA KELUARGA'),
      personOf('son', `dtsen ${KK.new.slice(0, 15)} ANAK`, 'p3ke ref:122 ANAK'),
    ],
    households: [['father', 'son']],
  },
  {
    title: 'a number cut short in the only list is mended where one family fits',
    persons: [
      personOf('father', `dtsen ${KK.old} KEPALA KELUARGA`),
      personOf('mother', `dtsen ${KK.old} ISTRI`),
      personOf('son', `dtsen ${KK.old.slice(0, 15)} ANAK`),
      personOf('baby', `dtsen 5${KK.old} ANAK`),
      personOf('other', `dtsen ${KK.other.slice(0, 15)} ANAK`),
    ],
    households: [['father', 'mother', 'son', 'baby'], ['other']],
  },
  {
    title: 'a number cut short that fits two families, or a family that has a head already, is not mended',
    persons: [
      personOf('first', `dtsen ${KK.new} KEPALA KELUARGA`),
      personOf('second', `dtsen ${KK.ofGroom} KEPALA KELUARGA`),
      personOf('child', `dtsen ${KK.new.slice(0, 15)} ANAK`),
      personOf('father', `dtsen ${KK.old} KEPALA KELUARGA`),
      personOf('widow', `dtsen ${KK.old.slice(0, 15)} KEPALA KELUARGA`),
    ],
    households: [['first'], ['second'], ['child'], ['father'], ['widow']],
  },
  {
    title: 'the family number of P3KE holds a family together that no other list has',
    persons: [personOf('mother', 'p3ke ref:122 Kepala Keluarga'), personOf('son', 'p3ke ref:122 Anak')],
    households: [['mother', 'son']],
  },
  {
    title: 'the family number of P3KE is no KK, even when it looks like one of another list',
    persons: [personOf('mother', `p3ke ref:${KK.old} Kepala Keluarga`), personOf('stranger', `dtks ${KK.old} KEPALA`)],
    households: [['mother'], ['stranger']],
  },
  {
    title: 'an equal reference in two lists is no link between them',
    persons: [personOf('mother', 'p3ke ref:7 Kepala Keluarga'), personOf('stranger', 'sibangkit ref:7 KEPALA')],
    households: [['mother'], ['stranger']],
  },
  {
    title: 'a young man who is head in a more trusted list without a KK has left his parents',
    persons: [
      personOf('father', `dtks ${KK.old} KEPALA KELUARGA`),
      personOf('groom', `dtks ${KK.old} ANAK`, 'p3ke ref:122 KEPALA KELUARGA'),
      personOf('bride', `dtsen ${KK.new} ISTRI`, 'p3ke ref:122 ISTRI'),
    ],
    households: [['father'], ['groom', 'bride']],
  },
  {
    title: 'the divorced wife takes the young child; the grown children of the old list stay with the father',
    persons: [
      personOf('father', `dtsen ${KK.old} KEPALA KELUARGA`),
      personOf('mother', `dtsen ${KK.old} ISTRI`, `disdukcapil ${KK.new} KEPALA KELUARGA`),
      personOf('baby', `disdukcapil ${KK.new} ANAK`),
      personOf('daughter', `dtsen ${KK.old} ANAK`),
      personOf('son', `dtsen ${KK.old} ANAK`),
    ],
    households: [
      ['father', 'daughter', 'son'],
      ['mother', 'baby'],
    ],
    conflicts: ['household_disagreement'],
  },
  {
    title: 'twins stay two persons of one household',
    persons: [
      personOf('mother', `dtsen ${KK.old} KEPALA KELUARGA`),
      personOf('putra', [`dtsen ${KK.old} ANAK`, { dob: '2015-02-03' }]),
      personOf('putri', [`dtsen ${KK.old} ANAK`, { dob: '2015-02-03' }]),
    ],
    households: [['mother', 'putra', 'putri']],
  },
  {
    title: 'without any family number a person lives alone',
    persons: [personOf('a', 'dtks - ANAK'), personOf('b', 'dtks 0000000000000000 ANAK')],
    households: [['a'], ['b']],
  },
]

testCases(CASES)

test('records of half a village under one KK are no family', async (t) => {
  const size = LARGEST_FAMILY + 1
  const moved = Array.from({ length: size - 1 }, (_, at) =>
    personOf(`moved-${at}`, `dtks ${KK.old} ANAK`, `dtsen ${KK.new} ANAK`),
  )
  const last = personOf('last', `dtks ${KK.old} ANAK`)
  const homeOfLast = (persons: readonly HouseholdPerson[]): string | undefined =>
    deriveHouseholds(persons, { trustOf, judgements: [] }).households.find(({ members }) =>
      members.some(({ person }) => person === 'last'),
    )?.kk?.value
  t.equal(homeOfLast([...moved, last]), KK.old, 'a crowd')
  t.equal(homeOfLast([...moved.slice(1), last]), KK.new, 'the largest company')
})

test('a household lists its members, deceased ones apart, with reasons without personal data', async (t) => {
  const { households } = deriveHouseholds(
    [
      personOf('father', [`disdukcapil ${KK.old} KEPALA KELUARGA`, {}, DEAD]),
      personOf('mother', [`disdukcapil ${KK.new} KEPALA KELUARGA`, SEKAYU], `dtks ${KK.old} ISTRI`),
      personOf('son', [`disdukcapil ${KK.new} ANAK`, SEKAYU], `dtks ${KK.old} ANAK`),
      personOf('daughter', `dtks ${KK.old} ANAK`),
    ],
    { trustOf, judgements: [] },
  )
  const [household] = households
  t.equal(households.length, 1)
  t.equal(household?.head, 'mother')
  t.equal(household?.kk?.value, KK.new)
  t.equal(household?.kk?.record.source, 'disdukcapil')
  t.equal(household?.area?.value, SEKAYU.village_code)
  t.match(household?.members.find(({ person }) => person === 'daughter')?.reason, /2 others .* more trusted than dtks/)
  t.notMatch(JSON.stringify([household?.reason, household?.members.map(({ reason }) => reason)]), /\d{6}/)
})

const MOVED = { status: 'PINDAH' }

test('who moved away, is missing or no valid entry by the register is no member, let alone head', async (t) => {
  for (const status of ['PINDAH', 'PERGI', 'HILANG', 'TIDAK VALID', 'Data Ganda', 'NON AKTIF']) {
    const { households, conflicts } = deriveHouseholds(
      [
        personOf(
          'father',
          [`disdukcapil ${KK.old} KEPALA KELUARGA`, SEKAYU, { status }],
          `dtks ${KK.old} KEPALA KELUARGA`,
        ),
        personOf('mother', [`disdukcapil ${KK.old} ISTRI`, SEKAYU, { status: 'HIDUP' }]),
        personOf('son', `dtks ${KK.old} ANAK`),
      ],
      { trustOf, judgements: [] },
    )
    t.same(conflicts, [])
    t.same(households.map(({ head, members, absent, deceased }) => ({ head, members: members.map(({ person }) => person), absent, deceased })), [{ head: 'mother', members: ['mother', 'son'], absent: ['father'], deceased: [] }], status) // prettier-ignore
  }
})

test('who moved away lives where another card has the person, and nowhere without one', async (t) => {
  const homesOf = (...others: readonly string[]) =>
    deriveHouseholds(
      [
        personOf('father', [`disdukcapil ${KK.old} KEPALA KELUARGA`, SEKAYU, MOVED], ...others),
        personOf('mother', `disdukcapil ${KK.old} ISTRI`),
        personOf('uncle', `dtks ${KK.other} KEPALA KELUARGA`),
      ],
      { trustOf, judgements: [] },
    ).households.map(({ members }) => members.map(({ person }) => person).sort())
  t.same(homesOf(`dtks ${KK.other} FAMILI LAIN`), [['father', 'uncle'], ['mother']])
  t.same(homesOf(`dtks ${KK.old} KEPALA KELUARGA`), [['mother'], ['uncle']])
  t.same(homesOf(`dtks ${KK.slipOfOld} KEPALA KELUARGA`), [['mother'], ['uncle']], 'the same card with a slip')
  t.same(homesOf('p3ke ref:77 KEPALA KELUARGA'), [['mother'], ['uncle']], 'a list without cards may be older')
  t.same(homesOf(), [['mother'], ['uncle']])
})

test('a family all of whose members moved away is no household', async (t) => {
  const father = personOf('father', [`disdukcapil ${KK.old} KEPALA KELUARGA`, SEKAYU, MOVED])
  t.same(deriveHouseholds([father], { trustOf, judgements: [] }).households, [])
})

test('a source that has the person there outweighs an older word of a weaker one', async (t) => {
  const father = personOf('father', `disdukcapil ${KK.old} KEPALA KELUARGA`, [
    `dtks ${KK.old} KEPALA KELUARGA`,
    {},
    MOVED,
  ])
  const stated = personOf('father', [`disdukcapil ${KK.old} KEPALA KELUARGA`, {}, { status: 'HIDUP' }], [`dtks ${KK.old} KEPALA KELUARGA`, {}, MOVED]) // prettier-ignore
  t.equal(deriveHouseholds([stated], { trustOf, judgements: [] }).households.length, 1)
  t.equal(deriveHouseholds([father], { trustOf, judgements: [] }).households.length, 0, 'being listed states nothing')
})
