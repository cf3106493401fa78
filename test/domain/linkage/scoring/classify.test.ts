import { test } from 'tap'
import { Model } from '../../../../src/domain/linkage/model/model.js'
import {
  contradictionCheck,
  gradeOf,
  GRADES,
  vetoCheck,
  type Grade,
} from '../../../../src/domain/linkage/scoring/classify.js'
import { PairScorer } from '../../../../src/domain/linkage/scoring/score.js'
import { BUILT_IN, tableOf } from '../../../support/domain/built-in-table.js'

const THRESHOLDS = { certain: 6, probable: 0, possible: -4 }

const CASES: readonly (readonly [bits: number, vetoed: boolean, grade: Grade])[] = [
  [40, false, 'certain'],
  [6, false, 'certain'],
  [5.999, false, 'probable'],
  [0, false, 'probable'],
  [-0.001, false, 'possible'],
  [-4, false, 'possible'],
  [-4.001, false, 'certainly_not'],
  [40, true, 'probable'],
  [5, true, 'probable'],
  [-1, true, 'possible'],
  [-40, true, 'certainly_not'],
]

test('a grade begins at its threshold, and a veto lowers only `certain`', async (t) => {
  for (const [bits, vetoed, grade] of CASES)
    t.equal(gradeOf(bits, THRESHOLDS, vetoed), grade, `${bits} ${String(vetoed)}`)
  t.strictSame(GRADES, ['certainly_not', 'possible', 'probable', 'certain'])
})

const VETOES = [
  { comparison: 'nik', level: 'different', unless: [] },
  {
    comparison: 'sex',
    level: 'different',
    unless: [
      { comparison: 'nik', level: 'equal' },
      { comparison: 'name', level: 'exact' },
    ],
  },
]

const scorer = new PairScorer(BUILT_IN, tableOf([]))

function levelsOf(words: Readonly<Record<string, string>>): Uint8Array {
  return Uint8Array.from(BUILT_IN.comparisons, ({ name }, at) => {
    return scorer.comparators[at]?.levels.indexOf(words[name] ?? 'missing') ?? 0
  })
}

test('a veto applies at its level, unless one of its exceptions does', async (t) => {
  const isVetoed = vetoCheck(Model.parse({ ...BUILT_IN, vetoes: VETOES }), scorer.comparators)
  const verdicts: readonly (readonly [Readonly<Record<string, string>>, boolean])[] = [
    [{}, false],
    [{ nik: 'equal', sex: 'equal' }, false],
    [{ nik: 'different' }, true],
    [{ nik: 'different', sex: 'equal', name: 'exact' }, true],
    [{ sex: 'different' }, true],
    [{ sex: 'different', nik: 'serial_apart', name: 'variant' }, true],
    [{ sex: 'different', nik: 'equal' }, false],
    [{ sex: 'different', name: 'exact' }, false],
    [{ sex: 'different', nik: 'different', name: 'exact' }, true],
  ]
  for (const [words, expected] of verdicts) t.equal(isVetoed(levelsOf(words)), expected, JSON.stringify(words))
})

test('a veto with an unknown comparison or level is refused', async (t) => {
  const check = (veto: { comparison: string; level: string }): void => {
    vetoCheck({ ...BUILT_IN, vetoes: [{ ...veto, parts: 'clusters', unless: [] }] }, scorer.comparators)
  }
  t.throws(() => {
    check({ comparison: 'passport', level: 'different' })
  }, /passport=different/)
  t.throws(() => {
    check({ comparison: 'sex', level: 'opposite' })
  }, /sex=opposite/)
})

test('the built-in vetoes separate two valid NIKs and two sexes', async (t) => {
  const isVetoed = vetoCheck(BUILT_IN, scorer.comparators)
  t.ok(isVetoed(levelsOf({ nik: 'different', name: 'exact', birth_date: 'equal' })))
  t.ok(isVetoed(levelsOf({ sex: 'different', name: 'exact', birth_date: 'equal' })))
  t.notOk(isVetoed(levelsOf({ sex: 'different', nik: 'equal', birth_date: 'beside_nik' })))
  t.notOk(isVetoed(levelsOf({ name: 'exact', birth_date: 'equal' })))
})

