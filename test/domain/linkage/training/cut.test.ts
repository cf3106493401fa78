import fc from 'fast-check'
import { test } from 'tap'
import { chooseThresholds, WeightCounts } from '../../../../src/domain/linkage/training/cut.js'

function countsOf(weights: readonly (readonly [weight: number, pairs: number])[]): WeightCounts {
  const counts = new WeightCounts()
  for (const [weight, pairs] of weights) counts.add(weight, pairs)
  return counts
}

function expectedPrecision(weights: readonly (readonly [number, number])[], cut: number): number {
  const joined = weights.filter(([weight]) => weight >= cut)
  const right = joined.reduce((sum, [weight, pairs]) => sum + pairs / (1 + 2 ** -weight), 0)
  return right / joined.reduce((sum, [, pairs]) => sum + pairs, 0)
}

test('the cut is low where few pairs are doubtful, and high where many are', async (t) => {
  const few = chooseThresholds(
    countsOf([
      [20, 1000],
      [1, 10],
      [-15, 5000],
    ]),
  )
  const many = chooseThresholds(
    countsOf([
      [20, 1000],
      [4, 100],
      [1, 400],
      [-15, 5000],
    ]),
  )
  t.equal(few.certain, 1)
  t.equal(many.certain, 4)
})

test('a pair that is no likelier a match than not is never joined', async (t) => {
  const { certain, probable } = chooseThresholds(
    countsOf([
      [20, 100_000],
      [-0.5, 10],
      [-1, 10],
    ]),
  )
  t.ok(certain > 0)
  t.equal(probable, 0)
})

test('more pairs are queued where matches would be missed otherwise', async (t) => {
  const clear = chooseThresholds(
    countsOf([
      [20, 1000],
      [-12, 1000],
    ]),
  )
  const unclear = chooseThresholds(
    countsOf([
      [20, 1000],
      [-2, 400],
      [-12, 1000],
    ]),
  )
  t.equal(clear.possible, -1)
  t.ok(unclear.possible <= -2, String(unclear.possible))
})

test('without candidates only the surest pairs are joined', async (t) => {
  const { certain, probable, possible } = chooseThresholds(new WeightCounts())
  t.ok(certain > 6 && certain < 7)
  t.ok(certain > probable && probable > possible)
})

test('grades stay in order, and enough of the joined pairs are expected to be right', async () => {
  const weight = fc.integer({ min: -200, max: 400 }).map((steps) => steps / 10)
  const weights = fc.array(fc.tuple(weight, fc.integer({ min: 1, max: 5000 })), { minLength: 1, maxLength: 30 })
  fc.assert(
    fc.property(weights, (drawn) => {
      const { certain, probable, possible } = chooseThresholds(countsOf(drawn))
      const joined = drawn.filter(([each]) => each >= certain)
      const isPrecise = joined.length === 0 || expectedPrecision(drawn, certain) >= 0.99 - 1e-9
      return certain >= probable && probable > possible && isPrecise
    }),
  )
})
