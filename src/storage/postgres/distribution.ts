/** How a table lies on a cluster: a copy on every node, or spread by the hash of one column. */
export type Distribution = 'reference' | { readonly by: string }

/**
 * The distribution of every table. PostgreSQL alone takes no notice of it; on a cluster each primary key and unique
 * constraint must contain the column, and hot queries fetch by it.
 */
export const DISTRIBUTION: Readonly<Record<string, Distribution>> = {
  migrations: 'reference',
  agencies: 'reference',
  profiles: 'reference',
  sources: 'reference',
  models: 'reference',
  secrets: 'reference',
  api_keys: 'reference',
  number_guesses: { by: 'key_id' },
  batches: { by: 'batch_id' },
  rejections: { by: 'batch_id' },
  source_records: { by: 'record_id' },
  pending_records: { by: 'record_id' },
  set_aside_records: { by: 'record_id' },
  live_records: { by: 'record_id' },
  block_keys: { by: 'block_key' },
  crowded_keys: { by: 'block_key' },
  edges: { by: 'record_id' },
  past_memberships: { by: 'record_id' },
  judgement_records: { by: 'record_id' },
  persons: { by: 'person_id' },
  past_households: { by: 'person_id' },
  person_terms: { by: 'term' },
  person_conflicts: { by: 'person_id' },
  households: { by: 'household_id' },
  household_keys: { by: 'household_key' },
  conflicts: { by: 'conflict_id' },
  judgements: { by: 'judgement_id' },
  events: { by: 'event_id' },
  idempotency_keys: { by: 'request_key' },
  audit: { by: 'chain' },
}
