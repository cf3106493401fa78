import { test, type Test } from 'tap'
import { estimate } from '../../../../src/domain/linkage/training/expectation-maximisation.js'
import { posterior, type LevelProbabilities } from '../../../../src/domain/linkage/training/level-probabilities.js'
import { PatternCounter, type PatternCounts } from '../../../../src/domain/linkage/training/patterns.js'
import { Random } from '../../../../src/tools/synthetic/population/random.js'

/** Shares of the levels of each comparison within a class of pairs; level 0, not comparable, comes on top. */
type ClassOfPairs = readonly (readonly number[])[]

const MATCHES: ClassOfPairs = [
  [0.9, 0.07, 0.03],
  [0.72, 0.18, 0.06, 0.04],
  [0.85, 0.15],
  [0.6, 0.2, 0.2],
  [0.95, 0.05],
]
const STRANGERS: ClassOfPairs = [
  [0.002, 0.01, 0.988],
  [0.01, 0.04, 0.15, 0.8],
  [0.05, 0.95],
  [0.02, 0.18, 0.8],
  [0.5, 0.5],
]
/** A family agrees on the fourth comparison as one person does, and on the others a little more than strangers. */
const RELATIVES: ClassOfPairs = [
  [0.02, 0.03, 0.95],
  [0.03, 0.1, 0.27, 0.6],
  [0.08, 0.92],
  [0.7, 0.2, 0.1],
  [0.5, 0.5],
]
const SHARE_MISSING = 0.08
const ALL_PAIRS = 400_000

function drawLevel(shares: readonly number[], random: Random): number {
  if (random.next() < SHARE_MISSING) return 0
  let rest = random.next()
  for (const [at, share] of shares.entries()) {
    rest -= share
    if (rest < 0) return at + 1
  }
  return shares.length
}

/** Patterns of so many pairs of each class. */
function draw(classes: readonly (readonly [ClassOfPairs, number])[], random: Random): PatternCounts {
  const counter = new PatternCounter(MATCHES.length)
  const levels = new Uint8Array(MATCHES.length)
  for (const [shares, pairs] of classes) {
    for (let pair = 0; pair < pairs; pair += 1) {
      for (const [at, own] of shares.entries()) levels[at] = drawLevel(own, random)
      counter.add(levels)
    }
  }
  return counter.counts()
}

function withMissing(shares: ClassOfPairs): Float64Array[] {
  return shares.map((own) => Float64Array.from([0, ...own]))
}

/** Knows only that agreement speaks for a match. */
const START: LevelProbabilities = {
  m: MATCHES.map(({ length }) =>
    Float64Array.from({ length: length + 1 }, (_, level) => (level === 1 ? 0.8 : 0.2 / (length - 1))),
  ),
  u: STRANGERS.map(({ length }) => new Float64Array(length + 1).fill(1 / length)),
  prior: 1 / 5000,
}

/** Where estimated shares are farther off than allowed, in words. */
function farOff(estimated: readonly Float64Array[], truth: ClassOfPairs, allowed: number): string[] {
  return truth.flatMap((own, at) =>
    own.flatMap((share, level) => {
      const found = estimated[at]?.[level + 1] ?? NaN
      return Math.abs(found - share) <= allowed ? [] : [`comparison ${at} level ${level + 1}: ${found}, true ${share}`]
    }),
  )
}

function bitsOff(estimated: number, truth: number): number {
  return Math.abs(Math.log2(estimated / truth))
}

/** m may be off by three standard errors of a share among so many matches, and by what overlaps with strangers. */
function allowedForM(matches: number): number {
  return 3 * Math.sqrt(0.25 / matches) + 0.01
}

const ALLOWED_FOR_U = 0.004
const ALLOWED_PRIOR_BITS = 0.2

function checkEstimates(
  t: Test,
  { m, u, prior }: LevelProbabilities,
  truth: { prior: number; allowedForU: number },
): void {
  t.same(farOff(m, MATCHES, allowedForM(truth.prior * ALL_PAIRS)), [], 'm')
  t.same(farOff(u, STRANGERS, truth.allowedForU), [], 'u')
  t.ok(bitsOff(prior, truth.prior) < ALLOWED_PRIOR_BITS, `prior ${prior}, true ${truth.prior}`)
}

