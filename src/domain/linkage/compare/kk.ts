import { NUMBER_STATUS, type NumberColumn } from '../features/columns.js'
import type { Vocabulary } from '../features/vocabulary.js'
import { CHANCE_OF_LEVEL, levelNumbers, type Comparator } from './comparator.js'
import { fits, oneSlip } from './nik.js'

export const KK_LEVELS = ['missing', 'equal', 'near', 'different'] as const
const LEVEL = levelNumbers(KK_LEVELS)

/** Compares KKs. Different KKs say little: a KK changes with the head, with marriage, divorce and moving. */
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
        return fits(remains(i), remains(j)) ? LEVEL.near : LEVEL.missing
      }
      if (kk.head[i] === kk.head[j]) {
        if (kk.tail[i] === kk.tail[j]) return LEVEL.equal
        return oneSlip(kk.tail[i] ?? 0, kk.tail[j] ?? 0) ? LEVEL.near : LEVEL.different
      }
      return kk.tail[i] === kk.tail[j] && oneSlip(kk.head[i] ?? 0, kk.head[j] ?? 0) ? LEVEL.near : LEVEL.different
    },
  }
}
