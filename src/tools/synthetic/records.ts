import { DEFAULT_REFERENCE_YEAR, generateHouseholds, type PopulationOptions } from './people/households.js'
import { Listing } from './listing.js'
import type { Kindred } from './people/population.js'
import { Random } from './people/random.js'
import type { SyntheticRecord } from './people/record.js'
import { SOURCES } from './people/sources.js'

/** How much to make; with neither number, records come until the province is full. */
export interface RecordOptions extends PopulationOptions {
  /** Exactly so many records. */
  readonly records?: number
  /** The kindreds that make up at least so many households. */
  readonly households?: number
  /** The factor on all rates of errors: 1 as in the table, 0 for lists without errors. */
  readonly dirt?: number
}

const LISTS = 2

/** The records of the seven lists, kindred by kindred, with `record_id` counted from 0; a longer run begins alike. */
export function* generateRecords(options: RecordOptions): Generator<SyntheticRecord, void> {
  const { records: limit = Infinity, households: householdLimit = Infinity, seed, dirt = 1 } = options
  const referenceYear = options.referenceYear ?? DEFAULT_REFERENCE_YEAR
  const listings = SOURCES.map((source) => new Listing(source, { referenceYear, dirt, nameType: options.nameType }))
  let count = 0
  let households = 0
  for (const kindred of generateHouseholds(options)) {
    for (const record of recordsOfKindred(listings, kindred, Random.at(seed, LISTS, kindred.index))) {
      if (count === limit) return
      yield { ...record, flat: { ...record.flat, record_id: String(count++) } }
    }
    households += kindred.households.length
    if (count >= limit || households >= householdLimit) return
  }
}

function* recordsOfKindred(listings: readonly Listing[], kindred: Kindred, random: Random): Generator<SyntheticRecord> {
  for (const listing of listings) yield* listing.recordsOf(kindred, random)
}
