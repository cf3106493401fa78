import type { HouseholdConflict, KeyedPerson } from '../../../domain/registry/households/household.js'
import { formAllHouseholds, householdKeys } from '../../../domain/registry/households/household-derivation.js'
import type { HouseholdKey } from '../../../domain/registry/households/household-key.js'
import { type PersonClaims, readClaims } from '../../../domain/registry/households/person-claims.js'
import type { Judgements } from '../../../domain/registry/judgements/judgements.js'
import type { LinkingContext } from '../../active-model/linking-context.js'
import type { AffectedFamilies } from '../compare/find-affected-families.js'
import type { Candidates } from '../compare/find-candidates.js'
import type { Components } from '../persons/find-components.js'
import type { Pass } from '../state/pass.js'
import type { PersonSet } from '../state/person-set.js'
import type { RecordSet } from '../state/record-set.js'
import type { RegistryView } from '../state/registry-view.js'
import { followVerdicts, loadVerdicts } from './household-verdicts.js'
import { identifyHouseholds, type IdentifiedHouseholds } from './identify-households.js'

/** The households that the changes touch, and the persons in them. */
export interface PassHouseholds extends IdentifiedHouseholds {
  /** The persons whose household was formed anew. */
  readonly reformed: ReadonlySet<string>
  /** The household keys that were found anew, by person. */
  readonly placementOf: ReadonlyMap<string, HouseholdKey>
  readonly conflicts: readonly HouseholdConflict[]
  readonly judgements: Judgements
}

interface Linked {
  readonly families: AffectedFamilies
  readonly candidates: Candidates
  readonly components: Components
  readonly persons: PersonSet
}

/** Forms anew the households that the changed persons and household records can influence. */
export async function formChangedHouseholds(
  { view, records, context }: Pass,
  { families, candidates, components, persons }: Linked,
): Promise<PassHouseholds> {
  const affected = new Set([...candidates.compared, ...families.members])
  const changed = new Set(persons.changed().map(({ id }) => id))
  const coMembers = await coMembersOfChanged(records, persons, { changed, affected })
  await persons.load(coMembers)
  const { influenced, ...loaded } = await followVerdicts(records, {
    persons,
    judgements: components.judgements,
    personIds: new Set([...changed, ...coMembers]),
  })
  const claims = await loadClaims(records, persons, { personIds: influenced, context })
  const own = influenced.flatMap((id) => claims.get(id) ?? [])
  const placementOf = householdKeys(own, [...claims.values()], loaded.verdicts, records.crowdedFamilies())
  const mayHaveMoved = new Set([...changed, ...personsOfChangedHouses(records, persons, affected)])
  const keys = keysToForm(persons, mayHaveMoved, placementOf)
  const group = await loadGroup(view, { persons, placementOf, claims, context }, keys)
  const reformed = new Set(group.map(({ person }) => person.key))
  // A verdict may separate persons within one household that the changes do not influence otherwise.
  const { judgements, verdicts } = await loadVerdicts(records, { persons, ...loaded, personIds: reformed })
  // The household records of their sources stand in their families.
  await records.loadFamilies([...reformed].flatMap((id) => persons.get(id).records))
  const { households, conflicts } = formAllHouseholds(group, verdicts)
  return {
    ...(await identifyHouseholds(view, households, { persons, reformed, newId: context.newId })),
    reformed,
    placementOf,
    conflicts,
    judgements,
  }
}

/**
 * The persons who share a family with a changed person after the changes or did before, also where the family is a crowd
 * before or after.
 */
async function coMembersOfChanged(
  records: RecordSet,
  persons: PersonSet,
  { changed, affected }: { changed: ReadonlySet<string>; affected: Iterable<string> },
): Promise<Set<string>> {
  const own = [...changed].flatMap((id) => persons.get(id).records)
  for (const before of records.before.values()) if (before !== undefined) own.push(before)
  for (const { stored } of persons.ended.values()) own.push(...records.list(stored.recordIds))
  await records.loadFamilies(own)
  const members = new Set(affected)
  for (const record of own) for (const id of records.familyOf(record)) members.add(id)
  return new Set([...members].flatMap((id) => persons.personOf(id) ?? []))
}

