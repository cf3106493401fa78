import { JointCounts } from './joint-counts.js'
import { forEachPattern, posteriors, type GivenShares, type LevelProbabilities } from './level-probabilities.js'
import type { PairSample } from './pair-sample.js'

/**
 * Mean change of a match's weight, in bits, from which a dependence is modelled. Measured on the public sets, fields that
 * have nothing to do with each other seem to change it by up to 1, a suburb and its postcode by 5 to 9.
 */
const LEAST_BITS = 1.5
const MOST_GIVEN = 3
/** Pairs added to the levels under an earlier level, spread as if neither depended on the other. */
const INDEPENDENT_MATCHES = 200
const INDEPENDENT_STRANGERS = 20
/**
 * Matches that pass for strangers, for each match that was recognised: at most so many of the strangers that agree
 * twice are doubted. Otherwise they would make the fields look dependent, and so lower the posterior of more matches.
 */
const UNRECOGNISED = 0.2
/** Matches of each record that may hide in the agreements while none is recognised yet. */
const MATCHES_OF_RECORD = 1
/** Level 1 is full agreement in every kind of comparison. */
const AGREEMENT = 1

/** What is measured: with posteriors of the current estimates, or before there are any. */
export type Stage = 'before_estimates' | 'with_posteriors'

interface Measured {
  readonly current: LevelProbabilities
  readonly matches: JointCounts
  readonly strangers: JointCounts
  /** Strangers of which it is doubted that they are any. */
  readonly doubted: JointCounts
}

/**
 * Measures how much earlier comparisons say about each comparison. Returns those that are worth modelling, the
 * strongest first. What strangers share besides a value in common is counted in pairs that agree in it.
 */
export function measureGiven(
  sample: PairSample,
  current: LevelProbabilities,
  stage: Stage,
): readonly (readonly GivenShares[])[] {
  const measured = stage === 'before_estimates' ? countBefore(sample, current) : countByPosterior(sample, current)
  return current.m.map((_, later) => {
    const found = current.m.slice(0, later).map((_unused, earlier) => {
      const shares = givenShares(measured, earlier, later)
      return { shares, bits: changeOfWeight(current, shares, later) }
    })
    return found
      .filter(({ bits }) => bits >= LEAST_BITS)
      .sort((a, b) => b.bits - a.bits || a.shares.earlier - b.shares.earlier)
      .slice(0, MOST_GIVEN)
      .map(({ shares }) => shares)
  })
}

function countByPosterior(sample: PairSample, current: LevelProbabilities): Measured {
  const [matches, strangers, doubted] = [jointOf(current), jointOf(current), jointOf(current)]
  forEachPattern(sample.candidates, (levels, count) => {
    matches.add(levels, posteriors(levels, current).match * count)
  })
  forEachPattern(sample.random, (levels, count) => {
    const share = posteriors(levels, current)
    strangers.add(levels, (1 - share.match - share.kin) * count)
    doubted.add(levels, UNRECOGNISED * share.match * count)
  })
  sample.agreeing.forEach(({ patterns }, earlier) => {
    forEachPattern(patterns, (levels, count) => {
      if (levels[earlier] !== AGREEMENT) return
      const share = posteriors(levels, current)
      strangers.addGiven(levels, earlier, (1 - share.match - share.kin) * count)
      doubted.addGiven(levels, earlier, UNRECOGNISED * share.match * count)
    })
  })
  return { current, matches, strangers, doubted }
}

/** Counts all pairs as strangers, and doubts as many as there may be matches. */
function countBefore(sample: PairSample, current: LevelProbabilities): Measured {
  const [matches, strangers, doubted] = [jointOf(current), jointOf(current), jointOf(current)]
  forEachPattern(sample.random, (levels, count) => {
    strangers.add(levels, count)
  })
  sample.agreeing.forEach(({ patterns, share }, earlier) => {
    forEachPattern(patterns, (levels, count) => {
      if (levels[earlier] === AGREEMENT) strangers.addGiven(levels, earlier, count)
    })
    const pairs = MATCHES_OF_RECORD * sample.records * (share + shareOfRandom(sample))
    addIndependent(doubted, { earlier, pairs, m: current.m })
  })
  return { current, matches, strangers, doubted }
}

function jointOf({ m }: LevelProbabilities): JointCounts {
  return new JointCounts(m.map(({ length }) => length))
}

function shareOfRandom({ random, allPairs }: PairSample): number {
  return random.counts.reduce((sum, count) => sum + count, 0) / Math.max(1, allPairs)
}

/** Spreads pairs over the levels of two comparisons as if neither depended on the other. */
function addIndependent(
  counts: JointCounts,
  { earlier, pairs, m }: { earlier: number; pairs: number; m: readonly Float64Array[] },
): void {
  for (let later = earlier + 1; later < m.length; later += 1) {
    counts.table(earlier, later).forEach((row, given) => {
      if (given === 0) return
      for (let level = 1; level < row.length; level += 1) {
        row[level] = (row[level] ?? 0) + pairs * (m[earlier]?.[given] ?? 0) * (m[later]?.[level] ?? 0)
      }
    })
  }
}

function givenShares({ current, matches, strangers, doubted }: Measured, earlier: number, later: number): GivenShares {
  const [ownM, ownU] = [current.m[later] ?? NO_LEVELS, current.u[later] ?? NO_LEVELS]
  const doubts = doubted.table(earlier, later)
  return {
    earlier,
    m: matches.table(earlier, later).map((row) => shrunk(row, ownM, INDEPENDENT_MATCHES)),
    u: strangers
      .table(earlier, later)
      .map((row, given) => shrunk(undoubted(row, doubts[given] ?? NO_LEVELS, ownU), ownU, INDEPENDENT_STRANGERS)),
  }
}

const NO_LEVELS = new Float64Array()

/**
 * Returns the counts without what is doubted, but no less than independence makes likely. Few pairs do not show that a
 * level is rarer than that.
 */
function undoubted(counts: Float64Array, doubts: Float64Array, own: Float64Array): Float64Array {
  const total = counts.reduce((sum, count) => sum + count, 0)
  return counts.map((count, level) => {
    const independent = total * (own[level] ?? 0)
    if (count >= independent) return Math.max(independent, count - (doubts[level] ?? 0))
    return (independent * (count + INDEPENDENT_STRANGERS)) / (independent + INDEPENDENT_STRANGERS)
  })
}

function shrunk(counts: Float64Array, own: Float64Array, pairs: number): Float64Array {
  const total = counts.reduce((sum, count) => sum + count, 0)
  return counts.map((count, level) => (level === 0 ? 0 : (count + pairs * (own[level] ?? 0)) / (total + pairs)))
}

/** Returns the mean change of weight, in bits, that a dependence makes for matches. */
function changeOfWeight({ m, u }: LevelProbabilities, given: GivenShares, later: number): number {
  const weight = (above: Float64Array | undefined, below: Float64Array | undefined, level: number): number =>
    Math.log2((above?.[level] ?? 1) / (below?.[level] ?? 1))
  let bits = 0
  m[given.earlier]?.forEach((earlierShare, row) => {
    m[later]?.forEach((share, level) => {
      if (row === 0 || level === 0) return
      const change = weight(given.m[row], given.u[row], level) - weight(m[later], u[later], level)
      bits += earlierShare * share * Math.abs(change)
    })
  })
  return bits
}
