import { sql } from 'drizzle-orm'
import { integer, jsonb, pgTable, primaryKey, text } from 'drizzle-orm/pg-core'
import type { AreaScheme } from '../../domain/identity/areas/area.js'
import { textArray, timestamptz } from '../postgres/column-types.js'

export const agencies = pgTable('agencies', {
  code: text('code').primaryKey(),
  name: text('name').notNull(),
  createdAt: timestamptz('created_at')
    .notNull()
    .default(sql`now()`),
})

/** Each change of a profile is a new version. */
export const profiles = pgTable(
  'profiles',
  {
    code: text('code').notNull(),
    version: integer('version').notNull(),
    document: jsonb('document').notNull(),
    createdAt: timestamptz('created_at')
      .notNull()
      .default(sql`now()`),
  },
  ({ code, version }) => [primaryKey({ columns: [code, version] })],
)

export const sources = pgTable('sources', {
  code: text('code').primaryKey(),
  agency: text('agency_code').notNull(),
  profile: text('profile_code').notNull(),
  name: text('name').notNull(),
  /** By field, from 0 to 100. */
  trust: jsonb('trust').$type<Readonly<Record<string, number>>>().notNull().default({}),
  /** What is set for reading its batches. */
  settings: jsonb('settings').$type<Readonly<Record<string, unknown>>>().notNull().default({}),
  /** The scheme of its area codes, once its batches have told it. */
  areaScheme: text('area_scheme').$type<AreaScheme>(),
  /** Codes that its batches had until then. */
  areaCodes: textArray('area_codes'),
  createdAt: timestamptz('created_at')
    .notNull()
    .default(sql`now()`),
})
