import type { HouseholdMember } from '../../domain/registry/households/household.js'
import type { Conn } from '../../storage/postgres/connection.js'
import type { StoredHousehold } from '../../storage/households/households.js'
import { findPersons } from '../../storage/persons/persons.js'
import { goldenOf } from '../persons/get-persons.js'

/** A member of a household, with the relation to its head and the reason for the membership. */
export interface MemberView {
  readonly person_id: string
  readonly name: string | null
  readonly relation: string | null
  readonly reason: string
}

/** The household of a person in short. */
export interface HouseholdContext {
  readonly id: string
  readonly kk: string | null
  readonly head_id: string | null
  readonly reason: string
  readonly members: readonly MemberView[]
}

/** The JSON of `StoredHousehold.golden`, as far as it is shown. */
interface StoredGolden {
  readonly members?: readonly HouseholdMember[]
  readonly kk?: { readonly value: string }
  readonly reason?: string
}

/** Shows households by id, with the names of their members. */
export async function viewHouseholdContexts(
  conn: Conn,
  households: readonly StoredHousehold[],
): Promise<ReadonlyMap<string, HouseholdContext>> {
  const persons = await findPersons(conn, [...new Set(households.flatMap(({ personIds }) => personIds))])
  const names = new Map(persons.map((person) => [person.id, goldenOf(person).name?.value]))
  return new Map(
    households.map(({ id, headId, golden }) => {
      const { members = [], kk, reason = '' } = JSON.parse(golden) as StoredGolden
      const shown = members.map((member) => viewMember(member, names))
      return [id, { id, kk: kk?.value ?? null, head_id: headId ?? null, reason, members: shown }]
    }),
  )
}

function viewMember(
  { person, relation, reason }: HouseholdMember,
  names: ReadonlyMap<string, string | undefined>,
): MemberView {
  return { person_id: person, name: names.get(person) ?? null, relation: relation === '' ? null : relation, reason }
}
