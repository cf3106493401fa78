import { REGENCIES } from './areas.js'
import { addInitialHousehold } from './initial-household.js'
import { FamilyGroupBuilder, type Census } from './family-group-builder.js'
import { applyYear } from './life-events.js'
import { FAMILY_GROUPS_PER_REGENCY } from './limits.js'
import type { NameType } from './name-type.js'
import type { FamilyGroup } from './population.js'
import { Random } from './random.js'
import { SOUTH_SUMATRA, type Custom } from './regional-names.js'
import { NumberIssuer } from './number-issuer.js'
import { Weighted } from './weighted.js'

export interface PopulationOptions {
  readonly seed: number
  /** The year of `household_id_now`; the oldest list is five years older. 2026 by default. */
  readonly referenceYear?: number
  /** The shares of naming customs; by default those of South Sumatra. */
  readonly customs?: Readonly<Partial<Record<Custom, number>>>
  /** The one type of all names. */
  readonly nameType?: NameType
}

/** The years that the lists reach back before the reference year. */
export const YEARS_OF_LISTS = 5
export const DEFAULT_REFERENCE_YEAR = 2026

const POPULATION = 1
/** In a family group with two initial households their children can marry each other. */
const TWO_ORIGINS_RATE = 0.08

/**
 * Generates the family groups of a population one at a time, until the province is full. Group k is the same however many
 * are generated.
 */
export function* generateFamilyGroups(options: PopulationOptions): Generator<FamilyGroup, void> {
  const census: Census = { persons: 0, households: 0, heads: [] }
  const customs = new Weighted(Object.entries(options.customs ?? SOUTH_SUMATRA) as [Custom, number][])
  const startYear = (options.referenceYear ?? DEFAULT_REFERENCE_YEAR) - YEARS_OF_LISTS
  for (const [regencyIndex, regency] of REGENCIES.entries()) {
    const issuer = new NumberIssuer(regency, regencyIndex)
    for (let k = 0; k < FAMILY_GROUPS_PER_REGENCY; k++) {
      const index = regencyIndex * FAMILY_GROUPS_PER_REGENCY + k
      const random = Random.at(options.seed, POPULATION, index)
      const custom = customs.draw(random)
      const setting = { index, regency, custom, nameType: options.nameType, issuer, census, startYear }
      yield makeFamilyGroup(new FamilyGroupBuilder(setting, random))
    }
  }
}

function makeFamilyGroup(builder: FamilyGroupBuilder): FamilyGroup {
  const { random, setting } = builder
  addInitialHousehold(builder)
  if (random.chance(TWO_ORIGINS_RATE)) addInitialHousehold(builder)
  for (let year = setting.startYear + 1; year <= setting.startYear + YEARS_OF_LISTS; year++) applyYear(builder, year)
  return builder.build()
}
