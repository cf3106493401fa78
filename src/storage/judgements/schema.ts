import { sql } from 'drizzle-orm'
import { pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core'
import type { GoldenField } from '../../domain/registry/golden/values/golden-value.js'
import type { JudgementSubject, Verdict } from '../../domain/registry/judgements/judgement.js'
import { timestamptz, uuidArray } from '../postgres/column-types.js'

export const judgements = pgTable('judgements', {
  id: uuid('judgement_id').primaryKey(),
  subject: text('subject').$type<JudgementSubject>().notNull(),
  verdict: text('verdict').$type<Verdict>().notNull(),
  /** Of a pair and a household two records; of a value the records of the person. */
  records: uuidArray('record_ids').notNull(),
  field: text('field').$type<GoldenField>(),
  value: text('value'),
  conflictId: uuid('conflict_id'),
  /** The judgements on the same matter that were not reversed then; of a reversal the judgement that it reverses. */
  supersedes: uuidArray('superseded_ids')
    .notNull()
    .default(sql`'{}'`),
  /** The values that were judged: once the records have other values, the judgement is stale. */
  basis: text('basis').notNull(),
  reason: text('reason').notNull(),
  judgedBy: text('judged_by').notNull(),
  judgedAt: timestamptz('judged_at').notNull(),
})

/** The judgements that bear on a record, with those that supersede or reverse them. */
export const judgementRecords = pgTable(
  'judgement_records',
  {
    recordId: uuid('record_id').notNull(),
    judgementId: uuid('judgement_id').notNull(),
  },
  ({ recordId, judgementId }) => [primaryKey({ columns: [recordId, judgementId] })],
)
