import type { Comparator } from '../compare/comparator.js'
import type { Model, Thresholds, Veto } from '../model/model.js'

/** How certain it is that two records are one person. Only `certain` is linked without a judgement. */
export const GRADES = ['certainly_not', 'possible', 'probable', 'certain'] as const
export type Grade = (typeof GRADES)[number]

export function gradeOf(bits: number, thresholds: Thresholds, isVetoed: boolean): Grade {
  if (bits >= thresholds.certain) return isVetoed ? 'probable' : 'certain'
  if (bits >= thresholds.probable) return 'probable'
  return bits >= thresholds.possible ? 'possible' : 'certainly_not'
}

/** Whether a veto of the model applies, given the level numbers of a pair. */
export type VetoCheck = (levels: Uint8Array) => boolean

/**
 * Compiles the vetoes of the model to a check that allocates nothing, because every scored pair passes it. Throws for
 * an unknown comparison or level.
 */
export function vetoCheck(model: Model, comparators: readonly Comparator[]): VetoCheck {
  const vetoes = placeVetoes(model, comparators)
  return (levels) => {
    for (const veto of vetoes) if (holds(veto, levels)) return true
    return false
  }
}

/** The vetoes of pairs that contradict each other, which also keep clusters apart. */
export function contradictionCheck(model: Model, comparators: readonly Comparator[]): VetoCheck {
  const vetoes = model.vetoes.filter(({ parts }) => parts === 'clusters')
  return vetoCheck({ ...model, vetoes }, comparators)
}

/** Returns the vetoes that apply, given the level numbers of a pair, in the order of the model. */
export type VetoFinder = (levels: Uint8Array) => readonly Veto[]

/** Like `vetoCheck`, for pairs that are explained. */
export function vetoFinder(model: Model, comparators: readonly Comparator[]): VetoFinder {
  const vetoes = placeVetoes(model, comparators)
  return (levels) => vetoes.filter((placed) => holds(placed, levels)).map(({ veto }) => veto)
}

/** The number of a comparison, and of a level in it. */
interface LevelPlace {
  readonly at: number
  readonly level: number
}

interface PlacedVeto {
  readonly veto: Veto
  readonly when: LevelPlace
  readonly unless: readonly LevelPlace[]
}

function placeVetoes({ comparisons, vetoes }: Model, comparators: readonly Comparator[]): readonly PlacedVeto[] {
  const place = ({ comparison, level }: { comparison: string; level: string }): LevelPlace => {
    const at = comparisons.findIndex(({ name }) => name === comparison)
    const number = comparators[at]?.levels.indexOf(level) ?? -1
    if (number < 0) throw new Error(`a veto names ${comparison}=${level}, which the model does not have`)
    return { at, level: number }
  }
  return vetoes.map((veto) => ({ veto, when: place(veto), unless: veto.unless.map(place) }))
}

function holds({ when, unless }: PlacedVeto, levels: Uint8Array): boolean {
  if (levels[when.at] !== when.level) return false
  for (const { at, level } of unless) if (levels[at] === level) return false
  return true
}
