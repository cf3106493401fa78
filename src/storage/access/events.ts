import sql from 'sql-template-tag'
import type { Conn, Tx } from '../postgres/connection.js'
import { lockJournals } from '../postgres/journal-lock.js'
import { insertRows, type TableColumns } from '../postgres/rows.js'

/** What can change in the registry. */
export type EventKind =
  | 'person.linked'
  | 'person.merged'
  | 'person.split'
  | 'person.withdrawn'
  | 'person.changed'
  | 'household.changed'
  | 'household.merged'
  | 'household.split'
  | 'conflict.opened'
  | 'conflict.closed'
  | 'batch.completed'
  | 'batch.refused'
  | 'judgement.made'
  | 'judgement.reversed'

/** A change to be told. `content` holds ids, codes in lower case and counts, never what a record says of a person. */
export interface NewEvent {
  readonly kind: EventKind
  readonly subjectId: string
  readonly content?: object
}

/** A change as it is told; `eventId` is a number in the order of the commits. */
export interface RegistryEvent {
  readonly eventId: string
  readonly kind: EventKind
  readonly subjectId: string
  readonly content: object | null
  readonly happenedAt: Date
}

/** Which events: at most `limit` behind the event `after` ('0' for the first). */
export interface EventPage {
  readonly after: string
  readonly limit: number
}

const INTO: TableColumns = {
  table: 'events',
  columns: [
    ['kind', 'text'],
    ['subject_id', 'uuid'],
    ['content', 'json'],
  ],
}

const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/
/** No names, which have capitals or spaces, and no NIK, KK or phone, which have ten digits and more. */
const CODE = /^(?!.*\d{10})[a-z0-9][a-z0-9_.-]{0,62}$/
const LARGEST_COUNT = 1e9

/**
 * Adds events in their order. Their numbers follow the order of the commits, since others who add some wait until the
 * transaction ends: a reader who goes on behind the last number misses none. Throws where content is neither id, code nor count.
 */
export async function insertEvents(tx: Tx, events: readonly NewEvent[]): Promise<void> {
  if (events.length === 0) return
  for (const { content } of events) refusePersonal(content)
  const rows = events.map(({ kind, subjectId, content }) => [
    kind,
    subjectId,
    content === undefined ? undefined : JSON.stringify(content),
  ])
  await Promise.all([lockJournals(tx), insertRows(tx, INTO, rows)])
}

/** Gives the events behind a number, in their order. */
export function listEvents(conn: Conn, { after, limit }: EventPage): Promise<readonly RegistryEvent[]> {
  return conn.read<RegistryEvent>(sql`
    SELECT event_id AS "eventId", kind, subject_id AS "subjectId", content, happened_at AS "happenedAt"
    FROM events WHERE event_id > ${after} ORDER BY event_id LIMIT ${limit}`)
}

/** Events leave the house: subscribers get them without any right to see persons. The refusal does not say the value. */
function refusePersonal(content: unknown): void {
  if (typeof content === 'object' && content !== null) {
    for (const value of Object.values(content)) refusePersonal(value)
  } else if (!isPlain(content)) {
    throw new TypeError('An event holds ids, codes and counts only')
  }
}

function isPlain(value: unknown): boolean {
  if (typeof value === 'string') return UUID.test(value) || CODE.test(value)
  return typeof value !== 'number' || Math.abs(value) < LARGEST_COUNT
}
