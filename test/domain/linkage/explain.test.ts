import { deepStrictEqual, strictEqual } from 'node:assert'
import fc from 'fast-check'
import { test } from 'tap'
import { blockIndex } from '../../../src/domain/linkage/blocking/block.js'
import { explainPair, explainWhyNot, type PairExplanation, type WhyNot } from '../../../src/domain/linkage/explain.js'
import type { RawRecord } from '../../../src/domain/linkage/features/raw-record.js'
import type { Model } from '../../../src/domain/linkage/model/model.js'
import { PairScorer } from '../../../src/domain/linkage/scoring/score.js'
import { mayMatch } from '../../../src/domain/linkage/blocking/sources.js'
import { BUILT_IN, flatRecords, tableOf } from '../../support/domain/built-in-table.js'

/** Explains the first two records; the others are their company. */
function explainFirstTwo(records: readonly [RawRecord, RawRecord, ...RawRecord[]], model: Model = BUILT_IN): WhyNot {
  const table = tableOf(records, model.fields)
  const scorer = new PairScorer(model, table)
  const index = blockIndex(table, model.blocking, scorer.terms, model.stopKeys)
  const [left, right] = records
  return explainWhyNot(
    scorer,
    { index, mayBeOne: mayMatch(model, table) },
    { records: { left, right }, rows: { i: 0, j: 1 } },
  )
}

/** What was seen, one line a comparison in the order of the model: the order of the weights is the model's to change. */
function seenInWords({ evidence }: PairExplanation): readonly string[] {
  const order = ['prior', ...BUILT_IN.comparisons.map(({ name }) => name), 'kin']
  return evidence
    .toSorted((a, b) => order.indexOf(a.comparison) - order.indexOf(b.comparison))
    .filter(({ comparison }) => comparison !== 'prior')
    .map(({ comparison, level, words }) => `${comparison}=${level} | ${words.en} | ${words.id}`)
}

const GENERATED = flatRecords({ records: 400, seed: 11 })
const GENERATED_SCORER = new PairScorer(BUILT_IN, tableOf(GENERATED))

function explainGenerated(i: number, j: number): PairExplanation {
  return explainPair(GENERATED_SCORER, { left: GENERATED[i] ?? {}, right: GENERATED[j] ?? {} }, { i, j })
}

/** Rows that stand near each other are often of one family, rows far apart are strangers. */
const PAIRS = fc
  .tuple(fc.nat(GENERATED.length - 1), fc.oneof(fc.integer({ min: 1, max: 12 }), fc.nat(GENERATED.length - 2)))
  .map(([i, step]) => [i, (i + Math.max(1, step)) % GENERATED.length] as const)
  .filter(([i, j]) => i !== j)

test('the weights shown add up to the score', async () => {
  fc.assert(
    fc.property(PAIRS, ([i, j]) => {
      const { weight, evidence } = explainGenerated(i, j)
      const sum = evidence.reduce((total, each) => total + each.weight, 0)
      return Math.abs(sum - weight) < 1e-9 && weight === GENERATED_SCORER.score(i, j)
    }),
    { numRuns: 500 },
  )
})

test('an explanation lists the prior first, then all comparisons and kin by strength', async () => {
  const expected = ['prior', 'kin', ...BUILT_IN.comparisons.map(({ name }) => name)].toSorted()
  fc.assert(
    fc.property(PAIRS, ([i, j]) => {
      const { evidence } = explainGenerated(i, j)
      const [prior, ...others] = evidence
      const sizes = others.map(({ weight }) => Math.abs(weight))
      strictEqual(prior?.comparison, 'prior')
      const listed = evidence.map(({ comparison }) => comparison).filter((comparison) => comparison !== 'shared_nik')
      deepStrictEqual(listed.toSorted(), expected)
      deepStrictEqual(
        sizes,
        sizes.toSorted((a, b) => b - a),
      )
    }),
    { numRuns: 50 },
  )
})

