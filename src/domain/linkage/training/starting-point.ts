import { LEVELS_OF_KIND } from '../compare/comparators.js'
import type { Comparison, Model } from '../model/model.js'
import type { LevelProbabilities } from './level-probabilities.js'

const START_AGREEING = 0.9

/** Before the first round matches agree fully in nine of ten comparisons, and each record has one match. */
export function startingPoint(model: Model, strangers: readonly Float64Array[], size: number): LevelProbabilities {
  const start = { m: strangers.map(({ length }) => agreeing(length)), u: strangers, prior: 1 / Math.max(4, size) }
  const { kinBits } = model.prior
  if (kinBits === undefined) return start
  const levels = model.comparisons.map((comparison, at) => kinProbabilities(comparison, strangers[at]?.length ?? 0))
  return { ...start, kin: { levels, prior: 2 ** kinBits } }
}

function agreeing(levels: number): Float64Array {
  const shares = new Float64Array(levels).fill((1 - START_AGREEING) / Math.max(1, levels - 2))
  shares[1] = START_AGREEING
  return shares
}

/** The kin probabilities of the model, by level number. */
function kinProbabilities(comparison: Comparison, levels: number): Float64Array {
  const names = LEVELS_OF_KIND[comparison.kind]
  return Float64Array.from({ length: levels }, (_, number) => {
    const level = comparison.levels.find((candidate) => candidate.level === names[number])
    return level?.kin ?? level?.u ?? 1
  })
}
