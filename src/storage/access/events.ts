import { asc, getTableColumns, gt } from 'drizzle-orm'
import type { Conn, Tx } from '../postgres/connection.js'
import { lockJournals } from '../postgres/journal-lock.js'
import { readRows, select } from '../postgres/queries.js'
import { insertRows } from '../postgres/rows.js'
import { columnsOf } from '../postgres/table-columns.js'
import { events, type EventKind } from './schema.js'

export type { EventKind } from './schema.js'

/** A change to publish. `content` holds ids, codes in lower case and counts, never a value of a record. */
export interface NewEvent {
  readonly kind: EventKind
  readonly subjectId: string
  readonly content?: object
}

/** A published change. NULL stays null, as answers show it. */
export type RegistryEvent = Readonly<(typeof events)['$inferSelect']>

/** At most `limit` events behind the event `after` ('0' for the first). */
export interface EventPage {
  readonly after: string
  readonly limit: number
}

const COLUMNS = columnsOf(events, ['kind', 'subjectId', 'content'])
const SELECTION = getTableColumns(events)

const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/
/** No names, which have capitals or spaces, and no NIK, KK or phone, which have ten digits and more. */
const CODE = /^(?!.*\d{10})[a-z0-9][a-z0-9_.-]{0,62}$/
const LARGEST_COUNT = 1e9

/**
 * Adds events in their order. Their numbers follow the order of the commits, since other transactions that add events wait
 * until this one ends: a reader that goes on behind the last number misses none. Throws a TypeError where content holds
 * anything but ids, codes and counts.
 */
export async function insertEvents(tx: Tx, added: readonly NewEvent[]): Promise<void> {
  if (added.length === 0) return
  for (const { content } of added) refusePersonal(content)
  const rows = added.map(({ kind, subjectId, content }) => ({ kind, subjectId, content }))
  await Promise.all([lockJournals(tx), insertRows(tx, COLUMNS, rows)])
}

/** The events behind a number, in their order. */
export function listEvents(conn: Conn, { after, limit }: EventPage): Promise<readonly RegistryEvent[]> {
  return readRows(
    conn,
    select(SELECTION).from(events).where(gt(events.eventId, after)).orderBy(asc(events.eventId)).limit(limit),
  )
}

/** Subscribers get events without any right to see persons. The error does not contain the value. */
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
