import { REGENCIES } from './areas.js'
import { foundHousehold } from './founding.js'
import { KindredBuilder, type Census } from './kindred-builder.js'
import { liveThroughYear } from './life-events.js'
import { KINDREDS_PER_REGENCY } from './limits.js'
import type { NameType } from './name-type.js'
import type { Kindred } from './population.js'
import { Random } from './random.js'
import { SOUTH_SUMATRA, type Custom } from './regional-names.js'
import { Registrar } from './registrar.js'
import { Weighted } from './weighted.js'

/** What decides the population. */
export interface PopulationOptions {
  readonly seed: number
  /** The year of `household_id_now`; the oldest list is five years older. 2026 by default. */
  readonly referenceYear?: number
  /** The shares of naming customs; South Sumatra's by default. */
  readonly customs?: Readonly<Partial<Record<Custom, number>>>
  /** Give everybody a name of this one type. */
  readonly nameType?: NameType
}

/** The lists reach back this many years before the reference year. */
export const YEARS_OF_LISTS = 5
export const DEFAULT_REFERENCE_YEAR = 2026

const POPULATION = 1
/** Two households of one kindred may marry their children to each other. */
const TWO_ORIGINS_RATE = 0.08

/**
 * The kindreds of an invented population without end, one at a time: kindred k is the same however many are taken.
 * Ends when the province is full.
 */
export function* generateHouseholds(options: PopulationOptions): Generator<Kindred, void> {
  const census: Census = { persons: 0, households: 0, heads: [] }
  const customs = new Weighted(Object.entries(options.customs ?? SOUTH_SUMATRA) as [Custom, number][])
  const startYear = (options.referenceYear ?? DEFAULT_REFERENCE_YEAR) - YEARS_OF_LISTS
  for (const [regencyIndex, regency] of REGENCIES.entries()) {
    const registrar = new Registrar(regency, regencyIndex)
    for (let k = 0; k < KINDREDS_PER_REGENCY; k++) {
      const index = regencyIndex * KINDREDS_PER_REGENCY + k
      const random = Random.at(options.seed, POPULATION, index)
      const custom = customs.draw(random)
      const setting = { index, regency, custom, nameType: options.nameType, registrar, census, startYear }
      yield makeKindred(new KindredBuilder(setting, random))
    }
  }
}

function makeKindred(builder: KindredBuilder): Kindred {
  const { random, setting } = builder
  foundHousehold(builder)
  if (random.chance(TWO_ORIGINS_RATE)) foundHousehold(builder)
  for (let year = setting.startYear + 1; year <= setting.startYear + YEARS_OF_LISTS; year++)
    liveThroughYear(builder, year)
  return builder.build()
}
