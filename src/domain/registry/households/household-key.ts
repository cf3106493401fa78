import { severityOfHouseholdDispute } from '../conflicts/severity.js'
import { isOneSlip } from '../../identity/numbers/slip.js'
import { livingMembersOf, countVotes, type Vote } from './household-votes.js'
import { relationOf } from './household-head.js'
import { areApart } from './household-place.js'
import { comparePersons, hasLeft, type FamilyClaim, type PersonClaims } from './person-claims.js'

/**
 * Why a person belongs to its household. Stored with the person. `slip_mended`: the KK has a typing error.
 * `number_mended`: the KK is damaged. `company`: the person moved with most of its family.
 */
export type MembershipGround = 'own_family' | 'slip_mended' | 'company' | 'number_mended' | 'no_family' | 'judgement'

/** The household to which a person belongs by its records and co-members, and why. Stored with the person. */
export interface HouseholdKey {
  readonly key: string
  readonly ground: MembershipGround
  /** How many co-members support it. */
  readonly company: number
  /**
   * A family in a source of similar trust that places the person in another household. The name is kept because the field is
   * stored as JSON with the person.
   */
  readonly disagreement?: HouseholdKeyConflict
}

/** Two sources of similar trust place the person with different co-members, so its household is undecided. */
export interface HouseholdKeyConflict {
  readonly source: string
  readonly otherSource: string
  /** The keys of the persons in the family of the other source. */
  readonly company: readonly string[]
  /** From 0 to 100. */
  readonly severity: number
}

/**
 * Returns the household key of a person from its own claims and those of its co-members, in any order. Co-members are
 * the persons with a record in the same family. Nothing beyond them is used, so a change affects no other persons.
 */
export function householdKey(person: PersonClaims, coMembers: readonly PersonClaims[]): HouseholdKey {
  const found = keyOf(person, coMembers)
  const conflict = findKeyConflict(person, found.key, coMembers)
  return conflict === undefined ? found : { ...found, disagreement: conflict }
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
 * Corrects a damaged KK if exactly one family that it may have meant has living members and room for the person. A
 * family with a head has no room for a second one.
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
  return coMembers.filter(({ claims, isGone }) => !isGone && claims[0]?.household === household)
}

/**
 * Corrects a KK that no co-member has as its best claim and that is one typing error from theirs. KKs issued on one day
 * differ in one digit too, so a head keeps its KK if the other family has a head.
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
  return persons.flatMap(({ claims, isGone }) => (isGone ? [] : (claims[0] ?? [])))
}

/**
 * Of two KKs with one voter each, the one in more records is right. On a tie the smaller number wins, so that both
 * persons get the same result.
 */
function hasMoreRecords(a: FamilyClaim, b: FamilyClaim, persons: readonly PersonClaims[]): boolean {
  const difference = recordsWith(a.kk, persons) - recordsWith(b.kk, persons)
  return difference === 0 ? a.kk < b.kk : difference > 0
}

function recordsWith(kk: string, persons: readonly PersonClaims[]): number {
  return persons.reduce((count, { claims }) => count + claims.filter((claim) => claim.kk === kk).length, 0)
}

/**
 * Moves a person to the household of its former family, if its own claim is weaker than theirs. The votes must be at
 * least half of the members that the family is known to have kept: a divorced wife takes the young children along, not
 * the whole family. The first of the person's families with any vote decides.
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

/**
 * Whether the claim is likely wrong: only a head can be alone on a KK, so another relation without co-members points to
 * a wrong number.
 */
function isLikelyMisplaced(own: FamilyClaim, coMembers: readonly PersonClaims[]): boolean {
  if (own.relation === '' || own.relation === 'head') return false
  return (
    livingWithBestClaimOn(own.household, coMembers).length === 0 && livingMembersOf(own.family, coMembers).length === 0
  )
}

/**
 * Whether the voters stay in their household. A single voter that is not in a family with a head may itself be
 * misplaced and would move in turn. A KK one typing error from the person's own is handled by `findSlipVote`.
 */
function isSettled(vote: Vote, own: FamilyClaim, coMembers: readonly PersonClaims[]): boolean {
  if (isSlipOf(vote.bestClaim.kk, own.kk)) return false
  return (
    vote.voters > 1 ||
    livingWithBestClaimOn(vote.household, coMembers).some(({ claims }) => claims[0]?.relation === 'head')
  )
}

/**
 * Returns the current best claims of the living members of a family that still belong to it. Leaves out strangers under
 * the same KK, persons that left to found a family of their own, and persons whose best claim is older than their
 * founding of this family.
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

/**
 * Larger difference in strength between two claims that still counts as a conflict. Beyond it, the weaker source is
 * older or worse.
 */
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
