import { test } from 'tap'
import { REGENCIES } from '../../../../src/tools/synthetic/population/areas.js'
import { isoDate } from '../../../../src/tools/synthetic/population/calendar.js'
import {
  generateFamilyGroups,
  type PopulationOptions,
} from '../../../../src/tools/synthetic/population/family-groups.js'
import { FAMILY_GROUPS_PER_REGENCY, MOST_HOUSEHOLDS } from '../../../../src/tools/synthetic/population/limits.js'
import { isDead, stayIn, type FamilyGroup, type Person } from '../../../../src/tools/synthetic/population/population.js'

function take(count: number, options: PopulationOptions): FamilyGroup[] {
  const groups: FamilyGroup[] = []
  for (const group of generateFamilyGroups(options)) {
    groups.push(group)
    if (groups.length === count) break
  }
  return groups
}

const GROUPS = take(2500, { seed: 21 })
const PERSONS = GROUPS.flatMap(({ persons }) => persons)

function membersByHousehold(year: number): Map<number, Person[]> {
  const members = new Map<number, Person[]>()
  for (const person of PERSONS) {
    const household = stayIn(person, year)?.household
    if (household === undefined || isDead(person, year)) continue
    members.set(household.id, [...(members.get(household.id) ?? []), person])
  }
  return members
}

function summary({ persons, households }: FamilyGroup): string {
  const summaries = persons.map(({ id, name, born, nik, diedYear, phone }) => [id, name, born, nik, diedYear, phone])
  const places = households.map(({ id, homes, cards, living }) => [
    id,
    homes.map(({ from, village, address }) => [from, village.code, address]),
    cards,
    living,
  ])
  return JSON.stringify([summaries, places])
}

test('the first households do not depend on the number of households', async (t) => {
  const first = GROUPS.slice(0, 50).map(summary)
  t.same(take(50, { seed: 21 }).map(summary), first)
  const other = take(50, { seed: 22 }).map(summary)
  t.ok(other.every((text, at) => text !== first[at]))
})

test('the province has the configured number of family groups', async (t) => {
  t.equal(REGENCIES.length * FAMILY_GROUPS_PER_REGENCY, MOST_HOUSEHOLDS)
})

test('ids run from 0 without gaps, and no NIK belongs to two persons', async (t) => {
  t.same(
    PERSONS.map(({ id }) => id),
    PERSONS.map((_, index) => index),
  )
  const niks = PERSONS.flatMap(({ nik, secondNik }) => (secondNik === undefined ? [nik] : [nik, secondNik]))
  t.equal(new Set(niks).size, niks.length)
  t.same(
    niks.filter((nik) => !/^\d{12}(?!0000)\d{4}$/.test(nik)),
    [],
  )
})

test('most numbers agree with birth date and sex, and a few were corrected since', async (t) => {
  const agreeing = PERSONS.filter(({ nik, born, sex }) => {
    const day = Number(nik.slice(6, 8)) - (sex === 'P' ? 40 : 0)
    return (
      nik.slice(10, 12) === String(born.year).slice(2) && Number(nik.slice(8, 10)) === born.month && day === born.day
    )
  })
  const share = agreeing.length / PERSONS.length
  t.ok(share > 0.98 && share < 0.998, `share ${share}`)
})

test('every household with adults has one head, and few households have none', async (t) => {
  const heads = [...membersByHousehold(2026).values()].map(
    (members) => members.filter((person) => stayIn(person, 2026)?.relation === 'KEPALA KELUARGA').length,
  )
  t.equal(Math.max(...heads), 1)
  t.ok(heads.filter((count) => count === 0).length < heads.length * 0.01)
})

test('mothers are 15 to 50 years older than the children who were named after them', async (t) => {
  const gaps: number[] = []
  for (const members of membersByHousehold(2026).values()) {
    const mother = members.find((person) => stayIn(person, 2026)?.relation === 'ISTRI')
    const own = members.filter((person) => person.motherName === mother?.name)
    gaps.push(...own.map((child) => child.born.year - mother!.born.year))
  }
  t.ok(gaps.length > 1000)
  t.ok(Math.min(...gaps) >= 15 && Math.max(...gaps) <= 50, `${Math.min(...gaps)} to ${Math.max(...gaps)}`)
})

test('persons move, marry and die between the years of the sources', async (t) => {
  const { length } = PERSONS
  const households = GROUPS.flatMap((group) => group.households)
  const share = (count: number, of: number): number => count / of
  const facts: [string, number, number, number][] = [
    ['deaths', share(PERSONS.filter(({ diedYear }) => diedYear !== undefined).length, length), 0.015, 0.06],
    ['births', share(PERSONS.filter(({ born }) => born.year > 2021).length, length), 0.03, 0.09],
    ['changes of household', share(PERSONS.filter(({ stays }) => stays.length > 1).length, length), 0.005, 0.06],
    ['new cards', share(households.filter(({ cards }) => cards.length > 1).length, households.length), 0.08, 0.25],
    ['moves', share(households.filter(({ homes }) => homes.length > 1).length, households.length), 0.03, 0.09],
    ['second numbers', share(PERSONS.filter(({ secondNik }) => secondNik !== undefined).length, length), 0.005, 0.02],
  ]
  for (const [fact, value, low, high] of facts) t.ok(value > low && value < high, `${fact}: ${value}`)
})

test('twins, namesakes and sons named like their fathers exist', async (t) => {
  const families = [...membersByHousehold(2026).values()]
  const twins = families.filter(
    (members) =>
      new Set(members.map(({ born, motherName }) => isoDate(born) + motherName.join(' '))).size < members.length,
  )
  t.ok(twins.length > families.length * 0.01 && twins.length < families.length * 0.05, `twins ${twins.length}`)
  const seen = new Set<string>()
  const namesakes = PERSONS.filter(({ name, born, stays }) => {
    const key = [...name, born.year, stays[0]!.household.homes[0]!.village.code].join(' ')
    return seen.has(key) || !seen.add(key)
  })
  t.ok(namesakes.length > 10, `namesakes ${namesakes.length}`)
  const sons = families.filter((members) => new Set(members.map(({ name }) => name.join(' '))).size < members.length)
  t.ok(sons.length > 3, `same name in one family ${sons.length}`)
})

test('a single custom and a single type of name apply to all persons', async (t) => {
  const balinese = take(30, { seed: 5, customs: { balinese: 1 } })
  t.ok(balinese.every(({ custom }) => custom === 'balinese'))
  const mononyms = take(30, { seed: 5, nameType: 'mononym' }).flatMap(({ persons }) => persons)
  t.ok(mononyms.every(({ name }) => name.length === 1))
})