for (const prior of [1e-3, 1e-2, 1e-1]) {
  test(`training recovers m, u and a prior of ${prior}`, async (t) => {
    const random = Random.at(101, prior * 1000)
    const matches = prior * ALL_PAIRS
    const sample = {
      candidates: draw(
        [
          [MATCHES, matches],
          [STRANGERS, ALL_PAIRS - matches],
        ],
        random,
      ),
      random: draw(
        [
          [MATCHES, prior * 100_000],
          [STRANGERS, (1 - prior) * 100_000],
        ],
        random,
      ),
      allPairs: ALL_PAIRS,
      agreeing: [],
      records: 900,
    }
    checkEstimates(t, estimate(sample, START), { prior, allowedForU: ALLOWED_FOR_U })
  })
}

/** A match that agrees on little counts as a pair of strangers that blocking left out, so agreement is over-rated. */
const ALLOWED_BIAS_OF_BLOCKING = 0.07

test('candidates without most non-matches yield nearly the same model if they hold the matches', async (t) => {
  const random = Random.at(102, 1)
  const matches = 4000
  // Blocked by the first comparison: strangers come only with an agreement in it.
  const [, ...others] = STRANGERS
  const blocked: ClassOfPairs = [[1, 0, 0], ...others]
  const allPairs = 40 * ALL_PAIRS
  const strangers = Math.round(allPairs * 0.002)
  const sample = {
    candidates: draw(
      [
        [MATCHES, matches],
        [blocked, strangers],
      ],
      random,
    ),
    random: draw([[STRANGERS, 200_000]], random),
    allPairs,
    agreeing: [],
    records: 5600,
  }
  const { m, u, prior } = estimate(sample, { ...START, prior: 1e-5 })
  t.same(farOff(m, MATCHES, ALLOWED_BIAS_OF_BLOCKING), [], 'm')
  t.same(farOff(u, STRANGERS, ALLOWED_FOR_U), [], 'u')
  t.ok(bitsOff(prior, matches / allPairs) < ALLOWED_PRIOR_BITS)
})

test('matches among the random pairs do not count as non-matches', async (t) => {
  const random = Random.at(103, 1)
  const prior = 1e-2
  const sample = {
    candidates: draw(
      [
        [MATCHES, prior * ALL_PAIRS],
        [STRANGERS, (1 - prior) * ALL_PAIRS],
      ],
      random,
    ),
    random: draw(
      [
        [MATCHES, 5000],
        [STRANGERS, 95_000],
      ],
      random,
    ),
    allPairs: ALL_PAIRS,
    agreeing: [],
    records: 900,
  }
  checkEstimates(t, estimate(sample, START), { prior, allowedForU: 3 * ALLOWED_FOR_U })
})

const KIN_PRIOR = 0.03

test('family members form a class apart from matches', async (t) => {
  const random = Random.at(104, 1)
  const prior = 2e-3
  const classes = (pairs: number): [ClassOfPairs, number][] => [
    [MATCHES, prior * pairs],
    [RELATIVES, KIN_PRIOR * pairs],
    [STRANGERS, (1 - prior - KIN_PRIOR) * pairs],
  ]
  const sample = {
    candidates: draw(classes(ALL_PAIRS), random),
    random: draw(classes(100_000), random),
    allPairs: ALL_PAIRS,
    agreeing: [],
    records: 900,
  }
  const kin = { levels: withMissing(RELATIVES), prior: KIN_PRIOR }
  const estimates = estimate(sample, { ...START, kin })
  checkEstimates(t, estimates, { prior, allowedForU: 2 * ALLOWED_FOR_U })
  t.same(estimates.kin, kin, 'the class is taken as given')
  const without = estimate(sample, START)
  t.ok(farOff(without.u, STRANGERS, 2 * ALLOWED_FOR_U).length > 0, 'without it relatives count as strangers')
})

