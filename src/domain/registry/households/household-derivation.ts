import { gatherBy } from './household-gathering.js'
import { LARGEST_COMPANY } from './household-company.js'
import { formHouseholds, type FormedHouseholds, type KeyedPerson } from './household.js'
import { HouseholdVerdicts, type HouseholdJudgement } from './household-judgement.js'
import { householdKey, type HouseholdKey } from './household-key.js'
import {
  anchor,
  compareStandings,
  listFamiliesOf,
  type HouseholdPerson,
  type Standing,
  type SourceTrust,
} from './household-standing.js'

/** What decides households besides the persons. */
export interface HouseholdRules {
  readonly trustOf: SourceTrust
  readonly judgements: readonly HouseholdJudgement[]
}

/** Gives the households of all persons and their conflicts; the order of persons, records and judgements is of no account. */
export function deriveHouseholds(persons: readonly HouseholdPerson[], rules: HouseholdRules): FormedHouseholds {
  const standings = persons.map((person) => anchor(person, rules.trustOf))
  const verdicts = new HouseholdVerdicts(rules.judgements)
  const keys = householdKeys(standings, standings, verdicts)
  return formAllHouseholds(
    standings.flatMap((person) => {
      const key = keys.get(person.key)
      return key === undefined ? [] : [{ person, key }]
    }),
    verdicts,
  )
}

/**
 * Gives the household key of each of `persons`, by person key. `known` holds them and all their co-members; `persons` must
 * hold with each person those whom `same` judgements join to them. `crowds` names the list families with more records than
 * `LARGEST_COMPANY`; their members need not be known. It must be given where `known` is not everybody.
 */
export function householdKeys(
  persons: readonly Standing[],
  known: readonly Standing[],
  verdicts: HouseholdVerdicts,
  crowds: ReadonlySet<string> = crowdsAmong(known),
): ReadonlyMap<string, HouseholdKey> {
  const families = gatherFamilies(known, crowds)
  const byPerson = new Map(persons.map((person) => [person.key, person]))
  const found = new Map(persons.map((person) => [person.key, ownKey(person, families, verdicts)]))
  const keys = new Map(found)
  for (const person of persons) {
    const joined = [...verdicts.joinedWith(person.key)].flatMap((key) => byPerson.get(key) ?? [])
    const leader = joined.length > 1 ? verdicts.leaderOf(joined) : undefined
    const key = leader === undefined || leader === person ? undefined : found.get(leader.key)
    if (key !== undefined) keys.set(person.key, { key: key.key, ground: 'judgement', company: joined.length - 1 })
  }
  return keys
}

/** Forms the households of whole groups: with each person everyone who has the same key. */
export function formAllHouseholds(persons: readonly KeyedPerson[], verdicts: HouseholdVerdicts): FormedHouseholds {
  const sorted = persons.toSorted((a, b) => compareStandings(a.person, b.person))
  const formed = [...gatherBy(sorted, ({ key }) => key.key).values()].map((group) => formHouseholds(group, verdicts))
  return {
    households: formed.flatMap(({ households }) => households),
    conflicts: formed.flatMap(({ conflicts }) => conflicts),
  }
}

/** The list families that are crowds, by all the records that name them or may have meant them. */
function crowdsAmong(persons: readonly Standing[]): ReadonlySet<string> {
  const sizes = new Map<string, number>()
  for (const { records } of persons) {
    for (const record of records) {
      for (const family of listFamiliesOf(record)) sizes.set(family, (sizes.get(family) ?? 0) + 1)
    }
  }
  return new Set([...sizes].flatMap(([family, size]) => (size > LARGEST_COMPANY ? [family] : [])))
}

function gatherFamilies(
  persons: readonly Standing[],
  crowds: ReadonlySet<string>,
): ReadonlyMap<string, readonly Standing[]> {
  const families = new Map<string, Standing[]>()
  for (const person of persons) {
    for (const family of person.families) {
      if (crowds.has(family)) continue
      const members = families.get(family)
      if (members === undefined) families.set(family, [person])
      else members.push(person)
    }
  }
  return families
}

/** Whom a verdict parts from a person is no company to follow. */
function ownKey(
  person: Standing,
  families: ReadonlyMap<string, readonly Standing[]>,
  verdicts: HouseholdVerdicts,
): HouseholdKey {
  const coMembers = new Set<Standing>()
  for (const family of person.families) {
    for (const member of families.get(family) ?? []) {
      if (member !== person && !verdicts.areParted(person.key, member.key)) coMembers.add(member)
    }
  }
  return householdKey(person, [...coMembers])
}
