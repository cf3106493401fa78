import { sql } from 'drizzle-orm'
import { doublePrecision, integer, json, jsonb, pgTable, primaryKey, smallint, text, uuid } from 'drizzle-orm/pg-core'
import type { Facts } from '../../domain/registry/records/canonical-record.js'
import {
  bigintArray,
  bigintDigits,
  bytea,
  jsonText,
  timestamptz,
  uuidArray,
  wholeNumber,
} from '../postgres/column-types.js'

export const models = pgTable('models', {
  version: integer('version').primaryKey(),
  document: jsonb('document').notNull(),
  createdAt: timestamptz('created_at')
    .notNull()
    .default(sql`now()`),
  /** The active model is the one that was activated last. */
  activatedAt: timestamptz('activated_at'),
})

export const pendingRecords = pgTable(
  'pending_records',
  {
    locality: bigintDigits('locality').notNull(),
    id: uuid('record_id').notNull(),
    version: wholeNumber('version').notNull(),
    batchRow: bigintDigits('batch_row').notNull(),
    batchId: uuid('batch_id'),
  },
  ({ locality, id, version }) => [primaryKey({ columns: [locality, id, version] })],
)

export const setAsideRecords = pgTable(
  'set_aside_records',
  {
    id: uuid('record_id').notNull(),
    version: wholeNumber('version').notNull(),
    locality: bigintDigits('locality').notNull(),
    batchRow: bigintDigits('batch_row').notNull(),
    batchId: uuid('batch_id'),
    /** Of the error: an SQLSTATE or the name of its class. */
    code: text('code').notNull(),
    setAsideAt: timestamptz('set_aside_at').notNull(),
  },
  ({ id, version }) => [primaryKey({ columns: [id, version] })],
)

export const liveRecords = pgTable('live_records', {
  id: uuid('record_id').primaryKey(),
  /** The number of the batch or single change that sent this content last. */
  version: wholeNumber('version').notNull(),
  source: text('source_code').notNull(),
  sourceKey: text('source_key').notNull(),
  batchId: uuid('batch_id'),
  batchRow: wholeNumber('batch_row').notNull(),
  subject: text('subject').$type<'person' | 'household'>().notNull(),
  contentHash: bytea('content_hash').notNull(),
  /** The record in its packed form. */
  packed: jsonText('canonical').notNull(),
  facts: json('facts').$type<Facts>(),
  /** Sorted. */
  blockKeys: bigintArray('block_keys').notNull(),
  /** NULL in a record of a household. */
  personId: uuid('person_id'),
  memberSince: timestamptz('member_since').notNull(),
})

/** The holders of a key that were linked in one pass stand in one row. */
export const blockKeys = pgTable(
  'block_keys',
  {
    key: wholeNumber('block_key').notNull(),
    recordId: uuid('record_id').notNull(),
    otherIds: uuidArray('other_ids'),
  },
  ({ key, recordId }) => [primaryKey({ columns: [key, recordId] })],
)

export const crowdedKeys = pgTable('crowded_keys', { key: wholeNumber('block_key').primaryKey() })

/** Each scored pair stands here twice, as seen from each of its records. */
export const edges = pgTable(
  'edges',
  {
    recordId: uuid('record_id').notNull(),
    otherId: uuid('other_id').notNull(),
    /** Bits. */
    weight: doublePrecision('weight').notNull(),
    /** Its number in GRADES. */
    grade: smallint('grade').notNull(),
  },
  ({ recordId, otherId }) => [primaryKey({ columns: [recordId, otherId] })],
)
