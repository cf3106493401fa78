import { DEFAULT_REFERENCE_YEAR, generateFamilyGroups, type PopulationOptions } from './population/family-groups.js'
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
}

const LISTS = 2

/**
 * Generates the records of the seven lists, by family group, with `record_id` counted from 0. A longer run begins with the
 * same records.
 */
export function* generateRecords(options: RecordOptions): Generator<SyntheticRecord, void> {
  const { records: limit = Infinity, households: householdLimit = Infinity, seed, dirt = 1 } = options
  const referenceYear = options.referenceYear ?? DEFAULT_REFERENCE_YEAR
  const samplers = SOURCES.map(
    (source) => new RecordSampler(source, { referenceYear, dirt, nameType: options.nameType }),
  )
  let count = 0
  let households = 0
  for (const group of generateFamilyGroups(options)) {
    for (const record of recordsOfGroup(samplers, group, Random.at(seed, LISTS, group.index))) {
      if (count === limit) return
      yield { ...record, flat: { ...record.flat, record_id: String(count++) } }
    }
    households += group.households.length
    if (count >= limit || households >= householdLimit) return
  }
}

function* recordsOfGroup(
  samplers: readonly RecordSampler[],
  group: FamilyGroup,
  random: Random,
): Generator<SyntheticRecord> {
  for (const sampler of samplers) yield* sampler.recordsOf(group, random)
}
