import sql from 'sql-template-tag'
import type { HouseholdKey } from '../../domain/registry/households/household-key.js'
import type { Conn, Tx } from '../postgres/connection.js'
import { arrayText, insertRows, replaceRows, type TableColumns } from '../postgres/rows.js'

export type PersonState = 'live' | 'merged' | 'split' | 'withdrawn'

/** A person id as it stands. */
export interface StoredPerson {
  readonly id: string
  readonly version: number
  readonly state: PersonState
  readonly successorIds: readonly string[]
  /** By source and key. */
  readonly recordIds: readonly string[]
  /** The codes of their sources, sorted. */
  readonly sources: readonly string[]
  readonly householdId: string | undefined
  readonly householdSince: Date | undefined
  readonly placement: HouseholdKey | undefined
  /** The golden values in their packed form, as JSON text: most persons that are loaded keep theirs. */
  readonly golden: string
  readonly createdAt: Date
  readonly changedAt: Date
}

interface StoredRow {
  readonly person_id: string
  readonly version: number
  readonly state: PersonState
  readonly successor_ids: string[]
  readonly record_ids: string[]
  readonly sources: string[]
  readonly household_id: string | null
  readonly household_since: Date | null
  readonly placement: HouseholdKey | null
  readonly golden: string
  readonly created_at: Date
  readonly changed_at: Date
}

/** The persons of these ids, whatever their state; unknown ids are left out. */
export async function findPersons(conn: Conn, ids: readonly string[]): Promise<StoredPerson[]> {
  if (ids.length === 0) return []
  const rows = await conn.read<StoredRow>(sql`
    SELECT person_id, version, state, successor_ids, record_ids, sources, household_id, household_since, placement,
      golden::text AS golden, created_at, changed_at
    FROM persons WHERE person_id = ANY (${arrayText(ids)}::uuid[])`)
  return rows.map((row) => ({
    id: row.person_id,
    version: row.version,
    state: row.state,
    successorIds: row.successor_ids,
    recordIds: row.record_ids,
    sources: row.sources,
    householdId: row.household_id ?? undefined,
    householdSince: row.household_since ?? undefined,
    placement: row.placement ?? undefined,
    golden: row.golden,
    createdAt: row.created_at,
    changedAt: row.changed_at,
  }))
}

const COLUMNS: TableColumns = {
  table: 'persons',
  columns: [
    ['person_id', 'uuid'],
    ['version', 'int'],
    ['state', 'text'],
    ['successor_ids', 'uuid[]'],
    ['record_ids', 'uuid[]'],
    ['sources', 'text[]'],
    ['household_id', 'uuid'],
    ['household_since', 'timestamptz'],
    ['placement', 'json'],
    ['golden', 'json'],
    ['created_at', 'timestamptz'],
    ['changed_at', 'timestamptz'],
  ],
}

/** Writes persons anew: rows of these ids that are there already are replaced. `known` are the ids among them that are. */
export async function replacePersons(
  tx: Tx,
  persons: readonly StoredPerson[],
  known: readonly string[],
): Promise<void> {
  await replaceRows(
    tx,
    COLUMNS,
    known,
    persons.map((person) => [
      person.id,
      person.version,
      person.state,
      person.successorIds,
      person.recordIds,
      person.sources,
      person.householdId,
      person.householdSince,
      person.placement === undefined ? undefined : JSON.stringify(person.placement),
      person.golden,
      person.createdAt,
      person.changedAt,
    ]),
  )
}

/** A record's or person's stay that has ended. */
export interface PastMembership {
  readonly memberId: string
  readonly ownerId: string
  readonly beganAt: Date
  readonly endedAt: Date
}

/** Keeps which record belonged to which person. */
export async function insertPastMemberships(tx: Tx, past: readonly PastMembership[]): Promise<void> {
  await insertRows(tx, pastColumns('past_memberships', ['record_id', 'person_id']), past.map(pastRow))
}

/** Keeps which person belonged to which household. */
export async function insertPastHouseholds(tx: Tx, past: readonly PastMembership[]): Promise<void> {
  await insertRows(tx, pastColumns('past_households', ['person_id', 'household_id']), past.map(pastRow))
}

function pastColumns(table: string, [member, owner]: readonly [string, string]): TableColumns {
  return {
    table,
    columns: [
      [member, 'uuid'],
      [owner, 'uuid'],
      ['began_at', 'timestamptz'],
      ['ended_at', 'timestamptz'],
    ],
  }
}

function pastRow({ memberId, ownerId, beganAt, endedAt }: PastMembership) {
  return [memberId, ownerId, beganAt, endedAt] as const
}
