import type { FamilyColumn, ValueColumn } from '../features/columns.js'
import { CHANCE_OF_LEVEL, levelNumbers, type Comparator } from './comparator.js'

export const LIST_LEVELS = ['missing', 'different_lists', 'same_list', 'same_family_in_list'] as const
const LEVEL = levelNumbers(LIST_LEVELS)

/**
 * Whether one list names both. A list seldom holds a person twice, and two rows of one family in one list are nearly
 * always two members of it: twins are told apart by this.
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
