import { compareStandings, type Standing } from './household-standing.js'

/** A person's verdict on company: `same`, the second lives with the first; `different`, the second does not. */
export interface HouseholdJudgement {
  readonly verdict: 'same' | 'different'
  /** The keys of two persons. */
  readonly persons: readonly [string, string]
}

/** The judgements on persons, readied for look-up. */
export class HouseholdVerdicts {
  private readonly hosts = new Map<string, Set<string>>()
  private readonly guests = new Map<string, Set<string>>()
  private readonly parted = new Map<string, Set<string>>()

  constructor(judgements: readonly HouseholdJudgement[]) {
    for (const {
      verdict,
      persons: [host, guest],
    } of judgements) {
      if (verdict === 'different') add(this.parted, guest, host)
    }
    for (const {
      verdict,
      persons: [host, guest],
    } of judgements) {
      // Of two live verdicts on one pair the one that parts holds: a household too many can be mended, money not.
      if (verdict === 'different' || this.areParted(host, guest)) continue
      add(this.hosts, guest, host)
      add(this.guests, host, guest)
    }
  }

  /** The persons with whom this one must not live. */
  partedFrom(guest: string): ReadonlySet<string> {
    return this.parted.get(guest) ?? NOBODY
  }

  areParted(a: string, b: string): boolean {
    return this.partedFrom(a).has(b) || this.partedFrom(b).has(a)
  }

  /** Whether a verdict says with whom this person lives, or does not. */
  settles(guest: string): boolean {
    return this.hosts.has(guest) || this.parted.has(guest)
  }

  /** Everyone joined with a person by `same`, directly or through others, the person included. */
  joinedWith(key: string): ReadonlySet<string> {
    const joined = new Set([key])
    for (const member of joined) for (const other of this.neighboursOf(member)) joined.add(other)
    return joined
  }

  /** Those whom a `same` names beside this person. */
  neighboursOf(key: string): readonly string[] {
    return [...(this.hosts.get(key) ?? NOBODY), ...(this.guests.get(key) ?? NOBODY)]
  }

  /** Of persons joined by `same`, the one whose household the others share: a host who is nobody's guest. */
  leaderOf(joined: readonly Standing[]): Standing | undefined {
    const sorted = [...joined].sort(compareStandings)
    return sorted.find(({ key }) => !this.hosts.has(key)) ?? sorted[0]
  }
}

const NOBODY: ReadonlySet<string> = new Set()

function add(index: Map<string, Set<string>>, key: string, value: string): void {
  const values = index.get(key)
  if (values === undefined) index.set(key, new Set([value]))
  else values.add(value)
}
