import { CommandOptions } from '../command/command-options.js'
import { MOST_HOUSEHOLDS, MOST_RECORDS } from './population/limits.js'
import type { SyntheticList } from './lists/synthetic-list.js'
import { FAMILIES, type Family } from './family.js'
import { ALL_LISTS, FLAT_LISTS, LABEL_LISTS } from './lists/all-lists.js'
import { NAME_TYPES, type NameType } from './population/name-type.js'
import type { RecordOptions } from './records.js'

export interface GenerateOptions {
  readonly records: RecordOptions
  readonly lists: readonly SyntheticList[]
  readonly directory: string
}

const NAMES = ['records', 'households', 'seed', 'out', 'dirt', 'only', 'names', 'family'] as const
type Options = CommandOptions<(typeof NAMES)[number]>

const USAGE = `usage: generate --records N|--households N --out DIRECTORY [--family ${FAMILIES.join('|')}] [--seed N] [--dirt NUMBER] [--names ${NAME_TYPES.join('|')}] [--only flat]`
const LARGEST_SEED = 2 ** 32 - 1
const MOST_DIRT = 10

/** Reads the command line. Throws a UsageError for unknown, missing, contradictory or repeated options. */
export function parseGenerateOptions(args: readonly string[]): GenerateOptions {
  const options: Options = new CommandOptions(args, NAMES, USAGE)
  const family = familyOf(options)
  const nameType = nameTypeOf(options)
  if (family === 'field' && nameType !== undefined) throw options.refusal('--names goes with the plain family alone')
  return {
    records: {
      ...sizeOf(options),
      seed: wholeNumber(options, 'seed', { least: 0, most: LARGEST_SEED }) ?? 1,
      dirt: dirtOf(options),
      family,
      ...(nameType === undefined ? {} : { nameType }),
    },
    lists: [...listsOf(options), ...(family === 'field' ? LABEL_LISTS : [])],
    directory: options.one('out'),
  }
}

function sizeOf(options: Options): Pick<RecordOptions, 'records' | 'households'> {
  const records = wholeNumber(options, 'records', { least: 1, most: MOST_RECORDS })
  const households = wholeNumber(options, 'households', { least: 1, most: MOST_HOUSEHOLDS })
  if (records !== undefined && households === undefined) return { records }
  if (records === undefined && households !== undefined) return { households }
  throw options.refusal('the size is given by either --records or --households')
}

interface Bounds {
  readonly least: number
  readonly most: number
}

function wholeNumber(
  options: Options,
  name: 'records' | 'households' | 'seed',
  { least, most }: Bounds,
): number | undefined {
  const text = options.optional(name)
  if (text === undefined) return undefined
  const value = Number(text)
  if (!/^\d+$/.test(text) || value < least || value > most) {
    throw options.refusal(`--${name} takes a whole number from ${least} to ${most}`)
  }
  return value
}

function dirtOf(options: Options): number {
  const text = options.optional('dirt') ?? '1'
  const dirt = Number(text)
  if (!/^\d+(\.\d+)?$/.test(text) || dirt > MOST_DIRT) {
    throw options.refusal(`--dirt takes a number from 0 to ${MOST_DIRT}`)
  }
  return dirt
}

function familyOf(options: Options): Family {
  const text = options.optional('family') ?? 'plain'
  const family = FAMILIES.find((each) => each === text)
  if (family === undefined) throw options.refusal(`--family takes one of ${FAMILIES.join(', ')}`)
  return family
}

function nameTypeOf(options: Options): NameType | undefined {
  const text = options.optional('names')
  const type = NAME_TYPES.find((each) => each === text)
  if (type === undefined && text !== undefined) throw options.refusal(`--names takes one of ${NAME_TYPES.join(', ')}`)
  return type
}

function listsOf(options: Options): readonly SyntheticList[] {
  const only = options.optional('only')
  if (only === undefined) return ALL_LISTS
  if (only !== 'flat') throw options.refusal('--only takes the word flat')
  return FLAT_LISTS
}
