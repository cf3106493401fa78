import type { HouseholdMember } from '../../domain/registry/households/household.js'
import type { Conn } from '../../storage/postgres/connection.js'
import type { StoredHousehold } from '../../storage/households/households.js'
import { findPersons } from '../../storage/persons/persons.js'
import { goldenOf } from '../persons/get-persons.js'

/** A member of a household: how they stand to the head, and why they are held to live there. */
export interface MemberView {
  readonly person_id: string
  readonly name: string | null
  readonly relation: string | null
  readonly reason: string
}

/** With whom somebody lives, in short. */
export interface HouseholdContext {
  readonly id: string
  readonly kk: string | null
  readonly head_id: string | null
  readonly reason: string
  readonly members: readonly MemberView[]
}

/** As the pass writes it. */
interface Written {
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
      const { members = [], kk, reason = '' } = JSON.parse(golden) as Written
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
