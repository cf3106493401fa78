import {
  NUMBER_STATUS,
  type DateColumn,
  type FamilyColumn,
  type NumberColumn,
  type TokensColumn,
} from '../features/columns.js'
import type { AtomValues } from '../blocking/block-atoms.js'
import { CHANCE_OF_LEVEL, levelNumbers, MISSING, type Comparator } from './comparator.js'

export const COMPANY_LEVELS = ['missing', 'rival', 'none', 'one', 'two', 'three_or_more'] as const
const LEVEL = levelNumbers(COMPANY_LEVELS)

export interface CompanyColumns {
  readonly family: FamilyColumn
  readonly nik: NumberColumn
  readonly date: DateColumn
  readonly name: TokensColumn
  /** Spelling key of each token id. */
  readonly keys: Uint32Array
  /** Spelling keys of the rarest tokens of each name. */
  readonly rarest: AtomValues
}

/**
 * Compares the company of two records: how many other members of one family are also in the other family. `rival`: one
 * family has another member that resembles the other record more, so the two records are two persons.
 */
export function companyComparator(columns: CompanyColumns): Comparator {
  const { family } = columns
  return {
    levels: COMPANY_LEVELS,
    chanceBits: CHANCE_OF_LEVEL,
    compare(i, j) {
      const a = family.family[i] ?? 0
      const b = family.family[j] ?? 0
      if (a === 0 || b === 0 || a === b || sizeOf(family, a) < 2 || sizeOf(family, b) < 2) return MISSING
      const own = resemblance(columns, i, j)
      if (bestAmong(columns, i, b, j) > own || bestAmong(columns, j, a, i) > own) return LEVEL.rival
      // Twins may both resemble one member of the other family, so the smaller of the two counts is right.
      const shared = Math.min(sharedMembers(columns, i, j), sharedMembers(columns, j, i))
      return LEVEL.none + Math.min(3, shared)
    },
  }
}

function sizeOf(family: FamilyColumn, id: number): number {
  return (family.offsets[id + 1] ?? 0) - (family.offsets[id] ?? 0)
}

function sharedMembers(columns: CompanyColumns, i: number, j: number): number {
  const { family } = columns
  const a = family.family[i] ?? 0
  const b = family.family[j] ?? 0
  let shared = 0
  for (let place = family.offsets[a] ?? 0; place < (family.offsets[a + 1] ?? 0); place += 1) {
    const member = family.members[place] ?? 0
    if (member !== i && bestAmong(columns, member, b, j) > 0) shared += 1
  }
  return shared
}

/** The best resemblance of a row to a member of a family, without the row `except`. */
function bestAmong(columns: CompanyColumns, row: number, familyId: number, except: number): number {
  const { offsets, members } = columns.family
  let best = 0
  for (let place = offsets[familyId] ?? 0; place < (offsets[familyId + 1] ?? 0); place += 1) {
    const member = members[place] ?? 0
    if (member !== except) best = Math.max(best, resemblance(columns, row, member))
  }
  return best
}

const SAME_NUMBER = 3
const SAME_DAY_AND_NAME = 2
const SAME_DAY_AND_TOKEN = 1

/**
 * Whether two rows are one person by NIK, or by birth date and name if the NIKs do not contradict; 0 means no. A year
 * alone is no birth date. Names must share one of their rarest tokens, because half of all families have a SITI. Rows
 * that resemble each other therefore share a block key, which shows who cannot be company before any family is read.
 */
function resemblance({ nik, date, name, keys, rarest }: CompanyColumns, i: number, j: number): number {
  if (nik.status[i] === NUMBER_STATUS.valid && nik.status[j] === NUMBER_STATUS.valid) {
    return nik.tail[i] === nik.tail[j] && nik.head[i] === nik.head[j] ? SAME_NUMBER : 0
  }
  const day = date.dates[i] ?? 0
  if (day % 100 === 0 || day !== date.dates[j] || !shareRarest(rarest, i, j)) return 0
  const lengthOfI = (name.offsets[i + 1] ?? 0) - (name.offsets[i] ?? 0)
  const lengthOfJ = (name.offsets[j + 1] ?? 0) - (name.offsets[j] ?? 0)
  // NUR NOOR has two matching tokens in NUR SITI, but NUR SITI only one in NUR NOOR: one is shared.
  const shared = Math.min(sharedTokens(name, keys, i, j), sharedTokens(name, keys, j, i))
  if (shared === 0) return 0
  return shared >= Math.min(lengthOfI, lengthOfJ) ? SAME_DAY_AND_NAME : SAME_DAY_AND_TOKEN
}

/**
 * Whether two rows may resemble each other once their families are complete. Until then a NIK may be `isDoubtful`: it
 * may turn out to be another family member's and be ignored.
 */
export function mayResemble(
  columns: CompanyColumns,
  [i, j]: readonly [number, number],
  isDoubtful: (row: number) => boolean,
): boolean {
  const { nik, date, rarest } = columns
  const areEqual = nik.tail[i] === nik.tail[j] && nik.head[i] === nik.head[j]
  if (areEqual && isNumber(nik, i) && isNumber(nik, j)) return true
  const areValid = nik.status[i] === NUMBER_STATUS.valid && nik.status[j] === NUMBER_STATUS.valid
  if (areValid && !isDoubtful(i) && !isDoubtful(j)) return false
  const day = date.dates[i] ?? 0
  return day % 100 !== 0 && day === date.dates[j] && shareRarest(rarest, i, j)
}

function isNumber({ status }: NumberColumn, row: number): boolean {
  return status[row] === NUMBER_STATUS.valid || status[row] === NUMBER_STATUS.borrowed
}

function shareRarest({ slots, values }: AtomValues, i: number, j: number): boolean {
  for (let a = i * slots; a < (i + 1) * slots; a += 1) {
    const key = values[a] ?? 0
    if (key === 0) continue
    for (let b = j * slots; b < (j + 1) * slots; b += 1) if (values[b] === key) return true
  }
  return false
}

/** Returns how many tokens of i have a token with the same spelling key in j. */
function sharedTokens(name: TokensColumn, keys: Uint32Array, i: number, j: number): number {
  let shared = 0
  for (let a = name.offsets[i] ?? 0; a < (name.offsets[i + 1] ?? 0); a += 1) {
    const key = keys[name.tokens[a] ?? 0]
    for (let b = name.offsets[j] ?? 0; b < (name.offsets[j + 1] ?? 0); b += 1) {
      if (keys[name.tokens[b] ?? 0] !== key) continue
      shared += 1
      break
    }
  }
  return shared
}
