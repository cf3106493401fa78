import { homeIn, type Person } from '../population/population.js'
import type { Random } from '../population/random.js'
import type { Fate, Fates } from './fate.js'
import { markKin, markNamesakes } from './mark-likeness.js'
import type { NeighbourhoodMaker } from './neighbourhood-maker.js'
import { plantCards } from './plant-cards.js'
import type { VillageBuilder } from './village-builder.js'

/** The share of movers whose NIK was issued anew, and of those who stayed. */
const REISSUED_TO_MOVERS = 0.4
const REISSUED_TO_OTHERS = 0.004
/** The share of persons with another name. */
const OTHER_NAMES = { chinese: 0.65, others: 0.02 }

/** Gives each person of a neighbourhood a fate. `doubled` are the persons with another's NIK. */
export function markFates(maker: NeighbourhoodMaker, doubled: ReadonlyMap<Person, string>): Fates {
  const fates = new Map<Person, Fate>()
  for (const family of maker.families) {
    for (const person of family.persons) fates.set(person, fateOf(person, { family, maker, doubled }))
    markKin(family.persons, fates)
  }
  const holders = new Set(doubled.values())
  for (const [person, { traits }] of fates) if (doubled.has(person) || holders.has(person.nik)) traits.add('nik_double')
  markNamesakes(fates)
  plantCards(maker, fates)
  return fates
}

interface Background {
  readonly family: VillageBuilder
  readonly maker: NeighbourhoodMaker
  readonly doubled: ReadonlyMap<Person, string>
}

function fateOf(person: Person, { family, maker, doubled }: Background): Fate {
  const { names } = family
  const { random } = maker
  const fate: Fate = { custom: names.custom, traits: new Set() }
  if (person.diedYear !== undefined) fate.traits.add('dead')
  const moved = yearOfMove(person)
  if (moved !== undefined) fate.traits.add('moved')
  const doubledNik = doubled.get(person)
  if (doubledNik !== undefined) fate.doubledNik = doubledNik
  else if (random.chance(moved === undefined ? REISSUED_TO_OTHERS : REISSUED_TO_MOVERS)) {
    reissue(person, fate, { maker, from: moved ?? someYear(maker, random) })
  }
  if (random.chance(names.custom === 'chinese' ? OTHER_NAMES.chinese : OTHER_NAMES.others)) {
    fate.otherName = names.otherName(person.sex, person.born.year, random)
  }
  return fate
}

function someYear({ setting: { options } }: NeighbourhoodMaker, random: Random): number {
  return options.startYear + random.between(1, options.years)
}

function reissue(
  person: Person,
  fate: Fate,
  { maker, from }: { readonly maker: NeighbourhoodMaker; readonly from: number },
): void {
  const { issuer } = maker.setting
  const office = maker.random.pick(issuer.local)
  fate.reissued = { nik: issuer.issueNik(office, person.sex, person.born, maker.random), from }
  fate.traits.add('nik_reissued')
}

/** The year in which a person came to live in another village, if any. */
function yearOfMove({ stays }: Person): number | undefined {
  let village: string | undefined
  for (const stay of stays) {
    for (const home of stay.household.homes.filter(({ from }) => from >= stay.from || from === 0)) {
      const from = Math.max(home.from, stay.from)
      if (village !== undefined && home.village.code !== village) return from
      village = homeIn(stay.household, from).village.code
    }
  }
  return undefined
}
