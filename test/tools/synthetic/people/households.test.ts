import { test } from 'tap'
import { REGENCIES } from '../../../../src/tools/synthetic/people/areas.js'
import { isoDate } from '../../../../src/tools/synthetic/people/calendar.js'
import { generateHouseholds, type PopulationOptions } from '../../../../src/tools/synthetic/people/households.js'
import { KINDREDS_PER_REGENCY, MOST_HOUSEHOLDS } from '../../../../src/tools/synthetic/people/limits.js'
import { isDead, stayIn, type Kindred, type Person } from '../../../../src/tools/synthetic/people/population.js'

function take(count: number, options: PopulationOptions): Kindred[] {
  const kindreds: Kindred[] = []
  for (const kindred of generateHouseholds(options)) {
    kindreds.push(kindred)
    if (kindreds.length === count) break
  }
  return kindreds
}

const KINDREDS = take(2500, { seed: 21 })
const PEOPLE = KINDREDS.flatMap(({ people }) => people)

function membersByHousehold(year: number): Map<number, Person[]> {
  const members = new Map<number, Person[]>()
  for (const person of PEOPLE) {
    const household = stayIn(person, year)?.household
    if (household === undefined || isDead(person, year)) continue
    members.set(household.id, [...(members.get(household.id) ?? []), person])
  }
  return members
}

function summary({ people, households }: Kindred): string {
  const persons = people.map(({ id, name, born, nik, diedYear, phone }) => [id, name, born, nik, diedYear, phone])
  const places = households.map(({ id, homes, cards, living }) => [
    id,
    homes.map(({ from, village, address }) => [from, village.code, address]),
    cards,
    living,
  ])
  return JSON.stringify([persons, places])
}

test('the first households do not depend on the number of households', async (t) => {
  const first = KINDREDS.slice(0, 50).map(summary)
  t.same(take(50, { seed: 21 }).map(summary), first)
  const other = take(50, { seed: 22 }).map(summary)
  t.ok(other.every((text, at) => text !== first[at]))
})

test('the province has the configured number of kinship groups', async (t) => {
  t.equal(REGENCIES.length * KINDREDS_PER_REGENCY, MOST_HOUSEHOLDS)
})

test('ids run from 0 without gaps, and no NIK belongs to two persons', async (t) => {
  t.same(
    PEOPLE.map(({ id }) => id),
    PEOPLE.map((_, index) => index),
  )
  const niks = PEOPLE.flatMap(({ nik, secondNik }) => (secondNik === undefined ? [nik] : [nik, secondNik]))
  t.equal(new Set(niks).size, niks.length)
  t.same(
    niks.filter((nik) => !/^\d{12}(?!0000)\d{4}$/.test(nik)),
    [],
  )
})

test('most numbers agree with birth date and sex, and a few were corrected since', async (t) => {
  const agreeing = PEOPLE.filter(({ nik, born, sex }) => {
    const day = Number(nik.slice(6, 8)) - (sex === 'P' ? 40 : 0)
    return (
      nik.slice(10, 12) === String(born.year).slice(2) && Number(nik.slice(8, 10)) === born.month && day === born.day
    )
  })
  const share = agreeing.length / PEOPLE.length
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
  const { length } = PEOPLE
  const households = KINDREDS.flatMap((kindred) => kindred.households)
  const share = (count: number, of: number): number => count / of
  const facts: [string, number, number, number][] = [
    ['deaths', share(PEOPLE.filter(({ diedYear }) => diedYear !== undefined).length, length), 0.015, 0.06],
    ['births', share(PEOPLE.filter(({ born }) => born.year > 2021).length, length), 0.03, 0.09],
    ['changes of household', share(PEOPLE.filter(({ stays }) => stays.length > 1).length, length), 0.005, 0.06],
    ['new cards', share(households.filter(({ cards }) => cards.length > 1).length, households.length), 0.08, 0.25],
    ['moves', share(households.filter(({ homes }) => homes.length > 1).length, households.length), 0.03, 0.09],
    ['second numbers', share(PEOPLE.filter(({ secondNik }) => secondNik !== undefined).length, length), 0.005, 0.02],
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
  const namesakes = PEOPLE.filter(({ name, born, stays }) => {
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
  const mononyms = take(30, { seed: 5, nameType: 'mononym' }).flatMap(({ people }) => people)
  t.ok(mononyms.every(({ name }) => name.length === 1))
})
