import type { PersonClaims, FamilyClaim } from './person-claims.js'

/**
 * A family with more records than this is ignored: its number was typed for half a village. The largest real KKs have
 * about twenty persons.
 */
export const LARGEST_FAMILY = 50

/** How many members of a family have their best claim on one household. */
export interface Vote {
  readonly household: string
  readonly voters: number
  /** The strongest claim among the voters. */
  readonly bestClaim: FamilyClaim
}

/** Returns the living co-members with a record in the family. */
export function livingMembersOf(family: string, coMembers: readonly PersonClaims[]): readonly PersonClaims[] {
  return coMembers.filter(({ claims, isGone }) => !isGone && claims.some((claim) => claim.family === family))
}

/** Counts claims by household: most voters first, then by the strongest claim, then by household key. */
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
