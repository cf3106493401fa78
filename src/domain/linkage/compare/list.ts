import type { FamilyColumn, ValueColumn } from '../features/columns.js'
import { CHANCE_OF_LEVEL, levelNumbers, type Comparator } from './comparator.js'

export const LIST_LEVELS = ['missing', 'different_lists', 'same_list', 'same_family_in_list'] as const
const LEVEL = levelNumbers(LIST_LEVELS)

/**
 * Compares the sources of two records. A source seldom holds a person twice, and two records of one family in one
 * source are nearly always two members of it. This separates twins.
 */
export function listComparator(source: ValueColumn, family: FamilyColumn): Comparator {
  return {
    levels: LIST_LEVELS,
    chanceBits: CHANCE_OF_LEVEL,
    compare(i, j) {
      if (source.values[i] !== source.values[j]) return LEVEL.different_lists
      return family.family[i] !== 0 && family.family[i] === family.family[j]
        ? LEVEL.same_family_in_list
        : LEVEL.same_list
    },
  }
}
