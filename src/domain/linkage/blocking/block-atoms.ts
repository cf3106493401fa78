import type { Relation } from '../../identity/relation.js'
import { isDefault } from '../features/default-date.js'
import {
  NUMBER_STATUS,
  type AddressColumn,
  type AreaColumn,
  type Column,
  type DateColumn,
  type NumberColumn,
  type TokenLists,
  type TokensColumn,
  type ValueColumn,
} from '../features/columns.js'
import type { FeatureTable } from '../features/table.js'
import { combineHashes, hashNumber, hashText } from '../features/hash.js'
import { rarity, type TermFeatures } from '../features/term-features.js'

/** Hashed values of one atom. Record i has values[i * slots] to values[i * slots + slots - 1]; 0 means no value. */
export interface AtomValues {
  readonly slots: number
  readonly values: Uint32Array
}

/**
 * Returns the values of atom `name` (`field.atom`) for all records. Unusable values produce none, and no value depends
 * on other records. Throws if the model has no such field or atom.
 */
export function atomValues(table: FeatureTable, name: string, terms: TermFeatures): AtomValues {
  const [field = '', atom = 'value'] = name.split('.')
  const column = table.columns.get(field)
  const values = column === undefined ? undefined : valuesOf(column, { field, atom }, table, terms)
  if (values === undefined) throw new Error(`a block key names ${name}, which is not an atom of a known field`)
  return values
}

function valuesOf(
  column: Column,
  { field, atom }: { field: string; atom: string },
  table: FeatureTable,
  terms: TermFeatures,
): AtomValues | undefined {
  switch (column.type) {
    case 'value':
      return valueAtom(column, atom, table, terms)
    case 'number':
      return numberAtom(column, atom, table)
    case 'date':
      return dateAtom(column, atom, table)
    case 'area':
      return areaAtom(column, atom, table, terms)
    case 'address':
      return perRow(table, (row) => houseHash(column, row, terms))
    case 'tokens':
      return tokensAtom(column, atom, table, { ...terms, rarities: rarity(terms, field) })
    case 'family':
      return undefined
  }
}

function perRow(table: FeatureTable, hashOf: (row: number) => number): AtomValues {
  const values = new Uint32Array(table.size)
  for (let row = 0; row < table.size; row += 1) values[row] = hashOf(row)
  return { slots: 1, values }
}

function valueAtom(
  { values }: ValueColumn,
  atom: string,
  table: FeatureTable,
  { hashes }: TermFeatures,
): AtomValues | undefined {
  const hashOf = (row: number): number => hashes[values[row] ?? 0] ?? 0
  if (atom === 'value') return perRow(table, hashOf)
  return atom === 'once' ? perRow(table, (row) => (ONCE_A_FAMILY.has(hashOf(row)) ? hashOf(row) : 0)) : undefined
}

/**
 * Relations of one member of a family. Two lists that name a head under one KK mean one person, even if one list has its
 * nickname and no birth date. Children and other relatives are many.
 */
const ONCE_A_FAMILY = new Set((['head', 'husband', 'wife', 'spouse'] satisfies Relation[]).map(hashText))

const SERIALS = 10_000

function numberAtom(column: NumberColumn, atom: string, table: FeatureTable): AtomValues | undefined {
  const { head, tail, status } = column
  const valid = (hashOf: (row: number) => number): AtomValues =>
    perRow(table, (row) => (status[row] === NUMBER_STATUS.valid ? hashOf(row) : 0))
  switch (atom) {
    case 'value':
      return valid((row) => combineHashes(head[row] ?? 0, tail[row] ?? 0))
    case 'without_serial':
      return valid((row) => combineHashes(head[row] ?? 0, Math.floor((tail[row] ?? 0) / SERIALS)))
    case 'without_region':
      return valid((row) => combineHashes((head[row] ?? 0) % 100, tail[row] ?? 0))
    default:
      return undefined
  }
}

