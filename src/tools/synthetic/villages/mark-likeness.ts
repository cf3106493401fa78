import type { Person } from '../population/population.js'
import type { Fate, Fates, Trait } from './fate.js'

/** Marks the members of one family that are alike: twins, siblings of one name but for a word, kin of one name. */
export function markKin(persons: readonly Person[], fates: Fates): void {
  for (const [at, one] of persons.entries()) {
    for (const other of persons.slice(at + 1)) {
      for (const trait of likeness(one, other)) {
        fates.get(one)?.traits.add(trait)
        fates.get(other)?.traits.add(trait)
      }
    }
  }
}

function likeness(one: Person, other: Person): Trait[] {
  const traits: Trait[] = []
  if (isSibling(one, other)) {
    if (sameDay(one, other)) traits.push('twin')
    if (one.sex === other.sex && sharesAllButFirst(one, other)) traits.push('like_sibling')
  }
  if (nameOf(one) === nameOf(other)) traits.push('namesake_kin')
  return traits
}

function isSibling(one: Person, other: Person): boolean {
  return (
    one.motherName.join(' ') === other.motherName.join(' ') &&
    one.fatherName.join(' ') === other.fatherName.join(' ') &&
    one.stays[0]?.household === other.stays[0]?.household
  )
}

function sameDay({ born: a }: Person, { born: b }: Person): boolean {
  return a.year === b.year && a.month === b.month && a.day === b.day
}

function sharesAllButFirst({ name: a }: Person, { name: b }: Person): boolean {
  return a.length > 1 && a[0] !== b[0] && a.slice(1).join(' ') === b.slice(1).join(' ')
}

function nameOf({ name }: Person): string {
  return name.join(' ')
}

/** Marks persons of one name, sex, birth year and village; those of one date too as namesakes of one date. */
export function markNamesakes(fates: Fates): void {
  for (const alike of groupBy(fates, ({ born }) => String(born.year))) mark(alike, 'namesake')
  for (const alike of groupBy(fates, ({ born }) => `${born.year}-${born.month}-${born.day}`))
    mark(alike, 'namesake_date')
}

function groupBy(fates: Fates, birth: (person: Person) => string): [Person, Fate][][] {
  const groups = new Map<string, [Person, Fate][]>()
  for (const [person, fate] of fates) {
    const village = person.stays.at(-1)?.household.homes.at(-1)?.village.code ?? ''
    const key = `${village} ${person.sex} ${nameOf(person)} ${birth(person)}`
    groups.set(key, [...(groups.get(key) ?? []), [person, fate]])
  }
  return [...groups.values()].filter(({ length }) => length > 1)
}

function mark(alike: readonly [Person, Fate][], trait: Trait): void {
  for (const [, { traits }] of alike) traits.add(trait)
}
