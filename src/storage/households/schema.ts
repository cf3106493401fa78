import { sql } from 'drizzle-orm'
import { integer, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core'
import { jsonText, timestamptz, uuidArray } from '../postgres/column-types.js'

export type HouseholdState = 'live' | 'merged' | 'split' | 'empty'

export const households = pgTable('households', {
  id: uuid('household_id').primaryKey(),
  version: integer('version').notNull(),
  state: text('state').$type<HouseholdState>().notNull(),
  successorIds: uuidArray('successor_ids')
    .notNull()
    .default(sql`'{}'`),
  /** The living members, sorted. */
  personIds: uuidArray('person_ids').notNull(),
  headId: uuid('head_id'),
  golden: jsonText('golden').notNull(),
  createdAt: timestamptz('created_at').notNull(),
  changedAt: timestamptz('changed_at').notNull(),
})

/** Which person belonged to which household before. */
export const pastHouseholds = pgTable(
  'past_households',
  {
    memberId: uuid('person_id').notNull(),
    ownerId: uuid('household_id').notNull(),
    beganAt: timestamptz('began_at').notNull(),
    endedAt: timestamptz('ended_at').notNull(),
  },
  ({ memberId, ownerId, beganAt }) => [primaryKey({ columns: [memberId, ownerId, beganAt] })],
)

/** Which persons share a household by their key: a KK or a family of a source. */
export const householdKeys = pgTable(
  'household_keys',
  {
    key: text('household_key').notNull(),
    personId: uuid('person_id').notNull(),
  },
  ({ key, personId }) => [primaryKey({ columns: [key, personId] })],
)
