import type { Day } from '../population/calendar.js'
import type { Person } from '../population/population.js'
import type { NeighbourhoodMaker } from './neighbourhood-maker.js'
import type { VillageBuilder } from './village-builder.js'
import { isDefaultDate } from './village-issuer.js'

/** How many families in a neighbourhood have a head with the name and the birth year of another, or one default date. */
const NAMESAKES = 5
const NAMESAKES_OF_ONE_DATE = 0.5
/** The shares of other namesakes who were born on the same day, or in the same month. */
const OF_ONE_DAY = 0.08
const OF_ONE_MONTH = 0.3
/** How many have a head with the number, sex and birth date of another. */
const DOUBLED_NIKS = 1.7

/** Adds families whose heads are like other heads. Returns the heads with another's NIK, and that NIK. */
export function plantFamilies(maker: NeighbourhoodMaker): ReadonlyMap<Person, string> {
  const { random } = maker
  const first = [...maker.families]
  const dated = first.filter((family) => isDefaultDate(headOf(family).born))
  for (let left = countOf(NAMESAKES, maker); left > 0; left--) addNamesake(maker, random.pick(first))
  if (dated.length > 0) {
    for (let left = countOf(NAMESAKES_OF_ONE_DATE, maker); left > 0; left--) addNamesake(maker, random.pick(dated))
  }
  const doubled = new Map<Person, string>()
  for (let left = countOf(DOUBLED_NIKS, maker); left > 0; left--) {
    const { sex, born, nik } = headOf(random.pick(first))
    doubled.set(headOf(maker.addFamily({ sex, birthYear: born.year, born })), nik)
  }
  return doubled
}

function headOf({ persons }: VillageBuilder): Person {
  return persons[0]!
}

/** A whole number whose mean is the rate. */
function countOf(rate: number, { random }: NeighbourhoodMaker): number {
  return Math.floor(rate) + (random.chance(rate % 1) ? 1 : 0)
}

function addNamesake(maker: NeighbourhoodMaker, of: VillageBuilder): void {
  const { sex, name, born } = headOf(of)
  const { village } = of.households[0]!.homes[0]!
  const date = bornLike(born, maker)
  maker.addFamily({ sex, name, birthYear: born.year, village, ...(date === undefined ? {} : { born: date }) }, of.names)
}

function bornLike(born: Day, { random }: NeighbourhoodMaker): Day | undefined {
  const point = random.next()
  if (isDefaultDate(born) || point < OF_ONE_DAY) return born
  return point < OF_ONE_DAY + OF_ONE_MONTH ? { ...born, day: random.between(1, 28) } : undefined
}
