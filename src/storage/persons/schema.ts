import { sql } from 'drizzle-orm'
import { integer, json, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core'
import type { HouseholdKey } from '../../domain/registry/households/household-key.js'
import { jsonText, textArray, timestamptz, uuidArray } from '../postgres/column-types.js'

export type PersonState = 'live' | 'merged' | 'split' | 'withdrawn'

export const persons = pgTable('persons', {
  id: uuid('person_id').primaryKey(),
  version: integer('version').notNull(),
  state: text('state').$type<PersonState>().notNull(),
  successorIds: uuidArray('successor_ids')
    .notNull()
    .default(sql`'{}'`),
  /** By source and key. */
  recordIds: uuidArray('record_ids').notNull(),
  /** The codes of the sources of the records, sorted. */
  sources: textArray('sources')
    .notNull()
    .default(sql`'{}'`),
  householdId: uuid('household_id'),
  householdSince: timestamptz('household_since'),
  placement: json('placement').$type<HouseholdKey>(),
  /** The golden values in their packed form, as JSON text: a pass writes most of those that it reads back unchanged. */
  golden: jsonText('golden').notNull(),
  createdAt: timestamptz('created_at').notNull(),
  changedAt: timestamptz('changed_at').notNull(),
})

/** Which record belonged to which person before. */
export const pastMemberships = pgTable(
  'past_memberships',
  {
    memberId: uuid('record_id').notNull(),
    ownerId: uuid('person_id').notNull(),
    beganAt: timestamptz('began_at').notNull(),
    endedAt: timestamptz('ended_at').notNull(),
  },
  ({ memberId, ownerId, beganAt }) => [primaryKey({ columns: [memberId, ownerId, beganAt] })],
)

/** The words by which live persons are found. */
export const personTerms = pgTable(
  'person_terms',
  {
    term: text('term').notNull(),
    /** The code of the person's village; '' where none is known. */
    village: text('village_code').notNull(),
    personId: uuid('person_id').notNull(),
  },
  ({ term, village, personId }) => [primaryKey({ columns: [term, village, personId] })],
)
