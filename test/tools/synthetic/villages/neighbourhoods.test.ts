import { test } from 'tap'
import type { Person } from '../../../../src/tools/synthetic/population/population.js'
import { nikIn, type Fate, type Trait } from '../../../../src/tools/synthetic/villages/fate.js'
import { generateNeighbourhoods, type Neighbourhood } from '../../../../src/tools/synthetic/villages/neighbourhoods.js'
import { isDefaultDate } from '../../../../src/tools/synthetic/villages/village-issuer.js'

const COUNT = 24
const START = 2021
const YEARS = 5

function make(seed: number, count: number): Neighbourhood[] {
  const neighbourhoods: Neighbourhood[] = []
  for (const neighbourhood of generateNeighbourhoods({ seed, startYear: START, years: YEARS })) {
    neighbourhoods.push(neighbourhood)
    if (neighbourhoods.length === count) break
  }
  return neighbourhoods
}

const NEIGHBOURHOODS = make(71, COUNT)
const FATES: readonly (readonly [Person, Fate])[] = NEIGHBOURHOODS.flatMap(({ fates }) => [...fates])

function withTrait(trait: Trait): (readonly [Person, Fate])[] {
  return FATES.filter(([, { traits }]) => traits.has(trait))
}

/** The persons with a trait, by what they share; each group must have two or more. */
function groups(trait: Trait, shared: (person: Person, fate: Fate) => string): Person[][] {
  const alike = new Map<string, Person[]>()
  for (const [person, fate] of withTrait(trait)) {
    const key = shared(person, fate)
    alike.set(key, [...(alike.get(key) ?? []), person])
  }
  return [...alike.values()]
}

const nameOf = ({ name }: Person): string => name.join(' ')
const birthOf = ({ born }: Person): string => `${born.year}-${born.month}-${born.day}`
const numberOf = (person: Person, fate: Fate): string => nikIn(person, fate, START)

function share(trait: Trait): number {
  return withTrait(trait).length / FATES.length
}

test('neighbourhoods depend on the seed alone, by turns in each region', async (t) => {
  const names = (all: readonly Neighbourhood[]): string[] => all.flatMap(({ fates }) => [...fates.keys()].map(nameOf))
  t.same(names(make(71, 2)), names(NEIGHBOURHOODS.slice(0, 2)))
  t.not(names(make(72, 1)).join(), names(NEIGHBOURHOODS.slice(0, 1)).join())
  t.equal(new Set(NEIGHBOURHOODS.slice(0, 6).map(({ regency }) => regency.code)).size, 6)
})

test('a NIK is of one person, but for those who were given the number of another', async (t) => {
  const holders = new Map<string, [Person, Fate][]>()
  for (const [person, fate] of FATES) {
    for (const nik of new Set([nikIn(person, fate, START), nikIn(person, fate, START + YEARS)])) {
      holders.set(nik, [...(holders.get(nik) ?? []), [person, fate]])
    }
  }
  const shared = [...holders.values()].filter(({ length }) => length > 1)
  t.ok(shared.every((group) => group.every(([, { traits }]) => traits.has('nik_double'))))
  t.ok(shared.length >= COUNT, `${shared.length} numbers of two persons`)
})

test('two persons with one number have one sex and birth date, and two names', async (t) => {
  const pairs = groups('nik_double', numberOf).filter(({ length }) => length > 1)
  t.ok(pairs.length >= COUNT)
  for (const [one, other] of pairs) {
    t.equal(one!.sex, other!.sex)
    t.equal(birthOf(one!), birthOf(other!))
    t.not(one!.id, other!.id)
  }
  t.ok(pairs.filter(([one, other]) => nameOf(one!) === nameOf(other!)).length <= pairs.length * 0.1)
})

test('twins are two persons of one birth date and mother, with two names and two NIKs', async (t) => {
  const twins = groups(
    'twin',
    (person) => `${birthOf(person)} ${person.motherName.join(' ')} ${person.stays[0]!.household.id}`,
  )
  t.ok(twins.length > 50 && twins.every(({ length }) => length >= 2))
  t.ok(twins.every((group) => new Set(group.map(nameOf)).size === group.length))
  t.ok(twins.every((group) => new Set(group.map(({ nik }) => nik)).size === group.length))
})

