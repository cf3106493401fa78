import { test } from 'tap'
import { ComparisonKind } from '../../../../src/domain/linkage/model/model.js'
import { PairScorer } from '../../../../src/domain/linkage/scoring/score.js'
import { LEVEL_WORDS, levelWords } from '../../../../src/domain/linkage/words/level-words.js'
import { strengthOf } from '../../../../src/domain/linkage/words/strength-words.js'
import { LANGUAGES } from '../../../../src/domain/linkage/words/words.js'
import { BUILT_IN, tableOf } from '../../../support/domain/built-in-table.js'

const COMPARATORS = new PairScorer(BUILT_IN, tableOf([])).comparators

test('no two levels of a comparison have the same sentence', async (t) => {
  for (const kind of ComparisonKind.options) {
    const words = Object.keys(LEVEL_WORDS[kind]).map((level) => levelWords({ kind, name: 'name' }, level))
    for (const language of LANGUAGES) {
      const sentences = words.map((each) => each[language])
      t.equal(new Set(sentences).size, sentences.length, `${kind} in ${language}: no two levels alike`)
      t.notOk(
        sentences.some((sentence) => sentence.trim() === '' || sentence.includes('{}')),
        `${kind}: filled`,
      )
    }
  }
})

test('exactly the levels of the comparators in use have a sentence', async (t) => {
  COMPARATORS.forEach(({ levels }, at) => {
    const { kind = 'nik', name = '' } = BUILT_IN.comparisons[at] ?? {}
    t.strictSame(Object.keys(LEVEL_WORDS[kind]).toSorted(), levels.toSorted(), name)
  })
  t.throws(() => levelWords({ kind: 'kk', name: 'kk' }, 'twin'), /no words for the level twin/)
})

test('a sentence names the compared field', async (t) => {
  const cases = [
    ['person_name', 'name', 'variant', 'same name, spelt differently', 'nama sama, ejaan berbeda'],
    ['person_name', 'mother', 'variant', "same mother's name, spelt differently", 'nama ibu sama, ejaan berbeda'],
    ['equality', 'sex', 'different', 'different sex', 'jenis kelamin berbeda'],
    ['similarity', 'given_name', 'equal', 'same given name', 'given name sama'],
  ] as const
  for (const [kind, name, level, en, id] of cases) t.strictSame(levelWords({ kind, name }, level), { en, id })
})

const STRENGTH_CASES = [
  [[23, 6.65], 'strongly_for', 'strongly_against'],
  [[6.64, 3.33], 'for', 'against'],
  [[3.32, 0.5], 'slightly_for', 'slightly_against'],
  [[0.49, 0], 'neutral', 'neutral'],
] as const

test('the strength of a weight is the same for and against', async (t) => {
  for (const [weights, whenFor, whenAgainst] of STRENGTH_CASES) {
    for (const weight of weights) {
      t.equal(strengthOf(weight), whenFor, `${weight} bits`)
      t.equal(strengthOf(-weight), whenAgainst, `${-weight} bits`)
    }
  }
})
