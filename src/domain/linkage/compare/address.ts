import type { AddressColumn, AreaColumn } from '../features/columns.js'
import { CHANCE_OF_LEVEL, levelNumbers, MISSING, type Comparator } from './comparator.js'

export const ADDRESS_LEVELS = ['missing', 'house', 'street_and_rt', 'rt', 'street', 'different'] as const
const LEVEL = levelNumbers(ADDRESS_LEVELS)

/**
 * Compares addresses within one village. Between villages an address adds nothing to the area. `house`: street, number,
 * RT and RW agree; `street_and_rt`: the same without a house number; `rt`: only RT and RW agree.
 */
export function addressComparator(address: AddressColumn, area: AreaColumn): Comparator {
  return {
    levels: ADDRESS_LEVELS,
    chanceBits: CHANCE_OF_LEVEL,
    compare(i, j) {
      if (area.village[i] === 0 || area.village[i] !== area.village[j]) return MISSING
      const knowsStreet = address.street[i] !== 0 && address.street[j] !== 0
      const knowsRt = address.rt[i] !== 0 && address.rt[j] !== 0
      if (!knowsStreet && !knowsRt) return MISSING
      const sameStreet = knowsStreet && address.street[i] === address.street[j]
      const sameRt = knowsRt && address.rt[i] === address.rt[j] && address.rw[i] === address.rw[j]
      if (sameStreet && sameRt) return isSameHouse(address, i, j) ? LEVEL.house : LEVEL.street_and_rt
      if (sameRt) return LEVEL.rt
      return sameStreet ? LEVEL.street : LEVEL.different
    },
  }
}

function isSameHouse(address: AddressColumn, i: number, j: number): boolean {
  return address.number[i] !== 0 && address.number[i] === address.number[j]
}
