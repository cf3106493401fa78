import { severityOfHouseholdDispute } from '../conflicts/severity.js'
import { isOneSlip } from '../../identity/numbers/slip.js'
import { livingMembersOf, countVotes, type Vote } from './household-votes.js'
import { relationOf } from './household-head.js'
import { areApart } from './household-place.js'
import { comparePersons, hasLeft, type FamilyClaim, type PersonClaims } from './person-claims.js'

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
export function householdKey(person: PersonClaims, coMembers: readonly PersonClaims[]): HouseholdKey {
  const found = keyOf(person, coMembers)
  const disagreement = findKeyConflict(person, found.key, coMembers)
  return disagreement === undefined ? found : { ...found, disagreement }
}

function keyOf(person: PersonClaims, coMembers: readonly PersonClaims[]): HouseholdKey {
  const [own] = person.claims
  if (own === undefined) return damagedKkKey(person, coMembers) ?? aloneKey(person)
  const corrected = findSlipVote(person, own, coMembers)
  if (corrected !== undefined) return { key: corrected.household, ground: 'slip_mended', company: corrected.voters }
  const followed = followCompany(person, own, coMembers)
  if (followed !== undefined) return { key: followed.household, ground: 'company', company: followed.voters }
  return { key: own.household, ground: 'own_family', company: livingWithBestClaimOn(own.household, coMembers).length }
}

/**
 * A damaged number is mended when just one of the families it may have meant is there with room for the person: one that
 * has a head takes no second.
 */
function damagedKkKey(person: PersonClaims, coMembers: readonly PersonClaims[]): HouseholdKey | undefined {
  const isHead = relationOf(person) === 'head'
  const meant = person.families.flatMap((family) => {
    const company = livingMembersOf(family, coMembers)
    const isTaken = isHead && company.some((member) => relationOf(member) === 'head')
    return company.length === 0 || isTaken ? [] : [company]
  })
  const [company, another] = meant
  if (company === undefined || another !== undefined) return undefined
  const [vote] = countVotes(bestClaimsOf(company))
  return vote === undefined ? undefined : { key: vote.household, ground: 'number_mended', company: vote.voters }
}

function aloneKey({ first }: PersonClaims): HouseholdKey {
  return { key: `record:${first.source}/${first.sourceKey}`, ground: 'no_family', company: 0 }
}

function livingWithBestClaimOn(household: string, coMembers: readonly PersonClaims[]): readonly PersonClaims[] {
  return coMembers.filter(({ claims, deceased }) => !deceased && claims[0]?.household === household)
}

/**
 * A KK that nobody else stands by, one slip of the hand from that of the company, is the company's, typed wrong. Cards
 * issued on one day are one digit apart as well: whoever is head of their own card keeps it where the others have a head.
 */
function findSlipVote(person: PersonClaims, own: FamilyClaim, coMembers: readonly PersonClaims[]): Vote | undefined {
  if (own.kk === '' || livingWithBestClaimOn(own.household, coMembers).length > 0) return undefined
  const near = bestClaimsOf(coMembers).filter(({ kk }) => isSlipOf(kk, own.kk))
  const [vote] = countVotes(near)
  if (vote === undefined) return undefined
  const heads = near.some(({ household, relation }) => household === vote.household && relation === 'head')
  if (own.relation === 'head' && heads) return undefined
  return vote.voters > 1 || hasMoreRecords(vote.bestClaim, own, [person, ...coMembers]) ? vote : undefined
}

function isSlipOf(kk: string, other: string): boolean {
  return kk !== other && kk !== '' && other !== '' && isOneSlip(kk, other)
}

function bestClaimsOf(persons: readonly PersonClaims[]): readonly FamilyClaim[] {
  return persons.flatMap(({ claims, deceased }) => (deceased ? [] : (claims[0] ?? [])))
}

/** Between one and one the number with more records is right; failing that, both must come to the same answer. */
function hasMoreRecords(a: FamilyClaim, b: FamilyClaim, persons: readonly PersonClaims[]): boolean {
  const difference = recordsWith(a.kk, persons) - recordsWith(b.kk, persons)
  return difference === 0 ? a.kk < b.kk : difference > 0
}

