import { severityOfHouseholdDispute } from '../conflicts/severity.js'
import { isOneSlip } from '../../identity/numbers/slip.js'
import { companyIn, countVotes, type Vote } from './household-company.js'
import { relationOf } from './household-head.js'
import { hasLeft } from './household-leaving.js'
import { areApart } from './household-place.js'
import { compareStandings, type Standing, type Stay } from './household-standing.js'

/** Why a person belongs to the household that they do. */
export type MembershipGround = 'own_family' | 'slip_mended' | 'company' | 'number_mended' | 'no_family' | 'judgement'

/** The household that a person belongs to by their records and company, and why. */
export interface HouseholdKey {
  readonly key: string
  readonly ground: MembershipGround
  /** How many co-members stand behind it. */
  readonly company: number
  /** A family in a list of much the same trust that keeps the person elsewhere. */
  readonly disagreement?: HouseholdKeyConflict
}

/** Two lists of much the same trust, each with other company: whom the person lives with is open. */
export interface HouseholdKeyConflict {
  readonly source: string
  readonly otherSource: string
  /** The persons in the family of the other list. */
  readonly company: readonly string[]
  /** 0..100. */
  readonly severity: number
}

/**
 * Gives the key of the household that a person belongs to now, from their own anchor and those of their co-members (the
 * persons with a record in one list family with one of theirs) in any order. It looks no further, so that a change
 * reaches nobody beyond the co-members.
 */
export function householdKey(person: Standing, coMembers: readonly Standing[]): HouseholdKey {
  const found = keyOf(person, coMembers)
  const disagreement = findKeyConflict(person, found.key, coMembers)
  return disagreement === undefined ? found : { ...found, disagreement }
}

function keyOf(person: Standing, coMembers: readonly Standing[]): HouseholdKey {
  const [own] = person.stays
  if (own === undefined) return mendedKey(person, coMembers) ?? aloneKey(person)
  const mended = mendSlip(person, own, coMembers)
  if (mended !== undefined) return { key: mended.token, ground: 'slip_mended', company: mended.voters }
  const followed = followCompany(person, own, coMembers)
  if (followed !== undefined) return { key: followed.token, ground: 'company', company: followed.voters }
  return { key: own.token, ground: 'own_family', company: standingAt(own.token, coMembers).length }
}

/**
 * A damaged number is mended when just one of the families it may have meant is there with room for the person: one that
 * has a head takes no second.
 */
function mendedKey(person: Standing, coMembers: readonly Standing[]): HouseholdKey | undefined {
  const isHead = relationOf(person) === 'head'
  const meant = person.families.flatMap((family) => {
    const company = companyIn(family, coMembers)
    const isTaken = isHead && company.some((member) => relationOf(member) === 'head')
    return company.length === 0 || isTaken ? [] : [company]
  })
  const [company, another] = meant
  if (company === undefined || another !== undefined) return undefined
  const [vote] = countVotes(anchorsOf(company))
  return vote === undefined ? undefined : { key: vote.token, ground: 'number_mended', company: vote.voters }
}

function aloneKey({ first }: Standing): HouseholdKey {
  return { key: `record:${first.source}/${first.sourceKey}`, ground: 'no_family', company: 0 }
}

function standingAt(token: string, coMembers: readonly Standing[]): readonly Standing[] {
  return coMembers.filter(({ stays, deceased }) => !deceased && stays[0]?.token === token)
}

/**
 * A KK that nobody else stands by, one slip of the hand from that of the company, is the company's, typed wrong. Cards
 * issued on one day are one digit apart as well: whoever is head of their own card keeps it where the others have a head.
 */
function mendSlip(person: Standing, own: Stay, coMembers: readonly Standing[]): Vote | undefined {
  if (own.kk === '' || standingAt(own.token, coMembers).length > 0) return undefined
  const near = anchorsOf(coMembers).filter(({ kk }) => isSlipOf(kk, own.kk))
  const [vote] = countVotes(near)
  if (vote === undefined) return undefined
  const heads = near.some(({ token, relation }) => token === vote.token && relation === 'head')
  if (own.relation === 'head' && heads) return undefined
  return vote.voters > 1 || isBetterKnown(vote.best, own, [person, ...coMembers]) ? vote : undefined
}

function isSlipOf(kk: string, other: string): boolean {
  return kk !== other && kk !== '' && other !== '' && isOneSlip(kk, other)
}