test('namesakes of one village are two persons with two NIKs, some of one default date', async (t) => {
  t.ok(share('namesake') > 0.015 && share('namesake') < 0.06, `share ${share('namesake')}`)
  const dated = groups('namesake_date', (person) => `${nameOf(person)} ${birthOf(person)}`)
  t.ok(dated.length >= 5 && dated.every(({ length }) => length >= 2))
  t.ok(dated.some(([person]) => isDefaultDate(person!.born)))
  t.ok(dated.every((group) => new Set(group.map(({ id }) => id)).size === group.length))
})

test('kin of one name are of one family, and their NIKs agree each with its own date', async (t) => {
  const kin = withTrait('namesake_kin')
  t.ok(kin.length > 100)
  const generations = NEIGHBOURHOODS.flatMap(({ groups: families }) => families).filter(({ persons }) => {
    return persons.some((one) =>
      persons.some((other) => nameOf(one) === nameOf(other) && other.born.year - one.born.year > 15),
    )
  })
  t.ok(generations.length > 30, `${generations.length} families with a parent and a child of one name`)
  const year = ({ born }: Person): string => String(born.year % 100).padStart(2, '0')
  const agreeing = kin.filter(([person]) => person.nik.slice(10, 12) === year(person))
  t.ok(agreeing.length > kin.length * 0.95)
})

test('a number issued anew differs from the first one, and lists of earlier years have that', async (t) => {
  const reissued = withTrait('nik_reissued')
  t.ok(share('nik_reissued') > 0.007 && share('nik_reissued') < 0.03)
  for (const [person, fate] of reissued) {
    t.not(fate.reissued!.nik, person.nik)
    t.equal(nikIn(person, fate, fate.reissued!.from - 1), person.nik)
    t.equal(nikIn(person, fate, fate.reissued!.from), fate.reissued!.nik)
  }
})

test('a second card is of another household', async (t) => {
  for (const because of ['two_cards', 'second_wife'] as const) {
    const cards = withTrait(because)
    t.ok(cards.length >= 10, because)
    t.ok(cards.every(([person, { secondCard }]) => secondCard!.household !== person.stays[0]!.household))
  }
})

test('serials pass 99 on default dates alone', async (t) => {
  const serial = ({ nik }: Person): number => Number(nik.slice(12))
  const high = FATES.map(([person]) => person).filter((person) => serial(person) > 99)
  t.ok(high.length > 30)
  const onDefault = high.filter(
    (person) => isDefaultDate(person.born) || /(0101|4101|0107|4107|3112|7112)$/.test(person.nik.slice(0, 10)),
  )
  t.ok(onDefault.length >= high.length * 0.9, `${onDefault.length} of ${high.length}`)
})

test('family cards of one day have neighbouring numbers', async (t) => {
  const cards = NEIGHBOURHOODS.flatMap(({ groups: families }) => families)
    .flatMap(({ households }) => households)
    .map((household) => household.cards[0]!.kk)
  const known = new Set(cards)
  const neighbours = cards.filter((kk) => known.has(String(BigInt(kk) + 1n).padStart(16, '0')))
  t.equal(known.size, cards.length)
  t.ok(neighbours.length > cards.length * 0.3, `${neighbours.length} of ${cards.length}`)
})

test('a village has fashions: a name is common there, though rare elsewhere', async (t) => {
  const heads = NEIGHBOURHOODS.map(({ fates }) => [...fates.keys()].map(nameOf))
  for (const [at, names] of heads.slice(0, 6).entries()) {
    const counts = new Map<string, number>()
    for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1)
    const [commonest, most] = [...counts].sort(([, a], [, b]) => b - a)[0]!
    const elsewhere = heads.filter((_, other) => other % 6 !== at).flat()
    const there = most / names.length
    const rate = elsewhere.filter((name) => name === commonest).length / elsewhere.length
    t.ok(there > 0.005 && rate < there / 5, `${there} there, ${rate} elsewhere`)
  }
})
