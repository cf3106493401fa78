import type { GoldenPerson } from '../../domain/registry/golden/values/golden-value.js'
import type { GoldenFact } from '../../domain/registry/golden/golden-facts.js'
import type { RecordOrigin } from '../../storage/persons/person-reading.js'
import type { StoredHousehold } from '../../storage/households/households.js'
import type { StoredPerson } from '../../storage/persons/persons.js'
import { type PersonSummary, summarisePerson } from '../persons/person-summary.js'
import type { EnrolmentView } from '../persons/person-view.js'
import { type RecordReference, referenceTo } from '../persons/value-view.js'
import { countedPersons } from './counted-persons.js'
import type { CitedValue, HouseholdGolden } from './stored-golden.js'

/** A value of a household and the record that it comes from. */
export interface FactView<Value = unknown> {
  readonly value: Value
  readonly from: RecordReference | null
}

/** A living member, with the relation to the head and the reason of the membership. */
export interface MemberView extends PersonSummary {
  readonly is_head: boolean
  readonly relation: string | null
  readonly reason: string
  readonly since: string | null
  readonly enrolments: readonly EnrolmentView[]
}

/** A household and the facts about its house. */
export interface HouseholdView {
  readonly id: string
  readonly version: number
  readonly head_id: string | null
  readonly kk: FactView<string> | null
  readonly village_code: FactView<string> | null
  readonly members: readonly MemberView[]
  /** Persons of the family who have died. They do not count as members. */
  readonly deceased: readonly PersonSummary[]
  readonly absent: readonly PersonSummary[]
  readonly reason: string
  readonly desil: FactView<number> | null
  readonly house: Readonly<Record<string, FactView>>
  /** The number of living members. */
  readonly size: number
  /** For how many persons Bantu Umak pays a family of this size. */
  readonly counted_persons: number | null
  readonly created_at: string
  readonly changed_at: string
}

/** A household in a search result. */
export interface HouseholdSummary {
  readonly id: string
  readonly version: number
  readonly head_id: string | null
  readonly head_name: string | null
  readonly kk: string | null
  readonly village_code: string | null
  readonly size: number
  readonly desil: number | null
}

export interface HouseholdParts {
  readonly household: StoredHousehold
  readonly golden: HouseholdGolden
  readonly persons: ReadonlyMap<string, { readonly person: StoredPerson; readonly golden: GoldenPerson }>
  readonly enrolments: ReadonlyMap<string, readonly EnrolmentView[]>
  readonly origins: ReadonlyMap<string, RecordOrigin>
}

export function viewHousehold(parts: HouseholdParts): HouseholdView {
  const { household, golden, origins } = parts
  const { desil, ...house } = golden.facts
  return {
    id: household.id,
    version: household.version,
    head_id: household.headId ?? null,
    kk: viewCited(golden.kk, origins),
    village_code: viewCited(golden.area, origins),
    members: viewMembers(parts),
    deceased: golden.deceased.flatMap((id) => summaryOf(parts, id)),
    absent: (golden.absent ?? []).flatMap((id) => summaryOf(parts, id)),
    reason: golden.reason,
    desil: desil === undefined ? null : viewFact(desil, origins),
    house: Object.fromEntries(
      Object.entries(house).map(([name, fact]: [string, GoldenFact<unknown>]) => [name, viewFact(fact, origins)]),
    ),
    size: household.personIds.length,
    counted_persons: countedPersons(household.personIds.length),
    created_at: household.createdAt.toISOString(),
    changed_at: household.changedAt.toISOString(),
  }
}

/** Returns the head first, then the other members by id. */
function viewMembers(parts: HouseholdParts): readonly MemberView[] {
  const { household, golden, persons, enrolments } = parts
  const members = golden.members.flatMap(({ person, relation, reason }) =>
    summaryOf(parts, person).map((summary) => ({
      ...summary,
      is_head: person === household.headId,
      relation: relation === '' ? null : relation,
      reason,
      since: persons.get(person)?.person.householdSince?.toISOString() ?? null,
      enrolments: enrolments.get(person) ?? [],
    })),
  )
  return members.sort((a, b) => Number(b.is_head) - Number(a.is_head) || (a.id < b.id ? -1 : 1))
}

function summaryOf({ persons }: HouseholdParts, id: string): PersonSummary[] {
  const found = persons.get(id)
  return found === undefined ? [] : [summarisePerson(found.person, found.golden)]
}

function viewCited(cited: CitedValue | undefined, origins: ReadonlyMap<string, RecordOrigin>): FactView<string> | null {
  return cited === undefined ? null : viewFact(cited, origins)
}

function viewFact<Value>(
  { value, record }: { readonly value: Value; readonly record: string },
  origins: ReadonlyMap<string, RecordOrigin>,
): FactView<Value> {
  return { value, from: referenceTo(origins.get(record)) }
}

export function summariseHousehold(
  household: StoredHousehold,
  golden: HouseholdGolden,
  headName: string | undefined,
): HouseholdSummary {
  return {
    id: household.id,
    version: household.version,
    head_id: household.headId ?? null,
    head_name: headName ?? null,
    kk: golden.kk?.value ?? null,
    village_code: golden.area?.value ?? null,
    size: household.personIds.length,
    desil: golden.facts.desil?.value ?? null,
  }
}