/** The persons of the families with a new, changed or withdrawn household record, which describes their house. */
function personsOfChangedHouses(records: RecordSet, persons: PersonSet, affected: Iterable<string>): string[] {
  const members = [...affected].flatMap((id) => [records.before.get(id) ?? [], records.find(id) ?? []].flat())
  const houses = new Set(
    members.filter(({ subject }) => subject === 'household').flatMap((house) => records.familyKeys(house)),
  )
  if (houses.size === 0) return []
  return members
    .filter((record) => records.familyKeys(record).some((key) => houses.has(key)))
    .flatMap(({ id }) => persons.personOf(id) ?? [])
}

/** The claims of these persons, and of the persons who share a family with them. */
async function loadClaims(
  records: RecordSet,
  persons: PersonSet,
  { personIds, context }: { personIds: readonly string[]; context: LinkingContext },
): Promise<Map<string, PersonClaims>> {
  const own = personIds.filter((id) => persons.live.has(id)).flatMap((id) => persons.get(id).records)
  await records.loadFamilies(own)
  const coMembers = new Set(personIds)
  for (const record of own) {
    for (const id of records.familyOf(record)) {
      const person = persons.personOf(id)
      if (person !== undefined) coMembers.add(person)
    }
  }
  await persons.load(coMembers)
  return claimsOf(persons, coMembers, context)
}

function claimsOf(persons: PersonSet, ids: Iterable<string>, { trustOf }: LinkingContext): Map<string, PersonClaims> {
  const claims = new Map<string, PersonClaims>()
  for (const id of ids) {
    const person = persons.live.get(id)
    if (person === undefined) continue
    const { records } = person
    claims.set(
      id,
      readClaims({ key: id, records }, (source) => trustOf(source, 'kk')),
    )
  }
  return claims
}

/** The keys, former and present, of the persons whose records, house or placement are others than before. */
function keysToForm(
  persons: PersonSet,
  mayHaveMoved: ReadonlySet<string>,
  placementOf: ReadonlyMap<string, HouseholdKey>,
): Set<string> {
  const keys = new Set<string>()
  for (const { stored } of persons.ended.values()) if (stored.placement !== undefined) keys.add(stored.placement.key)
  for (const [id, placement] of placementOf) {
    const before = persons.get(id).stored?.placement
    if (!mayHaveMoved.has(id) && JSON.stringify(before) === JSON.stringify(placement)) continue
    keys.add(placement.key)
    if (before !== undefined) keys.add(before.key)
  }
  return keys
}

interface Placed {
  readonly persons: PersonSet
  readonly placementOf: ReadonlyMap<string, HouseholdKey>
  readonly claims: Map<string, PersonClaims>
  readonly context: LinkingContext
}

/** The persons who have one of the keys after the changes. */
async function loadGroup(
  view: RegistryView,
  { persons, placementOf, claims, context }: Placed,
  keys: ReadonlySet<string>,
): Promise<KeyedPerson[]> {
  const holders = await view.householdKeyHolders(keys)
  const ids = new Set(holders.map(({ personId }) => personId).filter((id) => !persons.ended.has(id)))
  await persons.load(ids)
  for (const [id, { key }] of placementOf) if (keys.has(key)) ids.add(id)
  const missing = [...ids].filter((id) => !claims.has(id))
  for (const [id, each] of claimsOf(persons, missing, context)) claims.set(id, each)
  return [...ids].flatMap((id) => {
    const key = placementOf.get(id) ?? persons.live.get(id)?.stored?.placement
    const person = claims.get(id)
    return key === undefined || person === undefined || !keys.has(key.key) ? [] : [{ person, key }]
  })
}
