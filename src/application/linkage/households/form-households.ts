import type { HouseholdConflict, KeyedPerson } from '../../../domain/registry/households/household.js'
import { formAllHouseholds, householdKeys } from '../../../domain/registry/households/household-derivation.js'
import type { HouseholdKey } from '../../../domain/registry/households/household-key.js'
import { readClaims, type PersonClaims } from '../../../domain/registry/households/person-claims.js'
import type { LinkingContext } from '../../active-model/linking-context.js'
import { loadVerdicts, reachByVerdicts } from './household-verdicts.js'
import { identifyHouseholds, type IdentifiedHouseholds } from './identify-households.js'
import type { Judgements } from '../state/load-judgements.js'
import type { PassReads } from '../state/pass-reads.js'
import type { PersonSet } from '../state/person-set.js'
import type { RecordSet } from '../state/record-set.js'

/** The households that the changes touch, and whom they belong to. */
export interface FormedHouseholds extends IdentifiedHouseholds {
  /** Whose household was formed anew. */
  readonly rehoused: ReadonlySet<string>
  readonly placementOf: ReadonlyMap<string, HouseholdKey>
  readonly conflicts: readonly HouseholdConflict[]
  readonly judgements: Judgements
}

interface Changes {
  readonly people: PersonSet
  /** The records that were compared anew: the changed ones and their families. */
  readonly affected: ReadonlySet<string>
  readonly judgements: Judgements
  readonly context: LinkingContext
}

/** Forms the households anew that the changed persons and rows about houses can influence. */
export async function formHouseholds(
  reads: PassReads,
  workspace: RecordSet,
  changes: Changes,
): Promise<FormedHouseholds> {
  const { people, affected, context } = changes
  const changed = new Set(people.relinked.filter((id) => people.get(id).isChanged))
  const coMembers = await coMembersOfChanged(workspace, people, { changed, affected })
  await people.load(coMembers)
  const persons = new Set([...changed, ...coMembers])
  const { reached, ...found } = await reachByVerdicts(workspace, { ...changes, persons })
  const standings = await standingsOfCompany(workspace, people, { persons: reached, context })
  const own = reached.flatMap((id) => standings.get(id) ?? [])
  const placementOf = householdKeys(own, [...standings.values()], found.verdicts, workspace.crowdedFamilies())
  const dwelling = new Set([...changed, ...personsOfChangedHouses(workspace, people, affected)])
  const keys = keysToForm(people, dwelling, placementOf)
  const group = await loadGroups(reads, { people, placementOf, standings, context }, keys)
  const rehoused = new Set(group.map(({ person }) => person.key))
  // Whom a verdict parts within one household may be nobody whom the change influences.
  const { judgements, verdicts } = await loadVerdicts(workspace, { people, ...found, persons: rehoused })
  // Their lists' rows about houses stand in their families.
  await workspace.loadFamilies([...rehoused].flatMap((id) => people.get(id).records))
  const { households, conflicts } = formAllHouseholds(group, verdicts)
  return {
    ...(await identifyHouseholds(reads, households, { people, rehoused, context })),
    rehoused,
    placementOf,
    conflicts,
    judgements,
  }
}

/**
 * Everyone who shares a list family with a changed person, or did before the change: also where the family is a crowd now, or
 * was one.
 */
async function coMembersOfChanged(
  workspace: RecordSet,
  people: PersonSet,
  { changed, affected }: { changed: ReadonlySet<string>; affected: Iterable<string> },
): Promise<Set<string>> {
  const records = [...changed].flatMap((id) => people.get(id).records)
  for (const before of workspace.before.values()) if (before !== undefined) records.push(before)
  for (const { stored } of people.ended.values())
    records.push(...stored.recordIds.flatMap((id) => workspace.records.get(id) ?? []))
  await workspace.loadFamilies(records)
  const members = new Set(affected)
  for (const record of records) for (const id of workspace.familyOf(record)) members.add(id)
  return new Set([...members].flatMap((id) => people.personOf(id) ?? []))
}

/** The persons of the families in which a row about a house came, went or changed: it tells of theirs. */
function personsOfChangedHouses(workspace: RecordSet, people: PersonSet, affected: Iterable<string>): string[] {
  const members = [...affected].flatMap((id) =>
    [workspace.before.get(id) ?? [], workspace.records.get(id) ?? []].flat(),
  )
  const houses = new Set(
    members.filter(({ subject }) => subject === 'household').flatMap((house) => workspace.familyKeys(house)),
  )
  if (houses.size === 0) return []
  return members
    .filter((record) => workspace.familyKeys(record).some((key) => houses.has(key)))
    .flatMap(({ id }) => people.personOf(id) ?? [])
}

/** The standings of these persons and of all who share a list family with them. */
async function standingsOfCompany(
  workspace: RecordSet,
  people: PersonSet,
  { persons, context }: { persons: readonly string[]; context: LinkingContext },
): Promise<Map<string, PersonClaims>> {
  const records = persons.filter((id) => people.live.has(id)).flatMap((id) => people.get(id).records)
  await workspace.loadFamilies(records)
  const company = new Set(persons)
  for (const record of records) {
    for (const id of workspace.familyOf(record)) {
      const person = people.personOf(id)
      if (person !== undefined) company.add(person)
    }
  }
  await people.load(company)
  return standingsOf(people, company, context)
}

function standingsOf(people: PersonSet, ids: Iterable<string>, { trustOf }: LinkingContext): Map<string, PersonClaims> {
  const standings = new Map<string, PersonClaims>()
  for (const id of ids) {
    const person = people.live.get(id)
    if (person !== undefined) {
      standings.set(
        id,
        readClaims({ key: id, records: person.records }, (source) => trustOf(source, 'kk')),
      )
    }
  }
  return standings
}

/** The keys, former and present, of those whose records, house or placement are other than before. */
function keysToForm(
  people: PersonSet,
  dwelling: ReadonlySet<string>,
  placementOf: ReadonlyMap<string, HouseholdKey>,
): Set<string> {
  const keys = new Set<string>()
  for (const { stored } of people.ended.values()) if (stored.placement !== undefined) keys.add(stored.placement.key)
  for (const [id, placement] of placementOf) {
    const before = people.get(id).stored?.placement
    if (!dwelling.has(id) && JSON.stringify(before) === JSON.stringify(placement)) continue
    keys.add(placement.key)
    if (before !== undefined) keys.add(before.key)
  }
  return keys
}

interface Placed {
  readonly people: PersonSet
  readonly placementOf: ReadonlyMap<string, HouseholdKey>
  readonly standings: Map<string, PersonClaims>
  readonly context: LinkingContext
}

/** Everyone who has one of the keys after the changes. */
async function loadGroups(
  reads: PassReads,
  { people, placementOf, standings, context }: Placed,
  keys: ReadonlySet<string>,
): Promise<KeyedPerson[]> {
  const holders = await reads.householdKeyHolders(keys)
  const ids = new Set(holders.map(({ personId }) => personId).filter((id) => !people.ended.has(id)))
  await people.load(ids)
  for (const [id, { key }] of placementOf) if (keys.has(key)) ids.add(id)
  const missing = [...ids].filter((id) => !standings.has(id))
  for (const [id, standing] of standingsOf(people, missing, context)) standings.set(id, standing)
  return [...ids].flatMap((id) => {
    const key = placementOf.get(id) ?? people.live.get(id)?.stored?.placement
    const person = standings.get(id)
    return key === undefined || person === undefined || !keys.has(key.key) ? [] : [{ person, key }]
  })
}
