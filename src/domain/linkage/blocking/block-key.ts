import type { AreaColumn, Column, NumberColumn } from '../features/columns.js'
import type { FeatureTable } from '../features/table.js'
import { hashNumber, hashText } from '../features/hash.js'
import type { BlockRule } from '../model/model.js'

/**
 * A block key is one number, safe in a double: the rule's number from 1 (0: the family of a list) in the upper bits, then
 * 14 bits of the place that its values belong to, then the 32 bits of their hash. Keys of one place stand together in the
 * index of the database, so that a list which comes village by village touches few of its pages: the same keys cost
 * PostgreSQL a third less time than without their places.
 */
export interface BlockKeyParts {
  /** -1: none of the blocking rules. */
  readonly ruleNumber: number
  readonly place: number
  readonly hash: number
}

const HASHES = 2 ** 32
const PLACES = 2 ** 14
/** Keys below this are families of lists: they have a bound of their own and bring nobody together. */
export const FIRST_RULE_KEY = PLACES * HASHES

export function blockKey({ ruleNumber, place, hash }: BlockKeyParts): number {
  return ((ruleNumber + 1) * PLACES + (place % PLACES)) * HASHES + hash
}

export function partsOfBlockKey(key: number): BlockKeyParts {
  const upper = Math.floor(key / HASHES)
  return { ruleNumber: Math.floor(upper / PLACES) - 1, place: upper % PLACES, hash: key % HASHES }
}

const REGION_DIGITS = 6
const FAMILY_NUMBER = /\d{16}$/

/** The key of a family as familyReader names it. A KK begins with the region that issued it. */
export function familyBlockKey(family: string): number {
  const number = FAMILY_NUMBER.exec(family)?.[0]
  const place = number === undefined ? 0 : hashNumber(Number(number.slice(0, REGION_DIGITS)))
  return blockKey({ ruleNumber: -1, place, hash: hashText(family) })
}

const ANYWHERE = (): number => 0

/**
 * Tells the place of a row's keys of a rule, which follows from the values that the keys are made of: their smallest area,
 * else the region in which a NIK or KK was issued, else nowhere.
 */
export function placesOfKeys(table: FeatureTable, { atoms }: BlockRule, hashes: Uint32Array): (row: number) => number {
  const named = atoms.map((name) => {
    const [field = '', atom = 'value'] = name.split('.')
    return { column: table.columns.get(field), atom }
  })
  return (
    firstPlace(named, ({ column, atom }) => (column?.type === 'area' ? areaPlaces(column, atom, hashes) : undefined)) ??
    firstPlace(named, ({ column, atom }) => (column?.type === 'number' ? numberPlaces(column, atom) : undefined)) ??
    ANYWHERE
  )
}

interface NamedAtom {
  readonly column: Column | undefined
  readonly atom: string
}

type Places = (row: number) => number

function firstPlace(
  atoms: readonly NamedAtom[],
  placesOf: (atom: NamedAtom) => Places | undefined,
): Places | undefined {
  for (const atom of atoms) {
    const places = placesOf(atom)
    if (places !== undefined) return places
  }
  return undefined
}

function areaPlaces(column: AreaColumn, atom: string, hashes: Uint32Array): Places | undefined {
  const ids = { village: column.village, district: column.district, regency: column.regency }[atom]
  return ids === undefined ? undefined : (row) => hashes[ids[row] ?? 0] ?? 0
}

/** The head of a NIK holds its region and the first two digits of a date. */
function numberPlaces({ head }: NumberColumn, atom: string): Places | undefined {
  return atom === 'without_region' ? undefined : (row) => hashNumber(Math.floor((head[row] ?? 0) / 100))
}
