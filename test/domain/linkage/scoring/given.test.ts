import { test } from 'tap'
import type { Comparison, Given, Level, Model } from '../../../../src/domain/linkage/model/model.js'
import { parseModel } from '../../../../src/domain/linkage/parse-model.js'
import { PairScorer } from '../../../../src/domain/linkage/scoring/score.js'
import { SIMILARITY_LEVELS } from '../../../../src/domain/linkage/compare/similarity.js'
import { BUILT_IN, tableOf } from '../../../support/domain/built-in-table.js'

/** Full agreement, full difference, and little of anything between. */
function levels(equal: readonly [m: number, u: number], different: readonly [m: number, u: number]): Level[] {
  return SIMILARITY_LEVELS.slice(1).map((level) => {
    if (level === 'equal') return { level, m: equal[0], u: equal[1] }
    return level === 'different' ? { level, m: different[0], u: different[1] } : { level, m: 0.01, u: 0.01 }
  })
}

const CODE_BY_TOWN: Given = {
  comparison: 'town',
  levels: { equal: levels([0.95, 0.9], [0.02, 0.05]), different: levels([0.2, 0.001], [0.7, 0.99]) },
}
const CODE_BY_STREET: Given = { comparison: 'street', levels: { equal: levels([0.94, 0.8], [0.03, 0.1]) } }

function comparison(name: string, given?: readonly Given[]): Comparison {
  const own: Comparison = { name, kind: 'similarity', fields: [name], levels: levels([0.9, 0.01], [0.05, 0.95]) }
  return given === undefined ? own : { ...own, given: [...given] }
}

const FIELDS = ['town', 'street', 'code'].map((name) => ({ name, type: 'code' as const, columns: [name] }))

function modelWith(code: Comparison, termFrequencies: Model['termFrequencies'] = []): Model {
  return {
    ...BUILT_IN,
    fields: FIELDS,
    comparisons: [comparison('town'), comparison('street'), code],
    blocking: [{ name: 'code', atoms: ['code.value'] }],
    vetoes: [],
    stopKeys: [],
    termFrequencies,
    prior: { matchBits: -10 },
  }
}

const DEPENDENT = modelWith(comparison('code', [CODE_BY_TOWN, CODE_BY_STREET]))
const A = { town: 'northfield', street: 'mill', code: '4711' }
const OTHER = { town: 'eastham', street: 'orchard', code: '8032' }

/** The weight of the code between two records, and the score. */
function weighed(model: Model, a: object, b: object): { code: number; score: number; most: number } {
  const scorer = new PairScorer(model, tableOf([{ ...a }, { ...b }], FIELDS))
  const score = scorer.score(0, 1)
  return { code: scorer.weights[2] ?? NaN, score, most: scorer.mostScore(0, 1, { company: false, doubtfulNik: false }) }
}

function isNear(a: number, b: number): boolean {
  return Math.abs(a - b) < 1e-9
}

test('a code weighs what the town has left to say', async (t) => {
  t.ok(isNear(weighed(DEPENDENT, A, A).code, Math.log2(0.95 / 0.9)))
  t.ok(isNear(weighed(DEPENDENT, A, { ...A, town: OTHER.town }).code, Math.log2(0.2 / 0.001)))
  t.ok(isNear(weighed(DEPENDENT, A, { ...A, code: OTHER.code }).code, Math.log2(0.02 / 0.05)))
})

test('the first earlier comparison that is not missing counts', async (t) => {
  t.ok(isNear(weighed(DEPENDENT, A, { ...A, town: '' }).code, Math.log2(0.94 / 0.8)))
  t.ok(isNear(weighed(DEPENDENT, A, { ...A, town: '', street: '' }).code, Math.log2(0.9 / 0.01)), 'none is known')
  const apart = { ...A, town: '', street: OTHER.street }
  t.ok(isNear(weighed(DEPENDENT, A, apart).code, Math.log2(0.9 / 0.01)), 'a level without shares of its own')
})

test('the rarity of a value counts only as far as the earlier comparison leaves it open', async (t) => {
  const frequencies = [{ fields: ['code'], rare: 12, terms: { '3': '8032' } }]
  const model = modelWith(comparison('code', [CODE_BY_TOWN]), frequencies)
  const settled = (0.9 - 0.01) / (1 - 0.01)
  const expected = (bits: number): number => Math.log2(0.95 / (settled + (1 - settled) * 2 ** -bits))
  t.ok(isNear(weighed(model, A, A).code, expected(12)))
  t.ok(isNear(weighed(model, OTHER, OTHER).code, expected(3)))
  const apart = Math.log2(0.2) - (Math.log2(0.001 / 0.01) - 12)
  t.ok(isNear(weighed(model, A, { ...A, town: OTHER.town }).code, apart), 'rarer still in another town')
})

test('the weights add up, are symmetric, and stay below the upper bound', async (t) => {
  const records = [A, OTHER, { ...A, town: '' }, { ...A, street: OTHER.street }, { ...OTHER, code: A.code }]
  for (const a of records) {
    for (const b of records) {
      const { score, most } = weighed(DEPENDENT, a, b)
      t.equal(weighed(DEPENDENT, b, a).score, score)
      t.ok(most >= score - 1e-9, `${score} of at most ${most}`)
    }
  }
})

test('a model with dependences is read as it was written, and one without as before', async (t) => {
  for (const model of [DEPENDENT, modelWith(comparison('code'))]) {
    const read = parseModel(JSON.parse(JSON.stringify(model)))
    t.strictSame(read, model)
    t.equal(weighed(read, A, A).score, weighed(model, A, A).score)
  }
})

test('a dependence that cannot be is refused', async (t) => {
  const refused: readonly (readonly [Given, RegExp])[] = [
    [{ ...CODE_BY_TOWN, comparison: 'planet' }, /code depends on planet, which is not before it/],
    [{ ...CODE_BY_TOWN, comparison: 'code' }, /code depends on code, which is not before it/],
    [{ comparison: 'town', levels: { alike: levels([0.9, 0.1], [0.1, 0.9]) } }, /unknown level town=alike/],
    [{ comparison: 'town', levels: { missing: levels([0.9, 0.1], [0.1, 0.9]) } }, /unknown level town=missing/],
    [{ comparison: 'town', levels: { equal: [{ level: 'equal', m: 0.9, u: 0.1 }] } }, /code lacks the level one_edit/],
  ]
  for (const [given, message] of refused) t.throws(() => parseModel(modelWith(comparison('code', [given]))), message)
})
