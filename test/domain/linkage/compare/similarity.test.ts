import fc from 'fast-check'
import { test } from 'tap'
import { similarityLevel, SIMILARITY_LEVELS } from '../../../../src/domain/linkage/compare/similarity.js'
import { draftModel } from '../../../../src/domain/linkage/training/draft-model.js'
import { Mapping } from '../../../../src/domain/linkage/model/mapping.js'
import { PairScorer } from '../../../../src/domain/linkage/scoring/score.js'
import { levelBetween, tableOf } from '../../../support/domain/built-in-table.js'

/** A file of another country: given name and surname can be mistaken for each other. */
const MODEL = draftModel(
  Mapping.parse({
    record_id: 'id',
    fields: {
      given: { type: 'name', column: 'given' },
      surname: { type: 'name', column: 'surname' },
      passport: { type: 'identifier', column: 'passport' },
    },
  }),
)

const PAIRS: Readonly<Record<string, readonly (readonly [a: string, b: string])[]>> = {
  equal: [
    ['AB-123 456', 'ab123456'],
    ['Zoë', 'zoe'],
  ],
  one_edit: [
    ['ab123456', 'ab123457'],
    ['ab123456', 'ab12345'],
    ['ab123456', 'ab123465'],
    ['abc', 'abd'],
  ],
  two_edits: [
    ['ab123456', 'ab128457'],
    ['ab123456', 'ab1234'],
    ['abcde', 'abxdy'],
  ],
  abbreviated: [
    ['ab123456', 'ab1'],
    ['ab', 'abcdef'],
    ['a', 'ab'],
  ],
  similar: [
    ['ab12345678', 'xy12345679'],
    ['abcdefgh', 'abcdexyz'],
  ],
  different: [
    ['ab123456', 'xy987654'],
    ['ab', 'ba'],
    ['abcd', 'abyz'],
  ],
  missing: [
    ['ab123456', ''],
    ['-', '-'],
  ],
}

for (const [level, pairs] of Object.entries(PAIRS)) {
  test(`similarity: ${level}`, async (t) => {
    for (const [a, b] of pairs) {
      t.equal(levelBetween('passport', [{ passport: a }, { passport: b }], MODEL), level, `${a} and ${b}`)
    }
  })
}

interface Person {
  readonly given: string
  readonly surname: string
}

const NAMES: readonly (readonly [why: string, level: string, a: Person, b: Person])[] = [
  [
    'given name and surname swapped',
    'crossed',
    { given: 'lena', surname: 'hartmann' },
    { given: 'hartmann', surname: 'lena' },
  ],
  ['swapped with a slip', 'crossed', { given: 'lena', surname: 'hartmann' }, { given: 'hartman', surname: 'lena' }],
  ['swapped and one lost', 'crossed', { given: 'lena', surname: 'hartmann' }, { given: '', surname: 'lena' }],
  [
    'one name in two places and two others',
    'different',
    { given: 'lena', surname: 'hartmann' },
    { given: 'bruno', surname: 'lena' },
  ],
  ['other persons', 'different', { given: 'lena', surname: 'hartmann' }, { given: 'bruno', surname: 'weiss' }],
  ['equal comes before crossed', 'equal', { given: 'lena', surname: 'lena' }, { given: 'lena', surname: 'bruno' }],
  ['a slip comes before crossed', 'one_edit', { given: 'lena', surname: 'lina' }, { given: 'lina', surname: 'lena' }],
]

for (const [why, level, a, b] of NAMES) {
  test(`similarity: ${why}`, async (t) => {
    t.equal(levelBetween('given', [{ ...a }, { ...b }], MODEL), level)
  })
}

test('a frequent value weighs less than a rare one', async (t) => {
  const model = { ...MODEL, termFrequencies: [{ fields: ['given'], rare: 12, terms: { '3.25': 'mary' } }] }
  const given = ['mary', 'mary', 'zenobia', 'zenobia', 'marie'].map((name) => ({ given: name, surname: '' }))
  const [comparator] = new PairScorer(model, tableOf(given, model.fields)).comparators
  comparator?.compare(0, 1)
  t.equal(comparator?.chanceBits, 3.25)
  comparator?.compare(2, 3)
  t.equal(comparator?.chanceBits, 12)
  comparator?.compare(0, 4)
  t.equal(comparator?.chanceBits, -1, 'what is not equal is as rare as its level')
})

test('similarity is symmetric, and its levels keep their order', async (t) => {
  const text = fc.string({ unit: fc.constantFrom('a', 'b', 'c', '1'), maxLength: 9 })
  fc.assert(
    fc.property(text, text, (a, b) => a === b || similarityLevel(a, b) === similarityLevel(b, a)),
    { numRuns: 3000 },
  )
  t.strictSame(SIMILARITY_LEVELS, [
    'missing',
    'equal',
    'one_edit',
    'two_edits',
    'abbreviated',
    'similar',
    'crossed',
    'different',
  ])
})
