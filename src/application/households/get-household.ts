import type { Conn } from '../../storage/postgres/connection.js'
import { findHouseholds, type StoredHousehold } from '../../storage/households/households.js'
import { listPastMembersOf } from '../../storage/households/household-reading.js'
import { findPersons } from '../../storage/persons/persons.js'
import { type AreaPrefix, liesIn } from '../context/area-scope.js'
import { goldenOf, loadParts } from '../persons/get-persons.js'
import { byBeginning, originsOf, period } from '../persons/person-history.js'
import { viewPerson } from '../persons/person-view.js'
import { type IdState, followSuccessors } from '../context/successors.js'
import { type HouseholdView, viewHousehold } from './household-view.js'
import { type HouseholdGolden, householdGoldenOf } from './stored-golden.js'

/** Returns the state of a household id, with the household if it is live. Ids of households outside the area are unknown. */
export async function getHousehold(conn: Conn, id: string, area: AreaPrefix): Promise<IdState<HouseholdView>> {
  const idStates = await followSuccessors([id], (ids) => findHouseholds(conn, ids))
  const idState = idStates.get(id) ?? { kind: 'unknown' }
  switch (idState.kind) {
    case 'unknown':
      return idState
    case 'live':
      return isIn(idState.found, area)
        ? { kind: 'live', found: await loadView(conn, idState.found) }
        : { kind: 'unknown' }
    case 'moved': {
      const [survivor] = await householdsIn(conn, [idState.survivor], area)
      return survivor === undefined ? { kind: 'unknown' } : idState
    }
    case 'gone': {
      const successors = await householdsIn(conn, idState.successors, area)
      return area !== undefined && successors.length === 0 ? { kind: 'unknown' } : { ...idState, successors }
    }
  }
}

function isIn(household: StoredHousehold, area: AreaPrefix): boolean {
  return liesIn(householdGoldenOf(household).area?.value, area)
}

async function householdsIn(conn: Conn, ids: readonly string[], area: AreaPrefix): Promise<string[]> {
  if (area === undefined) return [...ids]
  return (await findHouseholds(conn, ids)).filter((household) => isIn(household, area)).map(({ id }) => id)
}

async function loadView(conn: Conn, household: StoredHousehold): Promise<HouseholdView> {
  const golden = householdGoldenOf(household)
  const [persons, origins] = await Promise.all([
    findPersons(conn, [...household.personIds, ...golden.deceased, ...(golden.absent ?? [])]),
    originsOf(conn, citedRecords(golden)),
  ])
  const parts = await loadParts(conn, persons)
  const enrolments = new Map([...parts].map(([id, part]) => [id, viewPerson(part).enrolments]))
  const goldenPersons = new Map(persons.map((person) => [person.id, { person, golden: goldenOf(person) }]))
  return viewHousehold({ household, golden, persons: goldenPersons, enrolments, origins })
}

function citedRecords({ kk, area, facts }: HouseholdGolden): string[] {
  const cited = [kk, area, ...Object.values(facts)] as ({ readonly record: string } | undefined)[]
  return cited.flatMap((value) => value?.record ?? [])
}

/** The memberships and KKs of a household. `until` is null for present members. */
export interface HouseholdHistory {
  readonly members: readonly { readonly person_id: string; readonly from: string; readonly until: string | null }[]
  /** The KKs of the present members in any live record, with the sources. */
  readonly kks: readonly KkOfMembers[]
}

export interface KkOfMembers {
  readonly kk: string
  readonly sources: readonly string[]
  readonly records: number
}

/** Returns the history of a live household, oldest first. */
export async function householdHistory(conn: Conn, { id, members }: HouseholdView): Promise<HouseholdHistory> {
  const past = await listPastMembersOf(conn, [id])
  const before = past.map(({ memberId, beganAt, endedAt }) => ({ person_id: memberId, ...period(beganAt, endedAt) }))
  const now = members.flatMap((member) =>
    member.since === null ? [] : [{ person_id: member.id, from: member.since, until: null }],
  )
  return { members: [...before, ...now].sort(byBeginning), kks: await kksOf(conn, members) }
}

async function kksOf(conn: Conn, members: HouseholdView['members']): Promise<readonly KkOfMembers[]> {
  const persons = await findPersons(
    conn,
    members.map(({ id }) => id),
  )
  const parts = await loadParts(conn, persons)
  const counts = new Map<string, { sources: Set<string>; records: number }>()
  for (const { record, source } of [...parts.values()].flatMap(({ records }) => records)) {
    if (record.kk === '') continue
    const count = counts.get(record.kk) ?? { sources: new Set<string>(), records: 0 }
    counts.set(record.kk, { sources: count.sources.add(source), records: count.records + 1 })
  }
  return [...counts]
    .map(([kk, { sources, records }]) => ({ kk, sources: [...sources].sort(), records }))
    .sort((a, b) => b.records - a.records || (a.kk < b.kk ? -1 : 1))
}
