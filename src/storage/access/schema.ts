import { sql } from 'drizzle-orm'
import { bigint, integer, json, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core'
import { bigintDigits, bytea, jsonText, textArray, timestamptz } from '../postgres/column-types.js'

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

export const apiKeys = pgTable('api_keys', {
  id: uuid('key_id').primaryKey(),
  /** The first characters of the key, by which it is found. */
  prefix: text('prefix').notNull(),
  /** SHA-256 of the key. */
  hash: bytea('hash').notNull(),
  name: text('name').notNull(),
  roles: textArray('roles').notNull(),
  sources: textArray('sources')
    .notNull()
    .default(sql`'{}'`),
  areaPrefix: text('area_prefix'),
  scopes: textArray('scopes')
    .notNull()
    .default(sql`'{}'`),
  madeBy: text('made_by').notNull(),
  madeAt: timestamptz('made_at').notNull(),
  expiresAt: timestamptz('expires_at'),
  revokedAt: timestamptz('revoked_at'),
})

/** How many requests with a wrong number or birth date a key has asked in an hour. */
export const numberGuesses = pgTable(
  'number_guesses',
  {
    keyId: text('key_id').notNull(),
    hour: timestamptz('hour').notNull(),
    wrong: integer('wrong').notNull(),
  },
  ({ keyId, hour }) => [primaryKey({ columns: [keyId, hour] })],
)

export const idempotencyKeys = pgTable('idempotency_keys', {
  /** SHA-256 of the caller, the route and the key that the caller sent. */
  requestKey: bytea('request_key').primaryKey(),
  /** SHA-256 of the body; NULL until the last byte of a stream has come. */
  requestHash: bytea('request_hash'),
  /** The batch that a streaming request began. */
  batchId: uuid('batch_id'),
  /** Sealed with the caller's own key; NULL until there is one. */
  answer: bytea('answer'),
  begunAt: timestamptz('begun_at').notNull(),
})

export const events = pgTable('events', {
  /** A number in the order of the commits. */
  eventId: bigint('event_id', { mode: 'bigint' }).$type<string>().primaryKey().generatedAlwaysAsIdentity(),
  kind: text('kind').$type<EventKind>().notNull(),
  subjectId: uuid('subject_id').notNull(),
  /** Ids, codes in lower case and counts, never a value of a record. */
  content: json('content').$type<object>(),
  happenedAt: timestamptz('happened_at')
    .notNull()
    .default(sql`now()`),
})

export const audit = pgTable(
  'audit',
  {
    chain: text('chain').notNull(),
    number: bigintDigits('number').notNull(),
    actor: text('actor').notNull(),
    action: text('action').notNull(),
    subjectKind: text('subject_kind').notNull(),
    subjectId: text('subject_id').notNull(),
    reason: text('reason'),
    /** The text itself is hashed. */
    content: jsonText('content')
      .notNull()
      .default(sql`'{}'`),
    happenedAt: timestamptz('happened_at').notNull(),
    previousHash: bytea('previous_hash').notNull(),
    hash: bytea('hash').notNull(),
  },
  ({ chain, number }) => [primaryKey({ columns: [chain, number] })],
)