test('the built-in vetoes need evidence besides name, date and village for two valid NIKs', async (t) => {
  const isVetoed = vetoCheck(BUILT_IN, scorer.comparators)
  const agreeing = { name: 'exact', birth_date: 'equal', area: 'village', sex: 'equal' }
  for (const nik of ['serial_apart', 'same_day_and_sex', 'region_slip', 'different', 'different_confirmed']) {
    t.ok(isVetoed(levelsOf({ ...agreeing, nik })), nik)
    // Namesakes of one family have one card.
    const isOfKin = nik.startsWith('different')
    t.equal(isVetoed(levelsOf({ ...agreeing, nik, kk: 'equal' })), isOfKin, `${nik} in one family`)
    t.equal(isVetoed(levelsOf({ ...agreeing, nik, mother: 'exact' })), isOfKin, `${nik} with one mother`)
    t.notOk(isVetoed(levelsOf({ ...agreeing, nik, company: 'two' })), `${nik} with company`)
    t.notOk(isVetoed(levelsOf({ ...agreeing, nik, phone: 'equal' })), `${nik} with a phone`)
  }
})

test('the built-in vetoes hold apart two serials of one card, unless the whole name agrees as no twins share it', async (t) => {
  const isVetoed = vetoCheck(BUILT_IN, scorer.comparators)
  const twins = { nik: 'serial_apart', kk: 'equal', mother: 'exact', address: 'house', birth_date: 'equal' }
  for (const name of ['typo', 'partial', 'missing_token', 'initial', 'different']) {
    t.ok(isVetoed(levelsOf({ ...twins, name })), name)
  }
  t.notOk(isVetoed(levelsOf({ ...twins, name: 'exact' })))
  // A fixed name and a default date are shared by neighbours.
  const neighbours = { nik: 'serial_apart', name: 'exact', address: 'street_and_rt' }
  t.ok(isVetoed(levelsOf({ ...neighbours, birth_date: 'equal_default' })))
  t.notOk(isVetoed(levelsOf({ ...neighbours, birth_date: 'equal' })))
})

test('a veto for lack of support holds a pair apart, but is no contradiction between clusters', async (t) => {
  const isVetoed = vetoCheck(BUILT_IN, scorer.comparators)
  const isContradiction = contradictionCheck(BUILT_IN, scorer.comparators)
  const slip = levelsOf({ nik: 'region_slip', name: 'exact', birth_date: 'equal', area: 'regency' })
  t.same([isVetoed(slip), isContradiction(slip)], [true, false])
  const namesakes = levelsOf({ nik: 'serial_apart', name: 'exact', birth_date: 'equal', area: 'village' })
  t.same([isVetoed(namesakes), isContradiction(namesakes)], [true, true])
})

test('the built-in vetoes need evidence besides a name and a village without NIK and date', async (t) => {
  const isVetoed = vetoCheck(BUILT_IN, scorer.comparators)
  const agreeing = { name: 'exact', area: 'village', relation: 'equal', birthplace: 'equal', sex: 'equal' }
  t.ok(isVetoed(levelsOf({ ...agreeing, birth_date: 'missing' })))
  t.notOk(isVetoed(levelsOf({ ...agreeing, birth_date: 'missing', address: 'house' })))
  t.notOk(isVetoed(levelsOf({ ...agreeing, birth_date: 'missing', mother: 'exact' })))
  t.notOk(isVetoed(levelsOf({ ...agreeing, birth_date: 'equal' })))
  t.ok(isVetoed(levelsOf({ ...agreeing, birth_date: 'equal', mother: 'different' })), 'two mothers')
  t.ok(isVetoed(levelsOf({ ...agreeing, birth_date: 'equal', father: 'different' })), 'two fathers')
})
