import type { Standing, Stay } from './household-standing.js'

/**
 * A list family with more records than this is a crowd, not company: a number typed for half a village. The largest real
 * family cards hold some twenty people.
 */
export const LARGEST_COMPANY = 50

/** What the company that a person keeps in one list family says of where the family is now. */
export interface Vote {
  readonly token: string
  readonly voters: number
  /** The best anchor among the voters. */
  readonly best: Stay
}

/** The living who have a record in the family, the person aside. */
export function companyIn(family: string, coMembers: readonly Standing[]): readonly Standing[] {
  return coMembers.filter(({ stays, deceased }) => !deceased && stays.some((stay) => stay.family === family))
}

/** The anchors of the company by token, most voters first, then the better anchor, then by token. */
export function countVotes(anchors: readonly Stay[]): readonly Vote[] {
  const votes = new Map<string, { token: string; voters: number; best: Stay }>()
  for (const stay of anchors) {
    const vote = votes.get(stay.token)
    if (vote === undefined) votes.set(stay.token, { token: stay.token, voters: 1, best: stay })
    else {
      vote.voters += 1
      if (isBetter(stay, vote.best)) vote.best = stay
    }
  }
  return [...votes.values()].sort(compareVotes)
}

function compareVotes(a: Vote, b: Vote): number {
  return b.voters - a.voters || compareAnchors(a.best, b.best) || (a.token < b.token ? -1 : 1)
}

function isBetter(a: Stay, b: Stay): boolean {
  return compareAnchors(a, b) < 0
}

function compareAnchors(a: Stay, b: Stay): number {
  return b.strength - a.strength || b.year - a.year || b.issued - a.issued
}
