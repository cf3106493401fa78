import { Random } from '../population/random.js'
import type { SyntheticRecord } from '../population/record.js'
import { SOURCES } from '../population/sources.js'
import { generateNeighbourhoods, type Neighbourhood } from '../villages/neighbourhoods.js'
import { FieldSampler } from './field-sampler.js'

/** The parameters of the field family's lists. */
export interface FieldOptions {
  readonly seed: number
  readonly referenceYear: number
  readonly years: number
  /** The factor on the rates of errors; what befell the persons themselves does not depend on it. */
  readonly dirt: number
}

/** The records of one neighbourhood in all lists, and its number of households. */
export interface RecordGroup {
  readonly records: Iterable<SyntheticRecord>
  readonly households: number
}

const LISTS = 5

/** Generates the records of the seven lists, by neighbourhood; `record_id` is empty. */
export function* generateFieldGroups(options: FieldOptions): Generator<RecordGroup, void> {
  const { seed, referenceYear, years } = options
  const samplers = SOURCES.map((source) => new FieldSampler(source, options))
  for (const neighbourhood of generateNeighbourhoods({ seed, years, startYear: referenceYear - years })) {
    const random = Random.at(seed, LISTS, neighbourhood.index)
    const records = samplers.flatMap((sampler) => sampler.recordsOf(neighbourhood, random))
    yield { records, households: householdsOf(neighbourhood) }
  }
}

function householdsOf({ groups }: Neighbourhood): number {
  return groups.reduce((sum, { households }) => sum + households.length, 0)
}
