import type { HouseholdKey } from './household-key.js'
import type { HouseholdParts } from './household-parts.js'
import type { PersonClaims } from './person-claims.js'

/** Returns why a person belongs to its household, with sources and counts but no personal data. */
export function membershipReason(person: PersonClaims, key: HouseholdKey): string {
  const source = person.claims[0]?.record.source ?? ''
  switch (key.ground) {
    case 'own_family':
      return `${source}, the best list that names a family, has the person in this one with ${others(key.company)}`
    case 'slip_mended':
      return `the family number in ${source} is one slip from that of ${others(key.company)} listed with the person`
    case 'company':
      return `${others(key.company)} of the person's listed family are in this one by a list more trusted than ${source}`
    case 'number_mended':
      return `the damaged family number can only be that of ${others(key.company)} in the same list`
    case 'no_family':
      return 'no list gives the person a usable family number'
    case 'judgement':
      return 'a judgement places the person in this household'
  }
}

function others(count: number): string {
  if (count === 0) return 'nobody else'
  return count === 1 ? '1 other' : `${count} others`
}

/** Returns what a household is based on. `part` is the part of the household key that it was formed from. */
export function householdReason(part: keyof HouseholdParts, keys: readonly HouseholdKey[]): string {
  if (part === 'separated') return 'a judgement separates these from the others under the family number'
  if (part === 'strangers') return 'shares the family number with others, but no list family and no village'
  const own = keys.filter(({ ground }) => ground === 'own_family').length
  if (own === keys.length) return `the best list of each of the ${keys.length} has them under one family number`
  return `${own} of ${keys.length} by the best list of their own, the others by the company they keep or a judgement`
}
