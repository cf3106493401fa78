import { pgTable, text } from 'drizzle-orm/pg-core'
import { bytea } from './column-types.js'

/** Secrets are made once and never changed. */
export const secrets = pgTable('secrets', {
  name: text('name').primaryKey(),
  value: bytea('value').notNull(),
})