function isProper({ m, u, prior }: LevelProbabilities): boolean {
  const areShares = (shares: Float64Array): boolean => {
    const [missing = 0, ...known] = shares
    const sum = known.reduce((total, share) => total + share, 0)
    return missing === 0 && known.every((share) => share > 0 && share < 1) && Math.abs(sum - 1) < 1e-9
  }
  return [...m, ...u].every(areShares) && prior > 0 && prior < 1
}

const NOTHING: PatternCounts = new PatternCounter(MATCHES.length).counts()

function patternOf(levels: readonly number[], count: number): PatternCounts {
  const counter = new PatternCounter(levels.length)
  counter.add(Uint8Array.from(levels), count)
  return counter.counts()
}

const POOR_SAMPLES: Readonly<
  Record<string, readonly [candidates: PatternCounts, random: PatternCounts, allPairs: number]>
> = {
  'no pairs at all': [NOTHING, NOTHING, 1],
  'only strangers': [NOTHING, patternOf([3, 4, 2, 3, 2], 1000), 1e6],
  'only matches, and more than there are pairs': [patternOf([1, 1, 1, 1, 1], 1000), NOTHING, 500],
  'only pairs without any value': [patternOf([0, 0, 0, 0, 0], 1000), patternOf([0, 0, 0, 0, 0], 1000), 1e5],
  'one pattern everywhere': [patternOf([1, 2, 1, 2, 1], 1e6), patternOf([1, 2, 1, 2, 1], 1e6), 1e12],
}

for (const [what, [candidates, random, allPairs]] of Object.entries(POOR_SAMPLES)) {
  test(`every level has a chance above zero and a finite weight: ${what}`, async (t) => {
    const estimates = estimate({ candidates, random, allPairs, agreeing: [], records: 1000 }, START)
    t.ok(isProper(estimates), JSON.stringify(estimates))
    const weights = estimates.m.flatMap((levels, at) =>
      [...levels.subarray(1)].map((m, level) => Math.log2(m / (estimates.u[at]?.[level + 1] ?? 0))),
    )
    t.ok(weights.every(Number.isFinite))
  })
}

test('a posterior is the share of matches among the pairs of a pattern', async (t) => {
  const known = { m: withMissing(MATCHES), u: withMissing(STRANGERS), prior: 0.01 }
  const odds = (0.01 / 0.99) * (0.9 / 0.002) * (0.18 / 0.04)
  t.ok(Math.abs(posterior(Uint8Array.of(1, 2, 0, 0, 0), known) - odds / (1 + odds)) < 1e-12)
  t.ok(Math.abs(posterior(new Uint8Array(5), known) - 0.01) < 1e-12, 'nothing known leaves the prior')
  const kin = { levels: withMissing(RELATIVES), prior: KIN_PRIOR }
  const shares = [0.01 * 0.9, KIN_PRIOR * 0.02, (1 - 0.01 - KIN_PRIOR) * 0.002]
  const expected = 0.009 / shares.reduce((sum, share) => sum + share, 0)
  t.ok(Math.abs(posterior(Uint8Array.of(1, 0, 0, 0, 0), { ...known, kin }) - expected) < 1e-12)
})

test('a posterior of many sure agreements is 1, not NaN', async (t) => {
  const many = 200
  const m = Array.from({ length: many }, () => Float64Array.of(0, 1 - 1e-9, 1e-9))
  const u = Array.from({ length: many }, () => Float64Array.of(0, 1e-9, 1 - 1e-9))
  const levels = new Uint8Array(many)
  const kin = { levels: m, prior: 1e-3 }
  t.equal(posterior(levels.fill(1), { m, u, prior: 1e-6 }), 1)
  t.ok(posterior(levels.fill(2), { m, u, prior: 1e-6 }) < 1e-100)
  const between = posterior(levels.fill(1), { m, u, prior: 1e-3, kin })
  t.ok(Math.abs(between - 0.5) < 1e-9, String(between))
})
