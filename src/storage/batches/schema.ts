import { sql } from 'drizzle-orm'
import { boolean, json, jsonb, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core'
import type { BatchReading } from '../../domain/registry/records/batch-reading.js'
import { bigintDigits, bytea, jsonText, textArray, timestamptz, wholeNumber } from '../postgres/column-types.js'

export type BatchMode = 'snapshot' | 'delta'
export type BatchState = 'receiving' | 'linking' | 'completed' | 'refused' | 'failed'

/** Rows of a batch; read = accepted + unchanged + rejected at every moment. */
export interface BatchCounts {
  readonly read: number
  readonly accepted: number
  readonly unchanged: number
  /** Those of the unchanged rows that say something else than the record, of which something newer was said. */
  readonly overtaken?: number
  readonly rejected: number
  /** Those of the rejected rows that are only counted, without their reasons. */
  readonly unlisted?: number
  readonly withdrawn: number
  readonly linked: number
  readonly persons_created: number
  readonly conflicts_opened: number
}

/** Why a batch has no effect: a code and its details, without any value of a row. */
export interface BatchRefusal {
  readonly code: string
  readonly [detail: string]: unknown
}

export type RowSubject = 'person' | 'household'

/** What is wrong with a row: no value of it is in the detail. */
export interface RejectionError {
  readonly field?: string
  /** The sheet of the row, in a workbook of which several sheets are read. */
  readonly sheet?: string
  readonly code: string
  readonly detail: string
}

export const batches = pgTable('batches', {
  id: uuid('batch_id').primaryKey(),
  version: wholeNumber('version').notNull(),
  source: text('source_code').notNull(),
  mode: text('mode').$type<BatchMode>().notNull(),
  state: text('state').$type<BatchState>().notNull(),
  counts: jsonb('counts')
    .$type<BatchCounts>()
    .notNull()
    .default(sql`'{}'`),
  /** Rows that wait to be linked. */
  remaining: wholeNumber('remaining').notNull().default(0),
  refusal: jsonb('refusal').$type<BatchRefusal>(),
  /** NULL until the file is read, and without one. */
  reading: jsonb('reading').$type<BatchReading>(),
  /** The batch that this one reverts. */
  reverts: uuid('reverts'),
  /** The area codes of its rows, while the source has no scheme. */
  areaCodes: textArray('area_codes'),
  isConfirmed: boolean('is_confirmed').notNull().default(false),
  sentBy: text('sent_by').notNull(),
  startedAt: timestamptz('started_at')
    .notNull()
    .default(sql`now()`),
  /** The last sign of life of its sender. */
  heardAt: timestamptz('heard_at')
    .notNull()
    .default(sql`now()`),
  receivedAt: timestamptz('received_at'),
  appliedAt: timestamptz('applied_at'),
  finishedAt: timestamptz('finished_at'),
  /** When the rows of a batch whose sender had gone were deleted. */
  clearedAt: timestamptz('cleared_at'),
})

export const sourceRecords = pgTable(
  'source_records',
  {
    id: uuid('record_id').notNull(),
    version: wholeNumber('version').notNull(),
    batchRow: wholeNumber('batch_row').notNull(),
    source: text('source_code').notNull(),
    sourceKey: text('source_key').notNull(),
    /** NULL in a single change. */
    batchId: uuid('batch_id'),
    line: wholeNumber('line'),
    subject: text('subject').$type<RowSubject | 'withdrawal'>().notNull(),
    contentHash: bytea('content_hash'),
    /** The packed record. NULL in a withdrawal, and where an earlier version of the record has the same content. */
    canonical: jsonText('canonical'),
    facts: jsonText('facts'),
    /** The row as received. */
    payload: jsonText('payload'),
    /** Records with near numbers are linked in one pass. */
    locality: bigintDigits('locality')
      .notNull()
      .default(sql`0`),
    /** Differs between persons who share a personal key; NULL where the source has keys of its own. */
    personMark: bigintDigits('person_mark'),
    /** The record that the key of the row names, where its content is of another one. */
    partedFrom: uuid('parted_from'),
    /** What the row says if its area code is of the other scheme, until the scheme of its source is decided. */
    otherReading: jsonText('other_reading'),
    receivedAt: timestamptz('received_at')
      .notNull()
      .default(sql`now()`),
  },
  ({ id, version, batchRow }) => [primaryKey({ columns: [id, version, batchRow] })],
)

export const rejections = pgTable(
  'rejections',
  {
    batchId: uuid('batch_id').notNull(),
    row: wholeNumber('batch_row').notNull(),
    line: wholeNumber('line').notNull(),
    sourceKey: text('source_key'),
    errors: jsonb('errors').$type<readonly RejectionError[]>().notNull(),
    /** The row as received so far as it could be read. */
    payload: json('payload').$type<object>(),
  },
  ({ batchId, row }) => [primaryKey({ columns: [batchId, row] })],
)
