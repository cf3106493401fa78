import { escapeLiteral } from 'pg'

const MINUTE_MS = 60_000

/** A lock that another session holds for longer is given up: the caller may try again, and the linker does. */
export const LOCK_TIMEOUT_MS = MINUTE_MS / 2
/** No work of this program leaves a transaction without a statement for so long; a frozen process must not hold its locks. */
const IDLE_TRANSACTION_MS = 5 * MINUTE_MS
/** Reads go by pages and keys; the longest counts a whole registry. */
export const READ_TIMEOUT_MS = 10 * MINUTE_MS

/** How long the sessions of a pool may take, in milliseconds; 0 is without an end. */
export interface TimeLimits {
  readonly statementMs: number
  readonly lockMs: number
  readonly idleTransactionMs: number
}

/** Applying a large list, a migration and an index take as long as they take. */
export const UNLIMITED: TimeLimits = { statementMs: 0, lockMs: 0, idleTransactionMs: 0 }
export const WRITER_LIMITS: TimeLimits = {
  statementMs: 0,
  lockMs: LOCK_TIMEOUT_MS,
  idleTransactionMs: IDLE_TRANSACTION_MS,
}
export const READER_LIMITS: TimeLimits = { ...WRITER_LIMITS, statementMs: READ_TIMEOUT_MS }

/** Every planner method that a server or database may have switched off; the queries were measured with all of them. */
const PLANNER_METHODS = [
  'bitmapscan',
  'hashagg',
  'hashjoin',
  'indexonlyscan',
  'indexscan',
  'material',
  'mergejoin',
  'nestloop',
  'seqscan',
  'sort',
]

/**
 * What every session relies on, whatever `postgresql.conf`, `ALTER DATABASE` and `ALTER ROLE` say. JIT compiles the statements
 * of a single upsert for 107 ms, of which they then take 10; the isolation is what the advisory locks are made for; the
 * other settings decide how values are written, read and found.
 */
const SETTINGS: Readonly<Record<string, string>> = {
  jit: 'off',
  idle_session_timeout: '0',
  default_transaction_isolation: 'read committed',
  default_transaction_deferrable: 'off',
  datestyle: 'ISO, MDY',
  intervalstyle: 'postgres',
  bytea_output: 'hex',
  extra_float_digits: '1',
  standard_conforming_strings: 'on',
  transform_null_equals: 'off',
  array_nulls: 'on',
  gin_fuzzy_search_limit: '0',
  from_collapse_limit: '8',
  join_collapse_limit: '8',
  ...Object.fromEntries(PLANNER_METHODS.map((method) => [`enable_${method}`, 'on'])),
}

/** Settings that not every version has, and those of which only a bad value is replaced. */
const CONDITIONAL = `
  SELECT set_config(name, '0', false) FROM pg_settings WHERE name = 'transaction_timeout' AND setting <> '0';
  SELECT set_config('synchronous_commit', 'on', false) WHERE current_setting('synchronous_commit') = 'off';
  SELECT set_config('work_mem', '4MB', false) WHERE pg_size_bytes(current_setting('work_mem')) < pg_size_bytes('4MB')`

/**
 * The statements that prepare a session. The time limit comes first: each statement of one message has a time of its own, so
 * that those behind it are not cut by the limit of the database.
 */
export function sessionStatements({ statementMs, lockMs, idleTransactionMs }: TimeLimits): string {
  const limits = {
    statement_timeout: statementMs,
    lock_timeout: lockMs,
    idle_in_transaction_session_timeout: idleTransactionMs,
  }
  const settings = Object.entries({ ...limits, ...SETTINGS })
  return `${settings.map(([name, value]) => `SET ${name} = ${escapeLiteral(String(value))}`).join('; ')}; ${CONDITIONAL}`
}