/** An unknown part produces no key: with a year alone, half of a source would share one. */
const DATE_ATOMS: Record<string, (date: number) => number> = {
  value: (date) => (date % 100 === 0 ? 0 : date),
  /** Leaves out the default days given to people without papers: too many records would share them. */
  particular: (date) => (isDefault(date) ? 0 : date),
  year: (date) => Math.floor(date / 10000),
  year_month: (date) => (date % 10000 < 100 ? 0 : Math.floor(date / 100)),
  month_day: (date) => (isDefault(date) ? 0 : date % 10000),
  unordered: unorderedDate,
}
const CENTURY = 100_00_00

/** Day and month in ascending order, so that swapped dates get the same key. */
function unorderedDate(date: number): number {
  const day = date % 100
  const month = Math.floor(date / 100) % 100
  if (day === 0) return 0
  return Math.floor(date / 10000) * 10000 + Math.min(day, month) * 100 + Math.max(day, month)
}

function dateAtom(column: DateColumn, atom: string, table: FeatureTable): AtomValues | undefined {
  if (atom === 'each') return eachDate(column, table)
  const part = DATE_ATOMS[atom]
  if (part === undefined) return undefined
  return perRow(table, (row) => {
    const date = column.dates[row] ?? 0
    const value = date === 0 ? 0 : part(date)
    return value === 0 ? 0 : hashNumber(value)
  })
}

/**
 * Keys of the recorded birth date and of the date in the NIK, each with day and month in ascending order and a year of
 * two digits, as a NIK has it. A list whose dates went wrong as a whole (shifted rows, another date system) still has
 * them in its NIKs.
 */
function eachDate({ dates, nikDates }: DateColumn, table: FeatureTable): AtomValues {
  const slots = 2
  const values = new Uint32Array(table.size * slots)
  for (let row = 0; row < table.size; row += 1) {
    const date = unorderedDate(dates[row] ?? 0) % CENTURY
    const coded = unorderedDate(nikDates?.[row] ?? 0)
    values[row * slots] = date === 0 ? 0 : hashNumber(date)
    values[row * slots + 1] = coded === 0 || coded === date ? 0 : hashNumber(coded)
  }
  return { slots, values }
}

function areaAtom(
  column: AreaColumn,
  atom: string,
  table: FeatureTable,
  { hashes }: TermFeatures,
): AtomValues | undefined {
  const ids = { village: column.village, district: column.district, regency: column.regency }[atom]
  return ids === undefined ? undefined : perRow(table, (row) => hashes[ids[row] ?? 0] ?? 0)
}

/** Hash of street and house number; of street, RT and RW if there is no number. */
function houseHash(column: AddressColumn, row: number, { hashes }: TermFeatures): number {
  const street = hashes[column.street[row] ?? 0] ?? 0
  const number = hashes[column.number[row] ?? 0] ?? 0
  const rt = (column.rt[row] ?? 0) * 256 + (column.rw[row] ?? 0)
  if (street === 0 || (number === 0 && rt === 0)) return 0
  return combineHashes(combineHashes(street, number), number === 0 ? rt : 0)
}

type TokenTerms = TermFeatures & { readonly rarities: Float32Array }

function tokensAtom(
  column: TokensColumn,
  atom: string,
  table: FeatureTable,
  terms: TokenTerms,
): AtomValues | undefined {
  switch (atom) {
    case 'rare':
      return rareTokens(column, table, terms)
    case 'each':
      return eachToken(column, table, terms)
    case 'all':
      return allTokens(column, table, terms)
    case 'but_one':
      return butOneToken(column, table, terms)
    case 'beginning':
      return perRow(table, (row) => terms.beginnings[firstToken(column, row)] ?? 0)
    case 'opening':
      return openings(column, table, terms)
    default:
      return undefined
  }
}

/**
 * Keys of the two rarest tokens. They survive a missing title, a missing common token and another word order. A person
 * with an alias has the rarest token of each name.
 */
