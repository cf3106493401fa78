import sql from 'sql-template-tag'
import { arrayText } from '../postgres/column-types.js'
import type { Conn, Tx } from '../postgres/connection.js'
import { insertRows, replaceRows } from '../postgres/rows.js'
import { columnsOf, selectionOf, type Stored, storedRows, type Written } from '../postgres/table-columns.js'
import { conflicts, personConflicts } from './schema.js'

export type { ConflictState } from './schema.js'

export type StoredConflict = Stored<typeof conflicts>

const SELECTION = selectionOf(conflicts)
const COLUMNS = columnsOf(conflicts)
const PERSON_COLUMNS = columnsOf(personConflicts)
export const storedConflicts = storedRows(conflicts)

/** The conflicts of these ids, whatever their state; unknown ids are left out. */
export async function findConflicts(conn: Conn, ids: readonly string[]): Promise<StoredConflict[]> {
  if (ids.length === 0) return []
  return storedConflicts(
    await conn.read(sql`SELECT ${SELECTION} FROM conflicts WHERE conflict_id = ANY (${arrayText(ids)}::uuid[])`),
  )
}

/** An open conflict and one of its persons. */
export interface ConflictOfPerson {
  readonly personId: string
  readonly conflict: StoredConflict
}

/** The open conflicts of these persons, each once for every person. */
export async function listOpenConflictsOf(
  conn: Conn,
  personIds: readonly string[],
): Promise<readonly ConflictOfPerson[]> {
  if (personIds.length === 0) return []
  const rows = await conn.read<object>(sql`
    SELECT ${SELECTION} FROM conflicts
    WHERE conflict_id = ANY (ARRAY(
      SELECT conflict_id FROM person_conflicts WHERE person_id = ANY (${arrayText(personIds)}::uuid[])))`)
  const requested = new Set(personIds)
  return storedConflicts(rows).flatMap((conflict) => {
    const persons = conflict.personIds.filter((id) => requested.has(id))
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

/** Writes conflicts in the place of their earlier rows. `before` are these rows. */
export async function replaceConflicts(
  tx: Tx,
  after: readonly StoredConflict[],
  before: readonly StoredConflict[],
): Promise<void> {
  const [gone, added] = changesOfPersons(after, before)
  await Promise.all([
    replaceRows(
      tx,
      COLUMNS,
      before.map(({ id }) => id),
      after,
    ),
    deletePersonConflicts(tx, gone),
    insertRows(tx, PERSON_COLUMNS, added),
  ])
}

type PersonConflict = Written<typeof personConflicts>

async function deletePersonConflicts(tx: Tx, gone: readonly PersonConflict[]): Promise<void> {
  if (gone.length === 0) return
  const persons = arrayText(gone.map(({ personId }) => personId))
  const ids = arrayText(gone.map(({ conflictId }) => conflictId))
  await tx.write(sql`
    DELETE FROM person_conflicts USING unnest(${persons}::uuid[], ${ids}::uuid[]) AS gone (person_id, conflict_id)
    WHERE person_conflicts.person_id = gone.person_id AND person_conflicts.conflict_id = gone.conflict_id`)
}

/** The rows of `person_conflicts` that go and those that are added: of most conflicts that change, the persons stay. */
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

/** The persons of conflicts that the same conflict lacks in another map. */
function missingIn(
  other: ReadonlyMap<string, readonly string[]>,
  personsOf: ReadonlyMap<string, readonly string[]>,
): PersonConflict[] {
  return [...personsOf].flatMap(([conflictId, persons]) =>
    persons
      .filter((personId) => other.get(conflictId)?.includes(personId) !== true)
      .map((personId) => ({ personId, conflictId })),
  )
}
