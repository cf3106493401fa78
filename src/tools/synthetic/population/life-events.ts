import { addBirth } from './initial-household.js'
import type { FamilyGroupBuilder } from './family-group-builder.js'
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

/** Returns the living members of a household in a year, in the order in which they joined the group. */
function membersOf(builder: FamilyGroupBuilder, household: Household, year: number): Person[] {
  return builder.persons.filter((person) => !isDead(person, year) && stayIn(person, year)?.household === household)
}

/** Applies the events of one year to the households: deaths, marriages, births, divorces, moves and new family cards. */
export function applyYear(builder: FamilyGroupBuilder, year: number): void {
  for (const household of [...builder.households]) {
    addDeaths(builder, household, year)
    addMarriages(builder, household, year)
    const members = membersOf(builder, household, year)
    if (members.length === 0) continue
    addBirths(builder, members, year)
    addDivorce(builder, members, year)
    addMove(builder, household, year)
  }
}

function relationOf(person: Person, year: number): string | undefined {
  return stayIn(person, year)?.relation
}

function addDeaths(builder: FamilyGroupBuilder, household: Household, year: number): void {
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

function renewCard(builder: FamilyGroupBuilder, household: Household, year: number): void {
  household.cards.push({ from: year, kk: builder.card(homeIn(household, year).village, year) })
}

function addMarriages(builder: FamilyGroupBuilder, household: Household, year: number): void {
  for (const person of membersOf(builder, household, year)) {
    const single = relationOf(person, year) === 'ANAK' && person.marriedYear === undefined
    if (single && isMarriageable(person, year) && builder.random.chance(MARRIAGE_RATE)) marry(builder, person, year)
  }
}

function isMarriageable(person: Person, year: number): boolean {
  const age = year - person.born.year
  return age >= 19 && age <= 40
}

/** Moves a couple from the parents' households to a household with a family card of its own. */
function marry(builder: FamilyGroupBuilder, person: Person, year: number): void {
  const spouse = spouseFromGroup(builder, person, year) ?? newSpouse(builder, person)
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

function spouseFromGroup(builder: FamilyGroupBuilder, person: Person, year: number): Person | undefined {
  const home = stayIn(person, year)?.household
  return builder.persons.find(
    (other) =>
      other.sex !== person.sex &&
      other.marriedYear === undefined &&
      !isDead(other, year) &&
      isMarriageable(other, year) &&
      relationOf(other, year) === 'ANAK' &&
      stayIn(other, year)?.household !== home,
  )
}

function newSpouse(builder: FamilyGroupBuilder, person: Person): Person {
  const birthYear =
    person.born.year + (person.sex === 'L' ? builder.random.between(-1, 5) : -builder.random.between(-1, 6))
  return builder.addPerson({ sex: person.sex === 'L' ? 'P' : 'L', birthYear })
}

function addBirths(builder: FamilyGroupBuilder, members: readonly Person[], year: number): void {
  const wife = members.find((person) => relationOf(person, year) === 'ISTRI')
  if (wife === undefined || !isFertile(wife, year) || !builder.random.chance(BIRTH_RATE)) return
  const father = members.find((person) => relationOf(person, year) === 'KEPALA KELUARGA')
  addBirth(builder, { mother: wife, father, household: stayIn(wife, year)!.household }, { year, from: year })
}

function isFertile(wife: Person, year: number): boolean {
  const age = year - wife.born.year
  return age >= 18 && age <= 42
}

/** Moves the wife and her young children to a household with a KK of its own. */
function addDivorce(builder: FamilyGroupBuilder, members: readonly Person[], year: number): void {
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

function addMove(builder: FamilyGroupBuilder, household: Household, year: number): void {
  const { random, setting } = builder
  if (random.chance(MOVE_RATE)) {
    household.homes.push(builder.home(year, random.pick(setting.regency.villages)))
    if (random.chance(0.5)) renewCard(builder, household, year)
  } else if (random.chance(NEW_CARD_RATE)) {
    renewCard(builder, household, year)
  }
}
