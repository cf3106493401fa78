import { severityOfSharedKk } from '../conflicts/severity.js'
import type { Relation } from '../../identity/relation.js'
import { goldenArea, goldenKk, type HouseholdValue } from './household-golden.js'
import { chooseHead, relationOf } from './household-head.js'
import type { HouseholdJudgements } from './household-judgement.js'
import type { HouseholdKeyConflict, HouseholdKey } from './household-key.js'
import { splitHousehold, type HouseholdParts } from './household-parts.js'
import type { PersonClaims } from './person-claims.js'
import { householdReason, membershipReason } from './household-words.js'

/** A person in a household: how they stand to the head by their best record, and why they belong to it. */
export interface HouseholdMember {
  readonly person: string
  readonly relation: Relation | ''
  readonly reason: string
}

/** Persons who live together now. */
export interface Household {
  /** Unique among the households of one derivation, and the same in every derivation from the same records. */
  readonly key: string
  /** The living. */
  readonly members: readonly HouseholdMember[]
  /** The person key of the head, who is one of the members. */
  readonly head: string
  /** Persons of the family who have died: they are kept for its history, and count nowhere as living in it. */
  readonly deceased: readonly string[]
  readonly kk: HouseholdValue | undefined
  readonly area: HouseholdValue | undefined
  readonly reason: string
}

/** What waits for a judgement: one number with strangers under it, or one person whom two lists put in two families. */
export type HouseholdConflict =
  | {
      readonly kind: 'kk_shared'
      readonly kk: string
      /** The persons under the number, part by part. */
      readonly parts: readonly (readonly string[])[]
      readonly severity: number
    }
  | ({ readonly kind: 'household_disagreement'; readonly person: string } & HouseholdKeyConflict)

/** A person with the household key found for them. */
export interface KeyedPerson {
  readonly person: PersonClaims
  readonly key: HouseholdKey
}

export interface FormedHouseholds {
  readonly households: readonly Household[]
  readonly conflicts: readonly HouseholdConflict[]
}

/** Forms the households of all persons who share one key: a function of these persons and the verdicts on them alone. */
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
    conflicts: [...sharedKk(parts, key), ...disagreements(group, judgements)],
  }
}

interface Group {
  readonly key: string
  readonly keys: ReadonlyMap<string, HouseholdKey>
}

/** A family of whom nobody lives any more is no household. */
function formHousehold(
  part: keyof HouseholdParts,
  persons: readonly PersonClaims[],
  group: Group,
): Household | undefined {
  const living = persons.filter(({ deceased }) => !deceased)
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

function disagreements(group: readonly KeyedPerson[], judgements: HouseholdJudgements): readonly HouseholdConflict[] {
  return group.flatMap(({ person, key: { disagreement } }) => {
    if (disagreement === undefined || person.deceased || judgements.decidesFor(person.key)) return []
    return [{ kind: 'household_disagreement' as const, person: person.key, ...disagreement }]
  })
}
