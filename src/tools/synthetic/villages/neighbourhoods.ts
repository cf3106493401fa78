import type { Regency, Village } from '../population/areas.js'
import type { Census } from '../population/family-group-builder.js'
import { MOST_HOUSEHOLDS } from '../population/limits.js'
import type { FamilyGroup } from '../population/population.js'
import { Random } from '../population/random.js'
import type { Fates } from './fate.js'
import { markFates } from './mark-fates.js'
import { NeighbourhoodMaker, type NeighbourhoodOptions } from './neighbourhood-maker.js'
import { plantFamilies } from './plant-families.js'
import { DISTRICTS_ELSEWHERE, REGIONS } from './regions.js'
import { VillageIssuer } from './village-issuer.js'

/** Villages side by side whose families are generated together. Families move between them alone. */
export interface Neighbourhood {
  readonly index: number
  readonly regency: Regency
  readonly villages: readonly Village[]
  readonly groups: readonly FamilyGroup[]
  readonly fates: Fates
}

const POPULATION = 3
/** The families of a neighbourhood in the first year, besides those that are made for a fate. */
const FAMILIES = 100
const MOST_NEIGHBOURHOODS = Math.ceil(MOST_HOUSEHOLDS / FAMILIES)

/** Generates neighbourhoods one at a time, by turns in each region. Neighbourhood k is the same however many there are. */
export function* generateNeighbourhoods(options: NeighbourhoodOptions): Generator<Neighbourhood, void> {
  const census: Census = { persons: 0, households: 0, heads: [] }
  const issuers = REGIONS.map(({ regency }, at) => new VillageIssuer(regency, at, DISTRICTS_ELSEWHERE))
  for (let index = 0; index < MOST_NEIGHBOURHOODS; index++) {
    const random = Random.at(options.seed, POPULATION, index)
    const issuer = issuers[index % REGIONS.length]!
    yield makeNeighbourhood(new NeighbourhoodMaker({ index, options, census, issuer }, random))
  }
}

function makeNeighbourhood(maker: NeighbourhoodMaker): Neighbourhood {
  const { region, setting, villages } = maker
  for (let k = 0; k < FAMILIES; k++) maker.addFamily()
  const doubled = plantFamilies(maker)
  const fates = markFates(maker, doubled)
  const groups = maker.families.map((family) => family.build())
  return { index: setting.index, regency: region.regency, villages, groups, fates }
}
