import { measureGiven } from './dependence.js'
import { estimate } from './expectation-maximisation.js'
import type { LevelProbabilities } from './level-probabilities.js'
import type { PairSample } from './pair-sample.js'

/** Rounds of measuring dependences by the posteriors of the round before. */
const ROUNDS_OF_DEPENDENCE = 2

/**
 * Estimates m, u, the prior, and how far each comparison depends on earlier ones. Dependences are measured before the
 * first estimates too: two columns that say one thing would else make a class of matches of their own.
 */
export function estimateDependent(sample: PairSample, start: LevelProbabilities): LevelProbabilities {
  if (sample.agreeing.length === 0) return estimate(sample, start)
  let estimates = estimate(sample, { ...start, given: measureGiven(sample, start, 'before_estimates') })
  for (let round = 0; round < ROUNDS_OF_DEPENDENCE; round += 1) {
    estimates = estimate(sample, { ...estimates, given: measureGiven(sample, estimates, 'with_posteriors') })
  }
  return estimates
}