function recordsWith(kk: string, persons: readonly PersonClaims[]): number {
  return persons.reduce((count, { claims }) => count + claims.filter((claim) => claim.kk === kk).length, 0)
}

/**
 * Whoever is known from a weaker list follows those of that family whom a stronger list shows under another number, when
 * they are most of whom the family is known to have kept: a divorced wife takes the young children, not the family. The
 * first of the person's families on which there is such word decides.
 */
function followCompany(person: PersonClaims, own: FamilyClaim, coMembers: readonly PersonClaims[]): Vote | undefined {
  const isMisplaced = isLikelyMisplaced(own, coMembers)
  for (const claim of person.claims) {
    if (claim !== own && (hasLeft(claim.relation, own.relation) || isSlipOf(claim.kk, own.kk))) continue
    const company = currentClaimsOfFamily(claim, coMembers)
    const votes = countVotes(
      company.filter(({ strength }) => strength > own.strength || (isMisplaced && strength === own.strength)),
    )
    const [vote] = votes
    if (vote === undefined || (isMisplaced && !isSettled(vote, own, coMembers))) continue
    const forOwn = votes.find(({ household }) => household === own.household)?.voters ?? 0
    return forOwn === vote.voters || 2 * vote.voters < company.length ? undefined : vote
  }
  return undefined
}

/** Nobody but a head is alone on a card: a wife or child with nobody beside them is there by a wrong number. */
function isLikelyMisplaced(own: FamilyClaim, coMembers: readonly PersonClaims[]): boolean {
  if (own.relation === '' || own.relation === 'head') return false
  return (
    livingWithBestClaimOn(own.household, coMembers).length === 0 && livingMembersOf(own.family, coMembers).length === 0
  )
}

/**
 * Whether those who vote will stay where they are: they are a family and not one more adrift, who would follow in turn, and
 * their number is no slip of the person's, over which the mending of slips has decided already.
 */
function isSettled(vote: Vote, own: FamilyClaim, coMembers: readonly PersonClaims[]): boolean {
  if (isSlipOf(vote.bestClaim.kk, own.kk)) return false
  return (
    vote.voters > 1 ||
    livingWithBestClaimOn(vote.household, coMembers).some(({ claims }) => claims[0]?.relation === 'head')
  )
}

/**
 * The anchors of those in the family of a stay who have kept it: not of strangers under its number, not of those who have left it since to found a family of
 * their own, nor of those whom their anchor shows as they were before they founded this one.
 */
function currentClaimsOfFamily(claim: FamilyClaim, coMembers: readonly PersonClaims[]): readonly FamilyClaim[] {
  return livingMembersOf(claim.family, coMembers).flatMap(({ claims }) => {
    const [current] = claims
    const former = claims.find(({ family }) => family === claim.family)
    if (current === undefined || former === undefined) return []
    if (claim.kk !== '' && areApart(claim.record, former.record)) return []
    const hasMoved = hasLeft(former.relation, current.relation) || hasLeft(current.relation, former.relation)
    return hasMoved ? [] : [current]
  })
}

/** Lists further apart than this in strength do not dispute: the weaker is simply the older or the worse. */
const DISPUTED_DIFFERENCE = 10

function findKeyConflict(
  person: PersonClaims,
  key: string,
  coMembers: readonly PersonClaims[],
): HouseholdKeyConflict | undefined {
  const [own, ...others] = person.claims
  if (own === undefined) return undefined
  for (const claim of others) {
    const difference = own.strength - claim.strength
    if (difference > DISPUTED_DIFFERENCE) break
    const isSettled = claim.household === key || claim.family === own.family || hasLeft(claim.relation, own.relation)
    const company = isSettled ? [] : livingMembersOf(claim.family, coMembers)
    if (company.length === 0 || company.some(({ claims }) => claims.some(({ household }) => household === key)))
      continue
    return {
      source: own.record.source,
      otherSource: claim.record.source,
      company: [...company].sort(comparePersons).map((member) => member.key),
      severity: severityOfHouseholdDispute(difference, company.length),
    }
  }
  return undefined
}
