import { test } from 'tap'
import { estimateDependent } from '../../../../src/domain/linkage/training/estimate-dependent.js'
import { posterior, type LevelProbabilities } from '../../../../src/domain/linkage/training/level-probabilities.js'
import type { PairSample } from '../../../../src/domain/linkage/training/pair-sample.js'
import { PatternCounter, type PatternCounts } from '../../../../src/domain/linkage/training/patterns.js'
import { Random } from '../../../../src/tools/synthetic/population/random.js'

/**
 * Shares of agreement of each comparison: full, partial, none. Comparison 4 says what comparison 3 says: where 3 agrees
 * fully, 4 has `given`, otherwise `shares`.
 */
interface ClassOfPairs {
  readonly shares: readonly (readonly number[])[]
  readonly given: readonly number[]
}

const MATCHES: ClassOfPairs = {
  shares: [
    [0.85, 0.1, 0.05],
    [0.8, 0.12, 0.08],
    [0.9, 0.04, 0.06],
    [0.8, 0.1, 0.1],
    [0.3, 0.1, 0.6],
  ],
  given: [0.95, 0.03, 0.02],
}
const STRANGERS: ClassOfPairs = {
  shares: [
    [0.004, 0.02, 0.976],
    [0.01, 0.03, 0.96],
    [0.001, 0.02, 0.979],
    [0.005, 0.01, 0.985],
    [0.002, 0.02, 0.978],
  ],
  given: [0.96, 0.02, 0.02],
}
/** The same classes, where comparison 4 is left to itself. */
const FREE_MATCHES: ClassOfPairs = { shares: MATCHES.shares, given: MATCHES.shares[4] ?? [] }
const FREE_STRANGERS: ClassOfPairs = { shares: STRANGERS.shares, given: STRANGERS.shares[4] ?? [] }

const SECOND = 4
const FIRST = 3
const COMPARISONS = 5
const SHARE_MISSING = 0.05
const RECORDS = 1000
const ALL_PAIRS = (RECORDS * (RECORDS - 1)) / 2
const MATCHING = 700

function drawLevel(shares: readonly number[], random: Random): number {
  if (random.next() < SHARE_MISSING) return 0
  let rest = random.next()
  for (const [at, share] of shares.entries()) {
    rest -= share
    if (rest < 0) return at + 1
  }
  return shares.length
}

function drawPair({ shares, given }: ClassOfPairs, random: Random): Uint8Array {
  const levels = Uint8Array.from(shares, (own) => drawLevel(own, random))
  if (levels[FIRST] === 1) levels[SECOND] = drawLevel(given, random)
  return levels
}

/** All pairs once; candidates are those that agree fully in one of the first four comparisons. */
function drawSample(seed: number, matches: ClassOfPairs, strangers: ClassOfPairs): PairSample {
  const random = Random.at(seed, 1)
  const counters = { candidates: new PatternCounter(COMPARISONS), random: new PatternCounter(COMPARISONS) }
  const agreeing = Array.from({ length: COMPARISONS }, () => new PatternCounter(COMPARISONS))
  for (let pair = 0; pair < ALL_PAIRS; pair += 1) {
    const levels = drawPair(pair < MATCHING ? matches : strangers, random)
    if (levels.subarray(0, SECOND).includes(1)) counters.candidates.add(levels)
    if (random.chance(0.1)) counters.random.add(levels)
    levels.forEach((level, at) => {
      if (level === 1) agreeing[at]?.add(levels)
    })
  }
  return {
    candidates: counters.candidates.counts(),
    random: counters.random.counts(),
    agreeing: agreeing.map((counter) => ({ patterns: counter.counts(), share: 1 })),
    records: RECORDS,
    allPairs: ALL_PAIRS,
  }
}

