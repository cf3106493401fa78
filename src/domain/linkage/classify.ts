import type { Comparator } from './compare/comparator.js'
import type { Model, Thresholds, Veto } from './model.js'

/** How sure it is that two records are one person. Only `certain` is linked without a person's judgement. */
export const GRADES = ['certainly_not', 'possible', 'probable', 'certain'] as const
export type Grade = (typeof GRADES)[number]

export function gradeOf(bits: number, thresholds: Thresholds, isVetoed: boolean): Grade {
  if (bits >= thresholds.certain) return isVetoed ? 'probable' : 'certain'
  if (bits >= thresholds.probable) return 'probable'
  return bits >= thresholds.possible ? 'possible' : 'certainly_not'
}

/** Tells from a pair's level numbers whether the model forbids the machine to link it by itself. */
export type VetoCheck = (levels: Uint8Array) => boolean

/** Compiles the model's vetoes to level numbers. Throws where one names an unknown comparison or level. */
export function vetoCheck(model: Model, comparators: readonly Comparator[]): VetoCheck {
  const place = ({ comparison, level }: { comparison: string; level: string }): { at: number; level: number } => {
    const at = model.comparisons.findIndex(({ name }) => name === comparison)
    const number = comparators[at]?.levels.indexOf(level) ?? -1
    if (number < 0) throw new Error(`a veto names ${comparison}=${level}, which the model does not have`)
    return { at, level: number }
  }
  const vetoes = model.vetoes.map((veto: Veto) => ({ when: place(veto), unless: veto.unless.map(place) }))
  return (levels) =>
    vetoes.some(
      ({ when, unless }) =>
        levels[when.at] === when.level && !unless.some((exception) => levels[exception.at] === exception.level),
    )
}