test('the explanation of two records is symmetric', async () => {
  fc.assert(
    fc.property(PAIRS, ([i, j]) => {
      const there = explainGenerated(i, j)
      const back = explainGenerated(j, i)
      deepStrictEqual(
        back.evidence.map(({ left, right, ...rest }) => ({ ...rest, left: right, right: left })),
        there.evidence,
      )
      deepStrictEqual([back.weight, back.grade, back.vetoes], [there.weight, there.grade, there.vetoes])
    }),
    { numRuns: 50 },
  )
})

const AT_HOME = {
  kk: '1671020304150007',
  village_code: '16.71.02.1004',
  address: 'LORONG MAWAR',
  rt: '004',
  rw: '002',
} as const

const MOTHER = { name: 'MARYAMAH', dob: '1980-02-11', nik: '1671025102800003', sex: 'P', shdk: 'ISTRI' } as const
const TWIN = { dob: '2008-09-17', sex: 'L', mother_name: 'MARYAMAH', shdk: 'ANAK', birthplace: 'PALEMBANG' } as const
const FIRST_TWIN = { ...TWIN, name: 'HASAN BASRI', nik: '1671021709080001' } as const
const SECOND_TWIN = { ...TWIN, name: 'HUSIN BASRI', nik: '1671021709080002' } as const

const AT_HOME_IN_WORDS = [
  "mother=exact | same mother's name | nama ibu sama",
  'birthplace=equal | same birthplace | tempat lahir sama',
  'address=street_and_rt | same street or hamlet, RT and RW | jalan/dusun, RT dan RW sama',
  'phone=missing | phone number not known on one side or both | nomor telepon kosong di salah satu atau kedua sisi',
]

const NO_FATHER =
  "father=missing | father's name not known on one side or both | nama ayah kosong di salah satu atau kedua sisi"

const TWINS_IN_WORDS = [
  'nik=serial_apart | NIK of the same area, date and sex but another serial number, as twins have | NIK hanya beda nomor urut, seperti anak kembar',
  'name=partial | only a part of the name agrees | nama hanya sebagian sama',
  'birth_date=equal | same birth date | tanggal lahir sama',
  'sex=equal | same sex | jenis kelamin sama',
  'area=village | same village | desa/kelurahan sama',
  'kk=equal | same KK number | nomor KK sama',
  'relation=equal | same relation to the head of family | hubungan dengan kepala keluarga sama',
  NO_FATHER,
  ...AT_HOME_IN_WORDS,
  'company=rival | another member of this family fits better | anggota lain di KK ini lebih cocok',
  'list=different_lists | from different sources | dari daftar yang berbeda',
  'kin=possible | could be another member of the same family, so the weight of what families share is subtracted | bisa jadi anggota lain dari keluarga yang sama, jadi kesamaan satu keluarga dikurangkan',
]

test('twins in two sources: all but the serial number and a name agree, and a veto prevents the link', async (t) => {
  const explanation = explainFirstTwo([
    { ...AT_HOME, ...FIRST_TWIN, source: 'dtks' },
    { ...AT_HOME, ...SECOND_TWIN, source: 'disdukcapil' },
    { ...AT_HOME, ...SECOND_TWIN, source: 'dtks' },
    { ...AT_HOME, ...FIRST_TWIN, source: 'disdukcapil' },
    { ...AT_HOME, ...MOTHER, source: 'dtks' },
    { ...AT_HOME, ...MOTHER, source: 'disdukcapil' },
  ])
  t.strictSame(seenInWords(explanation), TWINS_IN_WORDS)
  t.ok(explanation.vetoes.includes('nik=serial_apart'))
  t.not(explanation.outcome, 'linked')
})

const SON = { ...TWIN, name: 'ACHMAD FAUZI', dob: '2008-09-07', nik: '1671020709080001' } as const

