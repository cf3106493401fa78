import sql from 'sql-template-tag'
import type { ConflictKind } from '../../domain/registry/conflicts/conflict.js'
import type { Conn, Tx } from '../postgres/connection.js'
import { arrayText, insertRows, replaceRows, type TableColumns } from '../postgres/rows.js'

export type ConflictState = 'open' | 'resolved' | 'vanished'

/** A disagreement as it stands. `evidence` is JSON text of ids and levels, without what records say. */
export interface StoredConflict {
  readonly id: string
  readonly kind: ConflictKind
  readonly state: ConflictState
  /** 0 to 100. */
  readonly severity: number
  readonly areaCode: string | undefined
  readonly version: number
  readonly personIds: readonly string[]
  readonly recordIds: readonly string[]
  readonly sources: readonly string[]
  readonly evidence: string
  readonly deferredUntil: Date | undefined
  readonly openedAt: Date
  readonly closedAt: Date | undefined
}

/** A conflict as the table has it. */
export interface ConflictRow {
  readonly conflict_id: string
  readonly kind: ConflictKind
  readonly state: ConflictState
  readonly severity: number
  readonly area_code: string | null
  readonly version: number
  readonly person_ids: string[]
  readonly record_ids: string[]
  readonly sources: string[]
  readonly evidence: string
  readonly deferred_until: Date | null
  readonly opened_at: Date
  readonly closed_at: Date | null
}

/** The conflicts of these ids, whatever their state; unknown ids are left out. */
export async function findConflicts(conn: Conn, ids: readonly string[]): Promise<StoredConflict[]> {
  if (ids.length === 0) return []
  const rows = await conn.read<ConflictRow>(sql`
    SELECT ${CONFLICT_COLUMNS} FROM conflicts WHERE conflict_id = ANY (${arrayText(ids)}::uuid[])`)
  return rows.map(storedConflict)
}

/** What a ConflictRow consists of. */
export const CONFLICT_COLUMNS = sql`conflict_id, kind, state, severity, area_code, version, person_ids, record_ids, sources,
  evidence::text AS evidence, deferred_until, opened_at, closed_at`

export function storedConflict(row: ConflictRow): StoredConflict {
  return {
    id: row.conflict_id,
    kind: row.kind,
    state: row.state,
    severity: row.severity,
    areaCode: row.area_code ?? undefined,
    version: row.version,
    personIds: row.person_ids,
    recordIds: row.record_ids,
    sources: row.sources,
    evidence: row.evidence,
    deferredUntil: row.deferred_until ?? undefined,
    openedAt: row.opened_at,
    closedAt: row.closed_at ?? undefined,
  }
}

/** An open conflict and one of the persons whom it is about. */
export interface ConflictOfPerson {
  readonly personId: string
  readonly conflict: StoredConflict
}

/** The open conflicts of these persons, each once for every one of them. */
export async function listOpenConflictsOf(
  conn: Conn,
  personIds: readonly string[],
): Promise<readonly ConflictOfPerson[]> {
  if (personIds.length === 0) return []
  const rows = await conn.read<ConflictRow>(sql`
    SELECT ${CONFLICT_COLUMNS} FROM conflicts
    WHERE conflict_id = ANY (ARRAY(
      SELECT conflict_id FROM person_conflicts WHERE person_id = ANY (${arrayText(personIds)}::uuid[])))`)
  const asked = new Set(personIds)
  return rows.map(storedConflict).flatMap((conflict) => {
    const persons = conflict.personIds.filter((id) => asked.has(id))
    return persons.map((personId) => ({ personId, conflict }))
  })
}

/** The ids of the open conflicts of these persons. */
export async function findOpenConflictsOf(conn: Conn, personIds: readonly string[]): Promise<Set<string>> {
  if (personIds.length === 0) return new Set()
  const rows = await conn.read<{ conflict_id: string }>(sql`
    SELECT conflict_id FROM person_conflicts WHERE person_id = ANY (${arrayText(personIds)}::uuid[])`)
  return new Set(rows.map(({ conflict_id }) => conflict_id))
}

const COLUMNS: TableColumns = {
  table: 'conflicts',
  columns: [
    ['conflict_id', 'uuid'],
    ['kind', 'text'],
    ['state', 'text'],
    ['severity', 'smallint'],
    ['area_code', 'text'],
    ['version', 'int'],
    ['person_ids', 'uuid[]'],
    ['record_ids', 'uuid[]'],
    ['sources', 'text[]'],
    ['evidence', 'json'],
    ['deferred_until', 'timestamptz'],
    ['opened_at', 'timestamptz'],
    ['closed_at', 'timestamptz'],
  ],
}

const PERSON_COLUMNS: TableColumns = {
  table: 'person_conflicts',
  columns: [
    ['person_id', 'uuid'],
    ['conflict_id', 'uuid'],
  ],
}

/** Writes conflicts anew; `before` are those among them that are there already, as they stand. */
export async function replaceConflicts(
  tx: Tx,
  conflicts: readonly StoredConflict[],
  before: readonly StoredConflict[],
): Promise<void> {
  const [gone, added] = changesOfPersons(conflicts, before)
  await Promise.all([
    replaceRows(
      tx,
      COLUMNS,
      before.map(({ id }) => id),
      conflicts.map((conflict) => [
        conflict.id,
        conflict.kind,
        conflict.state,
        conflict.severity,
        conflict.areaCode,
        conflict.version,
        conflict.personIds,
        conflict.recordIds,
        conflict.sources,
        conflict.evidence,
        conflict.deferredUntil,
        conflict.openedAt,
        conflict.closedAt,
      ]),
    ),
    deletePersonConflicts(tx, gone),
    insertRows(tx, PERSON_COLUMNS, added),
  ])
}

type PersonConflict = readonly [personId: string, conflictId: string]

async function deletePersonConflicts(tx: Tx, gone: readonly PersonConflict[]): Promise<void> {
  if (gone.length === 0) return
  const persons = arrayText(gone.map(([person]) => person))
  const ids = arrayText(gone.map(([, id]) => id))
  await tx.write(sql`
    DELETE FROM person_conflicts USING unnest(${persons}::uuid[], ${ids}::uuid[]) AS gone (person_id, conflict_id)
    WHERE person_conflicts.person_id = gone.person_id AND person_conflicts.conflict_id = gone.conflict_id`)
}

/** Whose conflicts are open no longer and whose are now: for most that change they are the same. */
function changesOfPersons(
  after: readonly StoredConflict[],
  before: readonly StoredConflict[],
): readonly [gone: readonly PersonConflict[], added: readonly PersonConflict[]] {
  const were = new Map(before.map((conflict) => [conflict.id, openPersons(conflict)]))
  const are = new Map(after.map((conflict) => [conflict.id, openPersons(conflict)]))
  return [missingIn(are, were), missingIn(were, are)]
}

function openPersons({ state, personIds }: StoredConflict): readonly string[] {
  return state === 'open' ? personIds : []
}

function missingIn(
  known: ReadonlyMap<string, readonly string[]>,
  others: ReadonlyMap<string, readonly string[]>,
): PersonConflict[] {
  return [...others].flatMap(([id, persons]) =>
    persons.filter((person) => known.get(id)?.includes(person) !== true).map((person) => [person, id] as const),
  )
}
