import { integer, pgTable, primaryKey, smallint, text, uuid } from 'drizzle-orm/pg-core'
import type { ConflictKind } from '../../domain/registry/conflicts/conflict.js'
import { jsonText, textArray, timestamptz, uuidArray } from '../postgres/column-types.js'

export type ConflictState = 'open' | 'resolved' | 'vanished'

export const conflicts = pgTable('conflicts', {
  id: uuid('conflict_id').primaryKey(),
  kind: text('kind').$type<ConflictKind>().notNull(),
  state: text('state').$type<ConflictState>().notNull().default('open'),
  /** 0 to 100. */
  severity: smallint('severity').notNull(),
  areaCode: text('area_code'),
  version: integer('version').notNull().default(1),
  personIds: uuidArray('person_ids').notNull(),
  recordIds: uuidArray('record_ids').notNull(),
  sources: textArray('sources').notNull(),
  /** Ids and levels, without any value of a record. */
  evidence: jsonText('evidence').notNull(),
  deferredUntil: timestamptz('deferred_until'),
  openedAt: timestamptz('opened_at').notNull(),
  closedAt: timestamptz('closed_at'),
})

/** The open conflicts of each person. */
export const personConflicts = pgTable(
  'person_conflicts',
  {
    personId: uuid('person_id').notNull(),
    conflictId: uuid('conflict_id').notNull(),
  },
  ({ personId, conflictId }) => [primaryKey({ columns: [personId, conflictId] })],
)
