import { test } from 'tap'
import { gradeOf, vetoCheck, vetoFinder } from '../../../src/domain/linkage/classify.js'
import { explainPair } from '../../../src/domain/linkage/explain.js'
import { PairScorer } from '../../../src/domain/linkage/score.js'
import { BUILT_IN, flatRecords, tableOf } from './built-in-table.js'

const RECORDS = flatRecords({ records: 400, seed: 11 })
const SCORER = new PairScorer(BUILT_IN, tableOf(RECORDS))

/** The vetoes by the names of the levels, as the model states them; the machine goes by level numbers. */
function vetoesByName(): readonly string[] {
  const levelOf = (comparison: string): string | undefined => {
    const at = BUILT_IN.comparisons.findIndex(({ name }) => name === comparison)
    return SCORER.comparators[at]?.levels[SCORER.levels[at] ?? 0]
  }
  const holds = ({ comparison, level }: { comparison: string; level: string }) => levelOf(comparison) === level
  return BUILT_IN.vetoes.filter((veto) => holds(veto) && !veto.unless.some(holds)).map(nameOf)
}

function nameOf({ comparison, level }: { comparison: string; level: string }): string {
  return `${comparison}=${level}`
}

test('the check, the finder and the explanation stop the machine where the model says', async (t) => {
  const isVetoed = vetoCheck(BUILT_IN, SCORER.comparators)
  const findVetoes = vetoFinder(BUILT_IN, SCORER.comparators)
  const seen = new Set<string>()
  const wrong: string[] = []
  for (let i = 1; i < RECORDS.length; i += 1) {
    for (let j = Math.max(0, i - 8); j < i; j += 1) {
      const explained = explainPair(SCORER, { left: {}, right: {} }, { i, j }).vetoes
      const expected = vetoesByName()
      const found = findVetoes(SCORER.levels).map(nameOf)
      const isRight = isVetoed(SCORER.levels) === expected.length > 0
      if (!isRight || found.join() !== expected.join() || explained.join() !== expected.join()) wrong.push(`${i}, ${j}`)
      for (const veto of expected) seen.add(veto)
    }
  }
  t.strictSame(wrong, [])
  t.ok(seen.has('nik=different') && seen.has('sex=different'), `seen: ${[...seen].join(', ')}`)
})

test('a veto on what the model does not have is refused', async (t) => {
  for (const veto of [
    { comparison: 'gender', level: 'different', unless: [] },
    { comparison: 'sex', level: 'odd', unless: [] },
    { comparison: 'sex', level: 'different', unless: [{ comparison: 'nik', level: 'odd' }] },
  ]) {
    for (const compile of [vetoCheck, vetoFinder]) {
      t.throws(() => compile({ ...BUILT_IN, vetoes: [veto] }, SCORER.comparators), /a veto names \w+=\w+/)
    }
  }
})

const THRESHOLDS = { certain: 10, probable: 5, possible: 0 }
const GRADE_CASES = [
  [10, 'certain', 'probable'],
  [9.99, 'probable', 'probable'],
  [5, 'probable', 'probable'],
  [0, 'possible', 'possible'],
  [-0.01, 'certainly_not', 'certainly_not'],
] as const

test('a grade begins at its threshold, and a veto takes certainty away and no more', async (t) => {
  for (const [bits, grade, vetoed] of GRADE_CASES) {
    t.equal(gradeOf(bits, THRESHOLDS, false), grade, `${bits} bits`)
    t.equal(gradeOf(bits, THRESHOLDS, true), vetoed, `${bits} bits under a veto`)
  }
})
