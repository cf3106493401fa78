import { parseRelation, type Relation } from '../../identity/relation.js'
import { comparePersons, compareClaims, type PersonClaims, type FamilyClaim } from './person-claims.js'

/**
 * Order of succession in a family without a listed head: as the civil registry chooses when the head dies, spouse
 * first.
 */
const SUCCESSION: readonly (Relation | '')[] = [
  'head',
  'husband',
  'wife',
  'spouse',
  'child',
  'child_in_law',
  'parent',
  'parent_in_law',
  'grandchild',
  'other_family',
  '',
  'servant',
  'other',
]

/** Later than any birth date; used for persons without a known date, so that they sort last. */
const UNBORN = '9999-12-31'

/** Returns the person's relation to the head from the best record that has one, or ''. */
export function relationOf(person: PersonClaims): Relation | '' {
  for (const { relation } of person.claims) if (relation !== '') return relation
  for (const { record } of person.records) {
    const relation = parseRelation(record.shdk)
    if (relation !== '') return relation
  }
  return ''
}

/**
 * Returns the head among the living members: the head according to the best claim. Without one, the first in the order
 * of succession, the older first. Undefined if there are no members.
 */
export function chooseHead(members: readonly PersonClaims[]): PersonClaims | undefined {
  return members.toSorted(compareHeadship)[0]
}

function compareHeadship(a: PersonClaims, b: PersonClaims): number {
  const relationOfA = relationOf(a)
  const rank = SUCCESSION.indexOf(relationOfA) - SUCCESSION.indexOf(relationOf(b))
  if (rank !== 0) return rank
  if (relationOfA === 'head') return compareHeadClaims(a, b)
  return compareBirth(a, b) || comparePersons(a, b)
}

function compareHeadClaims(a: PersonClaims, b: PersonClaims): number {
  const [claimOfA, claimOfB] = [headClaimOf(a), headClaimOf(b)]
  if (claimOfA === undefined || claimOfB === undefined) {
    if (claimOfA !== claimOfB) return claimOfA === undefined ? 1 : -1
    return comparePersons(a, b)
  }
  return compareClaims(claimOfA, claimOfB)
}

function headClaimOf({ claims }: PersonClaims): FamilyClaim | undefined {
  return claims.find(({ relation }) => relation === 'head')
}

function compareBirth(a: PersonClaims, b: PersonClaims): number {
  const [dateOfA, dateOfB] = [birthDateOf(a), birthDateOf(b)]
  if (dateOfA === dateOfB) return 0
  return dateOfA < dateOfB ? -1 : 1
}

const ISO_DATE = /^\d{4}-\d{2}-\d{2}$/

function birthDateOf({ records }: PersonClaims): string {
  return records.find(({ record }) => ISO_DATE.test(record.dob))?.record.dob ?? UNBORN
}
