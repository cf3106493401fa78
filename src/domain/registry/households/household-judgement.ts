import { comparePersons, type PersonClaims } from './person-claims.js'

/** A person's verdict on company: `same`, the second lives with the first; `different`, the second does not. */
export interface HouseholdPairJudgement {
  readonly verdict: 'same' | 'different'
  /** The keys of two persons. */
  readonly persons: readonly [string, string]
}

/** The judgements on persons, readied for look-up. */
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
      // Of two live verdicts on one pair the one that parts holds: a household too many can be mended, money not.
      if (verdict === 'different' || this.areSeparated(host, member)) continue
      add(this.hosts, member, host)
      add(this.members, host, member)
    }
  }

  /** The persons with whom this one must not live. */
  separatedFrom(member: string): ReadonlySet<string> {
    return this.separated.get(member) ?? NOBODY
  }

  areSeparated(a: string, b: string): boolean {
    return this.separatedFrom(a).has(b) || this.separatedFrom(b).has(a)
  }

  /** Whether a verdict says with whom this person lives, or does not. */
  decidesFor(member: string): boolean {
    return this.hosts.has(member) || this.separated.has(member)
  }

  /** Everyone joined with a person by `same`, directly or through others, the person included. */
  joinedWith(key: string): ReadonlySet<string> {
    const joined = new Set([key])
    for (const member of joined) for (const other of this.joinedDirectlyWith(member)) joined.add(other)
    return joined
  }

  /** Those whom a `same` names beside this person. */
  joinedDirectlyWith(key: string): readonly string[] {
    return [...(this.hosts.get(key) ?? NOBODY), ...(this.members.get(key) ?? NOBODY)]
  }

  /** Of persons joined by `same`, the one whose household the others share: a host who is nobody's guest. */
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