function startOf(random: PatternCounts): LevelProbabilities {
  const shares = Array.from({ length: COMPARISONS }, () => new Float64Array(4))
  random.counts.forEach((count, pattern) => {
    shares.forEach((own, at) => {
      const level = random.levels[pattern * COMPARISONS + at] ?? 0
      own[level] = (own[level] ?? 0) + count
    })
  })
  const u = shares.map((own) => {
    const known = own.subarray(1).reduce((sum, count) => sum + count, 0)
    return own.map((count, level) => (level === 0 ? 0 : (count + 0.5) / (known + 1.5)))
  })
  return { m: u.map(() => Float64Array.of(0, 0.9, 0.05, 0.05)), u, prior: 1 / RECORDS }
}

function farOff(found: Float64Array | undefined, truth: readonly number[], allowed: number): string[] {
  return truth.flatMap((share, at) => {
    const estimated = found?.[at + 1] ?? NaN
    return Math.abs(estimated - share) <= allowed ? [] : [`level ${at + 1}: ${estimated}, true ${share}`]
  })
}

/** Among 700 matches, and by what the block keys leave out. */
const ALLOWED_FOR_M = 0.06
const ALLOWED_FOR_U = 0.002
const ALLOWED_PRIOR_BITS = 0.15

for (const seed of [301, 302]) {
  test(`training recovers m, u, the prior and a dependence (seed ${seed})`, async (t) => {
    const sample = drawSample(seed, MATCHES, STRANGERS)
    const { m, u, prior, given } = estimateDependent(sample, startOf(sample.random))
    t.ok(Math.abs(Math.log2(prior / (MATCHING / ALL_PAIRS))) < ALLOWED_PRIOR_BITS, `prior ${prior}`)
    for (let at = 0; at < SECOND; at += 1) {
      t.same(farOff(m[at], MATCHES.shares[at] ?? [], ALLOWED_FOR_M), [], `m of comparison ${at}`)
      t.same(farOff(u[at], STRANGERS.shares[at] ?? [], ALLOWED_FOR_U), [], `u of comparison ${at}`)
    }
    t.same(
      given?.map((tables) => tables.map(({ earlier }) => earlier)),
      [[], [], [], [], [FIRST]],
      'only the dependence that is there',
    )
    const [table] = given?.[SECOND] ?? []
    t.same(farOff(table?.u[1], STRANGERS.given, 0.03), [], 'u given agreement')
    t.same(farOff(table?.m[1], MATCHES.given, ALLOWED_FOR_M), [], 'm given agreement')
    t.same(farOff(table?.u[3], STRANGERS.shares[SECOND] ?? [], ALLOWED_FOR_U), [], 'u given full difference')
  })
}

test('fields that do not depend on each other stay independent', async (t) => {
  const sample = drawSample(304, FREE_MATCHES, FREE_STRANGERS)
  const { given } = estimateDependent(sample, startOf(sample.random))
  t.same(given, [[], [], [], [], []])
})

test('what the model calls certain is as often right as it says, with and without a dependence', async (t) => {
  for (const [matches, strangers] of [
    [MATCHES, STRANGERS],
    [FREE_MATCHES, FREE_STRANGERS],
  ] as const) {
    const sample = drawSample(305, matches, strangers)
    const estimates = estimateDependent(sample, startOf(sample.random))
    const random = Random.at(306, 1)
    const bins = [0.5, 0.9, 0.99].map((from) => ({ from, expected: 0, right: 0, pairs: 0 }))
    for (let pair = 0; pair < ALL_PAIRS; pair += 1) {
      const isMatch = pair < MATCHING
      const share = posterior(drawPair(isMatch ? matches : strangers, random), estimates)
      const bin = bins.findLast(({ from }) => share >= from)
      if (bin === undefined) continue
      bin.pairs += 1
      bin.expected += share
      bin.right += Number(isMatch)
    }
    for (const { from, expected, right, pairs } of bins) {
      const error = 3 * Math.sqrt(pairs) * 0.5 + 0.02 * pairs
      t.ok(Math.abs(expected - right) < error, `from ${from}: ${right} of ${pairs}, expected ${expected}`)
    }
    const sure = bins.at(-1)
    t.ok(sure !== undefined && sure.pairs > 200 && sure.right / sure.pairs > 0.98, JSON.stringify(sure))
  }
})
