import { NUMBER_STATUS, type NumberColumn } from '../features/columns.js'
import type { Vocabulary } from '../features/vocabulary.js'
import { CHANCE_OF_LEVEL, levelNumbers, type Comparator } from './comparator.js'
import { fits, oneSlip } from './nik.js'

export const KK_LEVELS = ['missing', 'equal', 'damaged', 'near', 'serial_near', 'different'] as const
const LEVEL = levelNumbers(KK_LEVELS)

/**
 * Compares KKs. Different KKs say little: a KK changes with the head, with marriage, divorce and moving. `damaged`: the
 * remaining digits of one fit the other. `near`: the area or date differs by one slip. `serial_near`: only the serial
 * does, as for cards that one office issued on one day to two families.
 */
export function kkComparator(kk: NumberColumn, vocabulary: Vocabulary): Comparator {
  const remains = (row: number): string =>
    kk.status[row] === NUMBER_STATUS.valid
      ? String(kk.head[row]).padStart(8, '0') + String(kk.tail[row]).padStart(8, '0')
      : vocabulary.text(kk.remains[row] ?? 0)
  return {
    levels: KK_LEVELS,
    chanceBits: CHANCE_OF_LEVEL,
    compare(i, j) {
      const a = kk.status[i] ?? 0
      const b = kk.status[j] ?? 0
      if (a === NUMBER_STATUS.missing || b === NUMBER_STATUS.missing) return LEVEL.missing
      if (a !== NUMBER_STATUS.valid || b !== NUMBER_STATUS.valid) {
        return fits(remains(i), remains(j)) ? LEVEL.damaged : LEVEL.missing
      }
      return compareValid(kk, i, j)
    },
  }
}

const SERIALS = 10_000

function compareValid(kk: NumberColumn, i: number, j: number): number {
  const [tailA, tailB] = [kk.tail[i] ?? 0, kk.tail[j] ?? 0]
  const sameHead = kk.head[i] === kk.head[j]
  if (sameHead && tailA === tailB) return LEVEL.equal
  const isSlip = sameHead ? oneSlip(tailA, tailB) : tailA === tailB && oneSlip(kk.head[i] ?? 0, kk.head[j] ?? 0)
  if (!isSlip) return LEVEL.different
  return sameHead && Math.floor(tailA / SERIALS) === Math.floor(tailB / SERIALS) ? LEVEL.serial_near : LEVEL.near
}
