import type { Village } from '../population/areas.js'
import type { Census, Namesake } from '../population/family-group-builder.js'
import { addInitialHousehold } from '../population/initial-household.js'
import { applyYear } from '../population/life-events.js'
import { Random } from '../population/random.js'
import { Weighted } from '../population/weighted.js'
import { LocalNames } from './local-names.js'
import { REGIONS, type Region } from './regions.js'
import { VillageBuilder } from './village-builder.js'
import type { VillageIssuer } from './village-issuer.js'

export interface NeighbourhoodOptions {
  readonly seed: number
  readonly startYear: number
  /** The years of events after the first one. */
  readonly years: number
}

/** What a neighbourhood is made from. */
export interface NeighbourhoodSetting {
  readonly index: number
  readonly options: NeighbourhoodOptions
  readonly census: Census
  readonly issuer: VillageIssuer
}

const FASHIONS = 4
const VILLAGES = 2
const HEAD_AGES = { youngest: 22, oldest: 78 }

/** Adds families to the villages of one neighbourhood. */
export class NeighbourhoodMaker {
  readonly region: Region
  readonly villages: readonly Village[]
  readonly families: VillageBuilder[] = []
  private readonly names: Weighted<LocalNames>

  constructor(
    readonly setting: NeighbourhoodSetting,
    readonly random: Random,
  ) {
    const { index, options } = setting
    this.region = REGIONS[index % REGIONS.length]!
    const { regency, customs } = this.region
    const pairs = Math.floor(regency.villages.length / VILLAGES)
    const first = (Math.floor(index / REGIONS.length) % pairs) * VILLAGES
    this.villages = regency.villages.slice(first, first + VILLAGES)
    // Later neighbourhoods of the same villages keep the villages' fashions.
    const fashions = Random.at(options.seed, FASHIONS, index % REGIONS.length, first)
    this.names = new Weighted(customs.map(([custom, share]) => [new LocalNames(custom, fashions), share] as const))
  }

  /** Adds a family of the first year, with the events of the years after it; the head has the given facts. */
  addFamily(given: Partial<Namesake> = {}, names: LocalNames = this.names.draw(this.random)): VillageBuilder {
    const { index, options, census, issuer } = this.setting
    const { startYear, years } = options
    const regency = { ...this.region.regency, villages: this.villages }
    const setting = { index, regency, custom: 'malay', nameType: undefined, issuer, census, startYear } as const
    const builder = new VillageBuilder(setting, this.random, names)
    addInitialHousehold(builder, this.headOf(given, names))
    for (let year = startYear + 1; year <= startYear + years; year++) applyYear(builder, year)
    this.families.push(builder)
    return builder
  }

  private headOf(given: Partial<Namesake>, names: LocalNames): Namesake {
    const { random, villages } = this
    const age = random.between(HEAD_AGES.youngest, HEAD_AGES.oldest)
    const birthYear = given.birthYear ?? this.setting.options.startYear - age
    const sex = given.sex ?? (random.chance(0.82) ? 'L' : 'P')
    const name = given.name ?? names.name(sex, birthYear, random)
    return { ...given, birthYear, sex, name, village: given.village ?? random.pick(villages) }
  }
}
