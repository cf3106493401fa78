import type { AreaColumn } from '../features/columns.js'
import { CHANCE_OF_LEVEL, levelNumbers, MISSING, type Comparator } from './comparator.js'

export const AREA_LEVELS = ['missing', 'village', 'district', 'regency', 'different'] as const
const LEVEL = levelNumbers(AREA_LEVELS)

/** The smallest area that two records share. Codes of different schemes never agree. */
export function areaComparator(area: AreaColumn): Comparator {
  return {
    levels: AREA_LEVELS,
    chanceBits: CHANCE_OF_LEVEL,
    compare(i, j) {
      if (area.regency[i] === 0 || area.regency[j] === 0) return MISSING
      if (area.regency[i] !== area.regency[j]) return LEVEL.different
      if (area.district[i] === 0 || area.district[i] !== area.district[j]) return LEVEL.regency
      return area.village[i] !== 0 && area.village[i] === area.village[j] ? LEVEL.village : LEVEL.district
    },
  }
}
