import { groupBy } from '../../group-by.js'
import { LARGEST_FAMILY } from './household-votes.js'
import { formHouseholds, type FormedHouseholds, type KeyedPerson } from './household.js'
import { HouseholdJudgements, type HouseholdPairJudgement } from './household-judgement.js'
import { householdKey, type HouseholdKey } from './household-key.js'
import {
  readClaims,
  comparePersons,
  familiesOfRecord,
  type HouseholdPerson,
  type PersonClaims,
  type SourceTrust,
} from './person-claims.js'

/** Input of household derivation besides the persons. */
export interface HouseholdRules {
  readonly trustOf: SourceTrust
  readonly judgements: readonly HouseholdPairJudgement[]
}

/**
 * Returns the households of all persons and their conflicts. The order of persons, records and judgements has no
 * influence.
 */
export function deriveHouseholds(persons: readonly HouseholdPerson[], rules: HouseholdRules): FormedHouseholds {
  const claimed = persons.map((person) => readClaims(person, rules.trustOf))
  const judgements = new HouseholdJudgements(rules.judgements)
  const keys = householdKeys(claimed, claimed, judgements)
  return formAllHouseholds(
    claimed.flatMap((person) => {
      const key = keys.get(person.key)
      return key === undefined ? [] : [{ person, key }]
    }),
    judgements,
  )
}

/**
 * Returns the household key of each of `persons`, by person key. `known` must hold these persons and all their
 * co-members. `persons` must be closed under `same` judgements. `oversized` names the families with more records than
 * `LARGEST_FAMILY`, whose members need not be in `known`; it is required unless `known` holds all persons.
 */
export function householdKeys(
  persons: readonly PersonClaims[],
  known: readonly PersonClaims[],
  judgements: HouseholdJudgements,
  oversized: ReadonlySet<string> = oversizedFamilies(known),
): ReadonlyMap<string, HouseholdKey> {
  const families = membersByFamily(known, oversized)
  const byPerson = new Map(persons.map((person) => [person.key, person]))
  const found = new Map(persons.map((person) => [person.key, ownKey(person, families, judgements)]))
  const keys = new Map(found)
  for (const person of persons) {
    const joined = [...judgements.joinedWith(person.key)].flatMap((key) => byPerson.get(key) ?? [])
    const leader = joined.length > 1 ? judgements.leaderOf(joined) : undefined
    const key = leader === undefined || leader === person ? undefined : found.get(leader.key)
    if (key !== undefined) keys.set(person.key, { key: key.key, ground: 'judgement', company: joined.length - 1 })
  }
  return keys
}

/** Forms the households of complete groups: each person must come with all persons of the same key. */
export function formAllHouseholds(persons: readonly KeyedPerson[], judgements: HouseholdJudgements): FormedHouseholds {
  const sorted = persons.toSorted((a, b) => comparePersons(a.person, b.person))
  const formed = [...groupBy(sorted, ({ key }) => key.key).values()].map((group) => formHouseholds(group, judgements))
  return {
    households: formed.flatMap(({ households }) => households),
    conflicts: formed.flatMap(({ conflicts }) => conflicts),
  }
}

/** The families with too many records, counting also records whose damaged KK may have named them. */
function oversizedFamilies(persons: readonly PersonClaims[]): ReadonlySet<string> {
  const sizes = new Map<string, number>()
  for (const { records } of persons) {
    for (const record of records) {
      for (const family of familiesOfRecord(record)) sizes.set(family, (sizes.get(family) ?? 0) + 1)
    }
  }
  return new Set([...sizes].flatMap(([family, size]) => (size > LARGEST_FAMILY ? [family] : [])))
}

function membersByFamily(
  persons: readonly PersonClaims[],
  oversized: ReadonlySet<string>,
): ReadonlyMap<string, readonly PersonClaims[]> {
  const families = new Map<string, PersonClaims[]>()
  for (const person of persons) {
    for (const family of person.families) {
      if (oversized.has(family)) continue
      const members = families.get(family)
      if (members === undefined) families.set(family, [person])
      else members.push(person)
    }
  }
  return families
}

/** Co-members separated from the person by a judgement are left out. */
function ownKey(
  person: PersonClaims,
  families: ReadonlyMap<string, readonly PersonClaims[]>,
  judgements: HouseholdJudgements,
): HouseholdKey {
  const coMembers = new Set<PersonClaims>()
  for (const family of person.families) {
    for (const member of families.get(family) ?? []) {
      if (member !== person && !judgements.areSeparated(person.key, member.key)) coMembers.add(member)
    }
  }
  return householdKey(person, [...coMembers])
}
