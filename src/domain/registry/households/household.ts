import { severityOfSharedKk } from '../conflicts/severity.js'
import type { Relation } from '../../identity/relation.js'
import { goldenArea, goldenKk, type HouseholdValue } from './household-golden.js'
import { chooseHead, relationOf } from './household-head.js'
import type { HouseholdJudgements } from './household-judgement.js'
import type { HouseholdKeyConflict, HouseholdKey } from './household-key.js'
import { splitHousehold, type HouseholdParts } from './household-parts.js'
import type { PersonClaims } from './person-claims.js'
import { householdReason, membershipReason } from './household-words.js'

/*
 * Words of this folder:
 * - family: the persons that one source lists together, by its own reference or the KK;
 * - claim: what one record states about the family of its person; the best claim is the first by strength;
 * - co-members: the persons with a record in one family;
 * - household key: the household that a person belongs to, from its claims and those of its co-members;
 * - household: the persons with one key, without those that judgements separate and without strangers under the same KK;
 * - membership: the relation of a person to its household.
 */

/** A person in a household: relation to the head by its best record, and why it belongs to it. */
export interface HouseholdMember {
  readonly person: string
  readonly relation: Relation | ''
  readonly reason: string
}

/** Persons that live together now. */
export interface Household {
  /** Unique within one derivation, and equal in every derivation from the same records. */
  readonly key: string
  /** The living members. */
  readonly members: readonly HouseholdMember[]
  /** The person key of the head, one of the members. */
  readonly head: string
  /** Deceased persons of the family, kept for its history. They do not count as members. */
  readonly deceased: readonly string[]
  /** Persons of the family who by the register moved away, are missing, or are no valid entry. They do not count either. */
  readonly absent: readonly string[]
  readonly kk: HouseholdValue | undefined
  readonly area: HouseholdValue | undefined
  readonly reason: string
}

/**
 * A conflict that waits for a judgement: a KK shared by strangers, or a person that two sources place in two families.
 */
export type HouseholdConflict =
  | {
      readonly kind: 'kk_shared'
      readonly kk: string
      /** The persons under the KK, by part. */
      readonly parts: readonly (readonly string[])[]
      readonly severity: number
    }
  | ({ readonly kind: 'household_disagreement'; readonly person: string } & HouseholdKeyConflict)

/** A person and its household key. */
export interface KeyedPerson {
  readonly person: PersonClaims
  readonly key: HouseholdKey
}

export interface FormedHouseholds {
  readonly households: readonly Household[]
  readonly conflicts: readonly HouseholdConflict[]
}

/**
 * Forms the households of all persons with one household key. The result depends only on these persons and the
 * judgements on them.
 */
export function formHouseholds(group: readonly KeyedPerson[], judgements: HouseholdJudgements): FormedHouseholds {
  const [any] = group
  if (any === undefined) return { households: [], conflicts: [] }
  const { key } = any.key
  const keys = new Map(group.map(({ person, key: found }) => [person.key, found]))
  const parts = splitHousehold(
    group.map(({ person }) => person),
    key,
    judgements,
  )
  const form = (part: keyof HouseholdParts, persons: readonly PersonClaims[]): readonly Household[] => {
    const formed = formHousehold(part, persons, { key, keys })
    return formed === undefined ? [] : [formed]
  }
  return {
    households: [
      ...form('main', parts.main),
      ...parts.strangers.flatMap((persons) => form('strangers', persons)),
      ...parts.separated.flatMap((persons) => form('separated', persons)),
    ],
    conflicts: [...sharedKk(parts, key), ...keyConflicts(group, judgements)],
  }
}

interface Group {
  readonly key: string
  readonly keys: ReadonlyMap<string, HouseholdKey>
}

/** Returns undefined if no member lives. */
function formHousehold(
  part: keyof HouseholdParts,
  persons: readonly PersonClaims[],
  group: Group,
): Household | undefined {
  const living = persons.filter(({ isGone }) => !isGone)
  const head = chooseHead(living)
  const [first] = persons
  if (head === undefined || first === undefined) return undefined
  const keyOf = (person: PersonClaims): HouseholdKey =>
    group.keys.get(person.key) ?? { key: group.key, ground: 'no_family', company: 0 }
  return {
    key: part === 'main' ? group.key : `${group.key} of ${first.first.source}/${first.first.sourceKey}`,
    members: living.map((person) => ({
      person: person.key,
      relation: relationOf(person),
      reason: membershipReason(person, keyOf(person)),
    })),
    head: head.key,
    deceased: persons.filter(({ deceased }) => deceased).map((person) => person.key),
    absent: persons.filter(({ absence }) => absence !== '').map((person) => person.key),
    kk: goldenKk(living, group.key),
    area: goldenArea(living),
    reason: householdReason(part, living.map(keyOf)),
  }
}

function sharedKk({ main, strangers }: HouseholdParts, key: string): readonly HouseholdConflict[] {
  if (strangers.length === 0) return []
  const parts = [main, ...strangers].map((part) => part.map((person) => person.key))
  const sharers = strangers.reduce((count, part) => count + part.length, 0)
  const severity = severityOfSharedKk(sharers)
  return [{ kind: 'kk_shared', kk: key.slice(key.indexOf(':') + 1), parts, severity }]
}

function keyConflicts(group: readonly KeyedPerson[], judgements: HouseholdJudgements): readonly HouseholdConflict[] {
  return group.flatMap(({ person, key: { disagreement: conflict } }) => {
    if (conflict === undefined || person.isGone || judgements.decidesFor(person.key)) return []
    return [{ kind: 'household_disagreement' as const, person: person.key, ...conflict }]
  })
}