const RESPELT_IN_WORDS = [
  'nik=missing | no usable NIK on one side or both | NIK kosong atau tidak dapat dipakai di salah satu atau kedua sisi',
  'name=variant | same name, spelt differently | nama sama, ejaan berbeda',
  'birth_date=swapped | day and month of birth swapped | tanggal dan bulan lahir tertukar',
  'sex=equal | same sex | jenis kelamin sama',
  'area=village | same village | desa/kelurahan sama',
  'kk=missing | no usable KK number on one side or both | nomor KK kosong atau tidak dapat dipakai di salah satu atau kedua sisi',
  'relation=equal | same relation to the head of family | hubungan dengan kepala keluarga sama',
  NO_FATHER,
  ...AT_HOME_IN_WORDS,
  'company=missing | no other family members to compare | tidak ada anggota keluarga lain yang dapat dibandingkan',
  'list=different_lists | from different sources | dari daftar yang berbeda',
  'kin=possible | could be another member of the same family, so the weight of what families share is subtracted | bisa jadi anggota lain dari keluarga yang sama, jadi kesamaan satu keluarga dikurangkan',
]

test('one person with a respelt name and a single NIK is linked', async (t) => {
  const explanation = explainFirstTwo([
    { ...AT_HOME, ...SON, source: 'dtks' },
    { ...AT_HOME, ...SON, name: 'AKHMAD PAUZI', nik: '', kk: '', dob: '2008-07-09', source: 'p3ke' },
  ])
  t.strictSame(seenInWords(explanation), RESPELT_IN_WORDS)
  t.strictSame(explanation.vetoes, [])
})

test('the prior is the share of matches among pairs', async (t) => {
  const cases = [
    [-20, '1,000,000', '1.000.000'],
    [-10, '1,000', '1.000'],
    [0, '2', '2'],
  ] as const
  for (const [matchBits, en, id] of cases) {
    const [prior] = explainFirstTwo([FIRST_TWIN, SECOND_TWIN], { ...BUILT_IN, prior: { matchBits } }).evidence
    t.equal(prior?.weight, matchBits)
    t.match(prior?.words.en, `before any comparison: of pairs of records drawn at random, one in ${en} is one person`)
    t.match(prior?.words.id, `satu di antara ${id} pasangan`)
  }
})

test('a shared NIK: possible for two names under one number, and no word where the numbers differ', async (t) => {
  const sharedOf = (other: RawRecord) =>
    explainFirstTwo([FIRST_TWIN, other]).evidence.find(({ comparison }) => comparison === 'shared_nik')
  const another = sharedOf({ ...FIRST_TWIN, name: 'ZULKARNAIN', mother_name: 'ROSIDAH', source: 'p3ke' })
  t.equal(another?.level, 'possible')
  t.ok((another?.weight ?? 0) < -1)
  t.match(another?.words, { en: /two persons recorded under one NIK/, id: /dua orang/ })
  t.equal(sharedOf({ ...FIRST_TWIN, source: 'p3ke' })?.level, 'unlikely')
  t.equal(sharedOf({ ...SECOND_TWIN, source: 'p3ke' }), undefined)
})

test('kin: possible where a family card is shared, unlikely among strangers, absent where families are unknown', async (t) => {
  const kinOf = (records: readonly [RawRecord, RawRecord], model: Model = BUILT_IN) =>
    explainFirstTwo(records, model).evidence.find(({ comparison }) => comparison === 'kin')
  const brothers = kinOf([
    { ...AT_HOME, ...FIRST_TWIN, source: 'dtks' },
    { ...AT_HOME, ...SECOND_TWIN, source: 'dtks' },
  ])
  t.equal(brothers?.level, 'possible')
  t.ok((brothers?.weight ?? 0) < -5, 'what a family shares is taken off')
  t.equal(kinOf([FIRST_TWIN, { ...MOTHER, village_code: '32.04.05.2001', source: 'p3ke' }])?.level, 'unlikely')
  const { matchBits } = BUILT_IN.prior
  t.equal(kinOf([FIRST_TWIN, SECOND_TWIN], { ...BUILT_IN, prior: { matchBits } }), undefined)
})

