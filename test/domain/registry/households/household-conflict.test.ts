import { testCases, type HouseholdCase } from '../../../support/domain/household-case.js'
import { KK, LALAN, personOf, SEKAYU } from '../../../support/domain/household-persons.js'

const CASES: readonly HouseholdCase[] = [
  {
    title: 'strangers under one number are two households and a conflict',
    persons: [
      personOf('father', [`dtsen ${KK.old} KEPALA KELUARGA`, SEKAYU]),
      personOf('mother', [`dtsen ${KK.old} ISTRI`, SEKAYU]),
      personOf('stranger', [`dtsen ${KK.old} KEPALA KELUARGA`, LALAN]),
    ],
    households: [['father', 'mother'], ['stranger']],
    conflicts: ['kk_shared'],
  },
  {
    title: 'no person follows strangers who share a number with them in an old list',
    persons: [
      personOf('father', [`dtks ${KK.old} KEPALA KELUARGA`, SEKAYU], `disdukcapil ${KK.new} KEPALA KELUARGA`),
      personOf('mother', [`dtks ${KK.old} ISTRI`, SEKAYU], `disdukcapil ${KK.new} ISTRI`),
      personOf('stranger', [`dtks ${KK.old} ANAK`, LALAN]),
    ],
    households: [['father', 'mother'], ['stranger']],
  },
  {
    title: 'no person follows a family with their own number, mistyped in an old list',
    persons: [
      personOf('father', `dtks ${KK.slipOfOld} KEPALA KELUARGA`, `disdukcapil ${KK.slipOfOld} KEPALA KELUARGA`),
      personOf('widow', `dtks ${KK.slipOfOld} KEPALA KELUARGA`, `dtsen ${KK.old} KEPALA KELUARGA`),
      personOf('daughter', `dtsen ${KK.old} ANAK`),
    ],
    households: [['father'], ['widow', 'daughter']],
  },
  {
    title: 'a wrong village in one row makes no strangers of persons in one house',
    persons: [
      personOf('father', [`dtsen ${KK.old} KEPALA KELUARGA`, { ...SEKAYU, address: 'JL. MAWAR NO. 5', rt: '2' }]),
      personOf('son', [`dtsen ${KK.old} ANAK`, { ...LALAN, address: 'Jalan Mawar No 5', rt: '002' }]),
    ],
    households: [['father', 'son']],
  },
  {
    title: 'villages in two schemes are no contradiction',
    persons: [
      personOf('father', [`dtsen ${KK.old} KEPALA KELUARGA`, { village_code: '16.99.010.001' }]),
      personOf('son', [`disdukcapil ${KK.old} ANAK`, SEKAYU]),
    ],
    households: [['father', 'son']],
  },
  {
    title: 'company in another list joins persons of two villages',
    persons: [
      personOf('father', [`dtsen ${KK.old} KEPALA KELUARGA`, SEKAYU], 'p3ke ref:122 KEPALA KELUARGA'),
      personOf('son', [`dtsen ${KK.old} ANAK`, LALAN], 'p3ke ref:122 ANAK'),
    ],
    households: [['father', 'son']],
  },
  {
    title: 'two lists of much the same trust with other company leave a conflict',
    persons: [
      personOf('daughter', `disdukcapil ${KK.old} ANAK`, `dtsen ${KK.ofGroom} ISTRI`),
      personOf('father', `disdukcapil ${KK.old} KEPALA KELUARGA`),
      personOf('groom', `dtsen ${KK.ofGroom} KEPALA KELUARGA`),
    ],
    households: [['father', 'daughter'], ['groom']],
    conflicts: ['household_disagreement'],
  },
  {
    title: 'a judgement settles the conflict, against the better list',
    persons: [
      personOf('daughter', `disdukcapil ${KK.old} ANAK`, `dtsen ${KK.ofGroom} ISTRI`),
      personOf('father', `disdukcapil ${KK.old} KEPALA KELUARGA`),
      personOf('groom', `dtsen ${KK.ofGroom} KEPALA KELUARGA`),
    ],
    judgements: [{ verdict: 'same', persons: ['groom', 'daughter'] }],
    households: [['father'], ['groom', 'daughter']],
  },
  {
    title: 'a judgement separates a person from a family that is one in all lists',
    persons: [
      personOf('father', `dtsen ${KK.old} KEPALA KELUARGA`),
      personOf('mother', `dtsen ${KK.old} ISTRI`),
      personOf('son', `dtsen ${KK.old} ANAK`),
    ],
    judgements: [{ verdict: 'different', persons: ['father', 'son'] }],
    households: [['father', 'mother'], ['son']],
  },
  {
    title: 'a person joined by a judgement to a person who is moved moves too',
    persons: [
      personOf('father', `dtsen ${KK.old} KEPALA KELUARGA`),
      personOf('wife', `dtks ${KK.other} ISTRI`),
      personOf('son', `dtsen ${KK.old} ANAK`),
    ],
    judgements: [
      { verdict: 'different', persons: ['father', 'son'] },
      { verdict: 'same', persons: ['son', 'wife'] },
    ],
    households: [['father'], ['wife', 'son']],
  },
  {
    title: 'of two verdicts on one pair, `different` holds',
    persons: [personOf('father', `dtsen ${KK.old} KEPALA KELUARGA`), personOf('son', `dtsen ${KK.old} ANAK`)],
    judgements: [
      { verdict: 'same', persons: ['father', 'son'] },
      { verdict: 'different', persons: ['son', 'father'] },
    ],
    households: [['father'], ['son']],
  },
  {
    title: 'a judgement joins strangers under one number, and no conflict is left',
    persons: [
      personOf('father', [`dtsen ${KK.old} KEPALA KELUARGA`, SEKAYU]),
      personOf('uncle', [`dtsen ${KK.old} FAMILI LAIN`, LALAN]),
    ],
    judgements: [{ verdict: 'same', persons: ['father', 'uncle'] }],
    households: [['father', 'uncle']],
  },
]

testCases(CASES)
