import type { PersonClaims, FamilyClaim } from './person-claims.js'

/**
 * A list family with more records than this is a crowd, not company: a number typed for half a village. The largest real
 * family cards hold some twenty people.
 */
export const LARGEST_FAMILY = 50

/** What the company that a person keeps in one list family says of where the family is now. */
export interface Vote {
  readonly household: string
  readonly voters: number
  /** The best anchor among the voters. */
  readonly bestClaim: FamilyClaim
}

/** The living who have a record in the family, the person aside. */
export function livingMembersOf(family: string, coMembers: readonly PersonClaims[]): readonly PersonClaims[] {
  return coMembers.filter(({ claims, deceased }) => !deceased && claims.some((claim) => claim.family === family))
}

/** The anchors of the company by token, most voters first, then the better anchor, then by token. */
export function countVotes(anchors: readonly FamilyClaim[]): readonly Vote[] {
  const votes = new Map<string, { household: string; voters: number; bestClaim: FamilyClaim }>()
  for (const claim of anchors) {
    const vote = votes.get(claim.household)
    if (vote === undefined) votes.set(claim.household, { household: claim.household, voters: 1, bestClaim: claim })
    else {
      vote.voters += 1
      if (isBetter(claim, vote.bestClaim)) vote.bestClaim = claim
    }
  }
  return [...votes.values()].sort(compareVotes)
}

function compareVotes(a: Vote, b: Vote): number {
  return b.voters - a.voters || compareStrength(a.bestClaim, b.bestClaim) || (a.household < b.household ? -1 : 1)
}

function isBetter(a: FamilyClaim, b: FamilyClaim): boolean {
  return compareStrength(a, b) < 0
}

function compareStrength(a: FamilyClaim, b: FamilyClaim): number {
  return b.strength - a.strength || b.year - a.year || b.issued - a.issued
}
