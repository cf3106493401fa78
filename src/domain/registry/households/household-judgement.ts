import { comparePersons, type PersonClaims } from './person-claims.js'

/**
 * A judgement on two persons: whether the second belongs to the household of the first (`same`) or does not
 * (`different`).
 */
export interface HouseholdPairJudgement {
  readonly verdict: 'same' | 'different'
  /** The keys of the two persons. */
  readonly persons: readonly [string, string]
}

/**
 * Household judgements, indexed by person. A host is the first person of a `same` judgement, whose household the second
 * joins.
 */
export class HouseholdJudgements {
  private readonly hosts = new Map<string, Set<string>>()
  private readonly members = new Map<string, Set<string>>()
  private readonly separated = new Map<string, Set<string>>()

  constructor(judgements: readonly HouseholdPairJudgement[]) {
    for (const {
      verdict,
      persons: [host, member],
    } of judgements) {
      if (verdict === 'different') add(this.separated, member, host)
    }
    for (const {
      verdict,
      persons: [host, member],
    } of judgements) {
      // If a pair has both verdicts, `different` wins: a household too many can be corrected later, wrongly paid aid
      // cannot.
      if (verdict === 'different' || this.areSeparated(host, member)) continue
      add(this.hosts, member, host)
      add(this.members, host, member)
    }
  }

  /** Returns the persons in whose household this person must not be. */
  separatedFrom(member: string): ReadonlySet<string> {
    return this.separated.get(member) ?? NOBODY
  }

  areSeparated(a: string, b: string): boolean {
    return this.separatedFrom(a).has(b) || this.separatedFrom(b).has(a)
  }

  /** Whether a judgement decides the household of this person. */
  decidesFor(member: string): boolean {
    return this.hosts.has(member) || this.separated.has(member)
  }

  /** Returns all persons connected by `same` judgements, directly or through others, including the person itself. */
  joinedWith(key: string): ReadonlySet<string> {
    const joined = new Set([key])
    for (const member of joined) for (const other of this.joinedDirectlyWith(member)) joined.add(other)
    return joined
  }

  /** Returns the persons that a `same` judgement connects directly to this person. */
  joinedDirectlyWith(key: string): readonly string[] {
    return [...(this.hosts.get(key) ?? NOBODY), ...(this.members.get(key) ?? NOBODY)]
  }

  /** Of persons joined by `same`, returns the one whose household the others join: a host without a host of its own. */
  leaderOf(joined: readonly PersonClaims[]): PersonClaims | undefined {
    const sorted = [...joined].sort(comparePersons)
    return sorted.find(({ key }) => !this.hosts.has(key)) ?? sorted[0]
  }
}

const NOBODY: ReadonlySet<string> = new Set()

function add(index: Map<string, Set<string>>, key: string, value: string): void {
  const values = index.get(key)
  if (values === undefined) index.set(key, new Set([value]))
  else values.add(value)
}
