import type { ValueColumn } from '../features/columns.js'
import { CHANCE_OF_LEVEL, levelNumbers, MISSING, type Comparator } from './comparator.js'

export const EQUALITY_LEVELS = ['missing', 'equal', 'different'] as const
const LEVEL = levelNumbers(EQUALITY_LEVELS)

/** Equality of a value from a closed set: sex, relation to the head. */
export function equalityComparator(column: ValueColumn): Comparator {
  return {
    levels: EQUALITY_LEVELS,
    chanceBits: CHANCE_OF_LEVEL,
    compare(i, j) {
      const a = column.values[i]
      const b = column.values[j]
      if (a === 0 || b === 0) return MISSING
      return a === b ? LEVEL.equal : LEVEL.different
    },
  }
}
