import { parseRelation, type Relation } from '../../identity/relation.js'
import { compareStandings, compareStays, type Standing, type Stay } from './household-standing.js'

/** Who leads a family when nobody in it is listed as its head: as the office chooses on the head's death, spouse first. */
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

/** A day that no birth date reaches, for those whose date is not known. */
const UNBORN = '9999-12-31'

/** Gives how a person stands in the family by their best record that says so, or ''. */
export function relationOf(person: Standing): Relation | '' {
  for (const { relation } of person.stays) if (relation !== '') return relation
  for (const { record } of person.records) {
    const relation = parseRelation(record.shdk)
    if (relation !== '') return relation
  }
  return ''
}

/**
 * Chooses the one head among the living members: who the best list names as head; failing that the nearest in succession,
 * the elder first. Undefined without members.
 */
export function chooseHead(members: readonly Standing[]): Standing | undefined {
  return members.toSorted(compareClaims)[0]
}

function compareClaims(a: Standing, b: Standing): number {
  const relationOfA = relationOf(a)
  const rank = SUCCESSION.indexOf(relationOfA) - SUCCESSION.indexOf(relationOf(b))
  if (rank !== 0) return rank
  if (relationOfA === 'head') return compareClaimsOfHeads(a, b)
  return compareBirth(a, b) || compareStandings(a, b)
}

function compareClaimsOfHeads(a: Standing, b: Standing): number {
  const [claimOfA, claimOfB] = [claimOf(a), claimOf(b)]
  if (claimOfA === undefined || claimOfB === undefined) {
    if (claimOfA !== claimOfB) return claimOfA === undefined ? 1 : -1
    return compareStandings(a, b)
  }
  return compareStays(claimOfA, claimOfB)
}

function claimOf({ stays }: Standing): Stay | undefined {
  return stays.find(({ relation }) => relation === 'head')
}

function compareBirth(a: Standing, b: Standing): number {
  const [dateOfA, dateOfB] = [birthDateOf(a), birthDateOf(b)]
  if (dateOfA === dateOfB) return 0
  return dateOfA < dateOfB ? -1 : 1
}

const ISO_DATE = /^\d{4}-\d{2}-\d{2}$/

function birthDateOf({ records }: Standing): string {
  return records.find(({ record }) => ISO_DATE.test(record.dob))?.record.dob ?? UNBORN
}