test('values are shown as the sources have them, with other columns only where they decided', async (t) => {
  const first = { ...AT_HOME, ...FIRST_TWIN, source: 'dtks', household_ref: 'R1' }
  const cases: readonly (readonly [string, Record<string, string>, string])[] = [
    ['name', { name: ' Drs. H. Hasan  Basri ' }, ' Drs. H. Hasan  Basri '],
    ['birth_date', { dob: '17/09/2008' }, '17/09/2008'],
    ['birth_date', { dob: '1999-01-02', nik: '1671031709080004' }, '1999-01-02, 1671031709080004'],
    ['address', { rt: '', rw: ' 09' }, 'LORONG MAWAR,  09'],
    ['list', { source: 'p3ke' }, 'p3ke'],
    ['list', {}, 'dtks, R1, 1671020304150007'],
    ['phone', {}, ''],
  ]
  for (const [comparison, change, right] of cases) {
    const { evidence } = explainFirstTwo([first, { ...first, ...change }])
    t.equal(evidence.find((each) => each.comparison === comparison)?.right, right, comparison)
  }
})

test('an explanation states why a pair is not compared, or its outcome', async (t) => {
  const here = { ...AT_HOME, ...FIRST_TWIN, source: 'dtks' }
  const again = { ...here, source: 'disdukcapil' }
  const elsewhere = { ...again, nik: '', kk: '', mother_name: '', address: '', rt: '', rw: '' }
  const stranger = { ...MOTHER, source: 'p3ke' }
  const oneList: Model = { ...BUILT_IN, distinctWithinSource: true }
  const always = (bits: number): Model => ({
    ...BUILT_IN,
    thresholds: { certain: bits, probable: bits, possible: bits },
  })
  const cases = [
    ['no key in common', stranger, BUILT_IN, 'no_shared_key'],
    ['one list without repeated persons', here, oneList, 'one_list'],
    ['all equal in two lists', again, BUILT_IN, 'linked'],
    ['all equal, and the threshold out of reach', again, always(1000), 'dropped'],
    ['only name, date and village, and another sex', { ...elsewhere, sex: 'P' }, always(-1000), 'vetoed'],
    ['one family, and another sex', { ...again, sex: 'P', nik: '' }, always(-1000), 'linked'],
    [
      'all equal, and certainty out of reach',
      again,
      { ...always(-1000), thresholds: { certain: 1000, probable: 0, possible: 0 } },
      'queued',
    ],
  ] as const
  for (const [what, right, model, outcome] of cases) {
    const explanation = explainFirstTwo([here, right], model)
    t.equal(explanation.outcome, outcome, what)
    t.ok(Number.isFinite(explanation.weight), `${what}: scored all the same`)
    t.equal(
      explanation.sharedKeys.length === 0,
      outcome === 'no_shared_key',
      `${what}: ${explanation.sharedKeys.join()}`,
    )
  }
})

test('shared keys are listed by their rules', async (t) => {
  const model: Model = {
    ...BUILT_IN,
    blocking: [
      { name: 'number', atoms: ['nik'] },
      { name: 'name and date', atoms: ['name.rare', 'birth_date'] },
      { name: 'mother', atoms: ['mother.rare'] },
    ],
  }
  const { name, dob, nik } = FIRST_TWIN
  const cases = [
    [{ nik, name: 'SITI', dob: '1970-05-06' }, ['number']],
    [{ name, dob, mother_name: 'MARYAMAH' }, ['name and date', 'mother']],
    [FIRST_TWIN, ['number', 'name and date', 'mother']],
    [{ name: 'SITI', dob }, []],
  ] as const
  for (const [right, keys] of cases) t.strictSame(explainFirstTwo([FIRST_TWIN, right], model).sharedKeys, keys)
})