function anchorsOf(persons: readonly Standing[]): readonly Stay[] {
  return persons.flatMap(({ stays, deceased }) => (deceased ? [] : (stays[0] ?? [])))
}

/** Between one and one the number with more records is right; failing that, both must come to the same answer. */
function isBetterKnown(a: Stay, b: Stay, persons: readonly Standing[]): boolean {
  const difference = recordsWith(a.kk, persons) - recordsWith(b.kk, persons)
  return difference === 0 ? a.kk < b.kk : difference > 0
}

function recordsWith(kk: string, persons: readonly Standing[]): number {
  return persons.reduce((count, { stays }) => count + stays.filter((stay) => stay.kk === kk).length, 0)
}

/**
 * Whoever is known from a weaker list follows those of that family whom a stronger list shows under another number, when
 * they are most of whom the family is known to have kept: a divorced wife takes the young children, not the family. The
 * first of the person's families on which there is such word decides.
 */
function followCompany(person: Standing, own: Stay, coMembers: readonly Standing[]): Vote | undefined {
  const adrift = isAdrift(own, coMembers)
  for (const stay of person.stays) {
    if (stay !== own && (hasLeft(stay.relation, own.relation) || isSlipOf(stay.kk, own.kk))) continue
    const company = stayersOf(stay, coMembers)
    const votes = countVotes(
      company.filter(({ strength }) => strength > own.strength || (adrift && strength === own.strength)),
    )
    const [vote] = votes
    if (vote === undefined || (adrift && !isSettled(vote, own, coMembers))) continue
    const forOwn = votes.find(({ token }) => token === own.token)?.voters ?? 0
    return forOwn === vote.voters || 2 * vote.voters < company.length ? undefined : vote
  }
  return undefined
}

/** Nobody but a head is alone on a card: a wife or child with nobody beside them is there by a wrong number. */
function isAdrift(own: Stay, coMembers: readonly Standing[]): boolean {
  if (own.relation === '' || own.relation === 'head') return false
  return standingAt(own.token, coMembers).length === 0 && companyIn(own.family, coMembers).length === 0
}

/**
 * Whether those who vote will stay where they are: they are a family and not one more adrift, who would follow in turn, and
 * their number is no slip of the person's, over which the mending of slips has decided already.
 */
function isSettled(vote: Vote, own: Stay, coMembers: readonly Standing[]): boolean {
  if (isSlipOf(vote.best.kk, own.kk)) return false
  return vote.voters > 1 || standingAt(vote.token, coMembers).some(({ stays }) => stays[0]?.relation === 'head')
}

/**
 * The anchors of those in the family of a stay who have kept it: not of strangers under its number, not of those who have left it since to found a family of
 * their own, nor of those whom their anchor shows as they were before they founded this one.
 */
function stayersOf(stay: Stay, coMembers: readonly Standing[]): readonly Stay[] {
  return companyIn(stay.family, coMembers).flatMap(({ stays }) => {
    const [theirs] = stays
    const then = stays.find(({ family }) => family === stay.family)
    if (theirs === undefined || then === undefined) return []
    if (stay.kk !== '' && areApart(stay.record, then.record)) return []
    const parted = hasLeft(then.relation, theirs.relation) || hasLeft(theirs.relation, then.relation)
    return parted ? [] : [theirs]
  })
}

/** Lists further apart than this in strength do not dispute: the weaker is simply the older or the worse. */
const DISPUTED_DIFFERENCE = 10

function findKeyConflict(
  person: Standing,
  key: string,
  coMembers: readonly Standing[],
): HouseholdKeyConflict | undefined {
  const [own, ...others] = person.stays
  if (own === undefined) return undefined
  for (const stay of others) {
    const difference = own.strength - stay.strength
    if (difference > DISPUTED_DIFFERENCE) break
    const isSettled = stay.token === key || stay.family === own.family || hasLeft(stay.relation, own.relation)
    const company = isSettled ? [] : companyIn(stay.family, coMembers)
    if (company.length === 0 || company.some(({ stays }) => stays.some(({ token }) => token === key))) continue
    return {
      source: own.record.source,
      otherSource: stay.record.source,
      company: [...company].sort(compareStandings).map((member) => member.key),
      severity: severityOfHouseholdDispute(difference, company.length),
    }
  }
  return undefined
}
