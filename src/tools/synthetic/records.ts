import { generateFieldGroups, type RecordGroup } from './field/field-records.js'
import type { Family } from './family.js'
import {
  DEFAULT_REFERENCE_YEAR,
  generateFamilyGroups,
  YEARS_OF_LISTS,
  type PopulationOptions,
} from './population/family-groups.js'
import { RecordSampler } from './record-sampler.js'
import type { FamilyGroup } from './population/population.js'
import { Random } from './population/random.js'
import type { SyntheticRecord } from './population/record.js'
import { SOURCES } from './population/sources.js'

/** The size of a run; without either number, records are generated until the province is full. */
export interface RecordOptions extends PopulationOptions {
  /** The exact number of records. */
  readonly records?: number
  /** The least number of households; the last family group is complete. */
  readonly households?: number
  /** The factor on all rates of errors: 1 as in the table, 0 for lists without errors. */
  readonly dirt?: number
  /** The family of lists; `plain` by default. */
  readonly family?: Family
}

const LISTS = 2

/**
 * Generates the records of the seven lists, by groups of families, with `record_id` counted from 0. A longer run begins
 * with the same records.
 */
export function* generateRecords(options: RecordOptions): Generator<SyntheticRecord, void> {
  const { records: limit = Infinity, households: householdLimit = Infinity } = options
  let count = 0
  let households = 0
  for (const group of groupsOf(options)) {
    for (const record of group.records) {
      if (count === limit) return
      yield { ...record, flat: { ...record.flat, record_id: String(count++) } }
    }
    households += group.households
    if (count >= limit || households >= householdLimit) return
  }
}

function groupsOf(options: RecordOptions): Generator<RecordGroup, void> {
  const { family = 'plain', seed, dirt = 1, referenceYear = DEFAULT_REFERENCE_YEAR } = options
  if (family === 'field') return generateFieldGroups({ seed, dirt, referenceYear, years: YEARS_OF_LISTS })
  return generatePlainGroups({ ...options, dirt, referenceYear })
}

type PlainOptions = RecordOptions & { readonly dirt: number; readonly referenceYear: number }

function* generatePlainGroups(options: PlainOptions): Generator<RecordGroup, void> {
  const { seed, dirt, referenceYear, nameType } = options
  const samplers = SOURCES.map((source) => new RecordSampler(source, { referenceYear, dirt, nameType }))
  for (const group of generateFamilyGroups(options)) {
    const records = recordsOfGroup(samplers, group, Random.at(seed, LISTS, group.index))
    yield { records, households: group.households.length }
  }
}

function* recordsOfGroup(
  samplers: readonly RecordSampler[],
  group: FamilyGroup,
  random: Random,
): Generator<SyntheticRecord> {
  for (const sampler of samplers) yield* sampler.recordsOf(group, random)
}
