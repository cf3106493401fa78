import { bearChild } from './founding.js'
import type { KindredBuilder } from './kindred-builder.js'
import { homeIn, isDead, stayIn, type Household, type Person } from './population.js'

const MARRIAGE_RATE = 0.03
const BIRTH_RATE = 0.09
const DIVORCE_RATE = 0.003
const MOVE_RATE = 0.012
const NEW_CARD_RATE = 0.02

function deathRate(age: number): number {
  if (age < 1) return 0.015
  if (age < 50) return 0.002
  if (age < 65) return 0.01
  return age < 75 ? 0.03 : 0.08
}

/** The living members of a household in a year, in the order in which they came. */
function membersOf(builder: KindredBuilder, household: Household, year: number): Person[] {
  return builder.people.filter((person) => !isDead(person, year) && stayIn(person, year)?.household === household)
}

/** What happens to the households in one year: deaths, weddings, births, divorces, moves and new family cards. */
export function liveThroughYear(builder: KindredBuilder, year: number): void {
  for (const household of [...builder.households]) {
    bury(builder, household, year)
    wed(builder, household, year)
    const members = membersOf(builder, household, year)
    if (members.length === 0) continue
    giveBirth(builder, members, year)
    divorce(builder, members, year)
    move(builder, household, year)
  }
}

function relationOf(person: Person, year: number): string | undefined {
  return stayIn(person, year)?.relation
}

function bury(builder: KindredBuilder, household: Household, year: number): void {
  const members = membersOf(builder, household, year)
  for (const person of members) {
    if (builder.random.chance(deathRate(year - person.born.year))) person.diedYear = year
  }
  const head = members.find((person) => relationOf(person, year) === 'KEPALA KELUARGA')
  if (head === undefined || head.diedYear !== year) return
  const survivors = members.filter((person) => person.diedYear === undefined && year - person.born.year >= 17)
  const heir = survivors.find((person) => relationOf(person, year) === 'ISTRI') ?? survivors[0]
  if (heir === undefined) return
  builder.join(heir, household, year, 'KEPALA KELUARGA')
  renewCard(builder, household, year)
}

function renewCard(builder: KindredBuilder, household: Household, year: number): void {
  household.cards.push({ from: year, kk: builder.card(homeIn(household, year).village, year) })
}

function wed(builder: KindredBuilder, household: Household, year: number): void {
  for (const person of membersOf(builder, household, year)) {
    const single = relationOf(person, year) === 'ANAK' && person.marriedYear === undefined
    if (single && isMarriageable(person, year) && builder.random.chance(MARRIAGE_RATE)) marry(builder, person, year)
  }
}

function isMarriageable(person: Person, year: number): boolean {
  const age = year - person.born.year
  return age >= 19 && age <= 40
}

/** A couple leaves the parents' households and gets a card of its own. */
function marry(builder: KindredBuilder, person: Person, year: number): void {
  const spouse = kinSpouse(builder, person, year) ?? strangerSpouse(builder, person)
  const [husband, wife] = person.sex === 'L' ? [person, spouse] : [spouse, person]
  const origin = stayIn(person, year)!.household
  const village = builder.random.chance(0.7)
    ? homeIn(origin, year).village
    : builder.random.pick(builder.setting.regency.villages)
  const household = builder.addHousehold(year, village, year)
  builder.join(husband, household, year, 'KEPALA KELUARGA')
  builder.join(wife, household, year, 'ISTRI')
  husband.marriedYear = wife.marriedYear = year
}

function kinSpouse(builder: KindredBuilder, person: Person, year: number): Person | undefined {
  const home = stayIn(person, year)?.household
  return builder.people.find(
    (other) =>
      other.sex !== person.sex &&
      other.marriedYear === undefined &&
      !isDead(other, year) &&
      isMarriageable(other, year) &&
      relationOf(other, year) === 'ANAK' &&
      stayIn(other, year)?.household !== home,
  )
}

function strangerSpouse(builder: KindredBuilder, person: Person): Person {
  const birthYear =
    person.born.year + (person.sex === 'L' ? builder.random.between(-1, 5) : -builder.random.between(-1, 6))
  return builder.addPerson({ sex: person.sex === 'L' ? 'P' : 'L', birthYear })
}

function giveBirth(builder: KindredBuilder, members: readonly Person[], year: number): void {
  const wife = members.find((person) => relationOf(person, year) === 'ISTRI')
  if (wife === undefined || !isFertile(wife, year) || !builder.random.chance(BIRTH_RATE)) return
  const father = members.find((person) => relationOf(person, year) === 'KEPALA KELUARGA')
  bearChild(builder, { mother: wife, father, household: stayIn(wife, year)!.household }, { year, from: year })
}

function isFertile(wife: Person, year: number): boolean {
  const age = year - wife.born.year
  return age >= 18 && age <= 42
}

/** The wife gets a number of her own, and takes the young children with her. */
function divorce(builder: KindredBuilder, members: readonly Person[], year: number): void {
  const wife = members.find((person) => relationOf(person, year) === 'ISTRI')
  if (wife === undefined || !builder.random.chance(DIVORCE_RATE)) return
  const home = homeIn(stayIn(wife, year)!.household, year)
  const household = builder.addHousehold(year, home.village, year)
  builder.join(wife, household, year, 'KEPALA KELUARGA')
  for (const child of members) {
    const young = relationOf(child, year) === 'ANAK' && year - child.born.year < 12
    if (young) builder.join(child, household, year, 'ANAK')
  }
}

function move(builder: KindredBuilder, household: Household, year: number): void {
  const { random, setting } = builder
  if (random.chance(MOVE_RATE)) {
    household.homes.push(builder.home(year, random.pick(setting.regency.villages)))
    if (random.chance(0.5)) renewCard(builder, household, year)
  } else if (random.chance(NEW_CARD_RATE)) {
    renewCard(builder, household, year)
  }
}