function rareTokens(names: TokensColumn, table: FeatureTable, { keys, rarities }: TokenTerms): AtomValues {
  const slots = 2
  const values = new Uint32Array(table.size * slots)
  const { offsets, aliases } = names
  for (let row = 0; row < table.size; row += 1) {
    let rarest = 0
    let second = 0
    for (let place = offsets[row] ?? 0; place < (offsets[row + 1] ?? 0); place += 1) {
      const token = names.tokens[place] ?? 0
      if (rarest === 0 || (rarities[token] ?? 0) > (rarities[rarest] ?? 0)) {
        second = rarest
        rarest = token
      } else if (second === 0 || (rarities[token] ?? 0) > (rarities[second] ?? 0)) second = token
    }
    const alias = aliases === undefined ? 0 : rarestOf(aliases, row, rarities)
    values[row * slots] = keys[rarest] ?? 0
    values[row * slots + 1] = keys[alias === 0 ? second : alias] ?? 0
  }
  return { slots, values }
}

function rarestOf({ offsets, tokens }: TokenLists, row: number, rarities: Float32Array): number {
  let rarest = 0
  for (let place = offsets[row] ?? 0; place < (offsets[row + 1] ?? 0); place += 1) {
    const token = tokens[place] ?? 0
    if (rarest === 0 || (rarities[token] ?? 0) > (rarities[rarest] ?? 0)) rarest = token
  }
  return rarest
}

function firstToken({ offsets, tokens }: TokenLists, row: number): number {
  const start = offsets[row] ?? 0
  return start < (offsets[row + 1] ?? 0) ? (tokens[start] ?? 0) : 0
}

/** Keys of the first consonants of the name and of the alias. */
function openings(names: TokensColumn, table: FeatureTable, terms: TokenTerms): AtomValues {
  const slots = 2
  const values = new Uint32Array(table.size * slots)
  for (let row = 0; row < table.size; row += 1) {
    values[row * slots] = terms.openings[firstToken(names, row)] ?? 0
    values[row * slots + 1] = names.aliases === undefined ? 0 : (terms.openings[firstToken(names.aliases, row)] ?? 0)
  }
  return { slots, values }
}

/**
 * A key for each token: the consonants of all other tokens, in any order, and the first letter of this one. Two names
 * with one misspelt or abbreviated part share a key. A name of one token has its consonants as a key.
 */
function butOneToken({ offsets, tokens }: TokensColumn, table: FeatureTable, terms: TokenTerms): AtomValues {
  const { consonants, initials } = terms
  const values = new Uint32Array(table.size * MOST_EACH)
  for (let row = 0; row < table.size; row += 1) {
    const start = offsets[row] ?? 0
    const count = Math.min((offsets[row + 1] ?? 0) - start, MOST_EACH)
    let sum = 0
    for (let at = 0; at < count; at += 1) sum = (sum + (consonants[tokens[start + at] ?? 0] ?? 0)) >>> 0
    if (count === 1) values[row * MOST_EACH] = hashNumber(sum)
    else
      for (let at = 0; at < count; at += 1) {
        const token = tokens[start + at] ?? 0
        const others = (sum - (consonants[token] ?? 0)) >>> 0
        values[row * MOST_EACH + at] = combineHashes(hashNumber(others), initials[token] ?? 0)
      }
  }
  return { slots: MOST_EACH, values }
}

const MOST_EACH = 4

function eachToken({ offsets, tokens }: TokensColumn, table: FeatureTable, { keys }: TokenTerms): AtomValues {
  const values = new Uint32Array(table.size * MOST_EACH)
  for (let row = 0; row < table.size; row += 1) {
    const start = offsets[row] ?? 0
    const count = Math.min((offsets[row + 1] ?? 0) - start, MOST_EACH)
    for (let slot = 0; slot < count; slot += 1) values[row * MOST_EACH + slot] = keys[tokens[start + slot] ?? 0] ?? 0
  }
  return { slots: MOST_EACH, values }
}

/** One key of all tokens, independent of their order. */
function allTokens({ offsets, tokens }: TokensColumn, table: FeatureTable, { keys }: TokenTerms): AtomValues {
  return perRow(table, (row) => {
    let sum = 0
    for (let place = offsets[row] ?? 0; place < (offsets[row + 1] ?? 0); place += 1) {
      sum = (sum + (keys[tokens[place] ?? 0] ?? 0)) >>> 0
    }
    return sum === 0 ? 0 : hashNumber(sum)
  })
}
