import type { Client } from 'pg'

/** A setting of the server that hurts the service, and what it does. No value of a row can be in it. */
export interface ServerWarning {
  readonly setting: string
  readonly value: string
  readonly detail: string
}

interface Danger {
  readonly isBad: (value: string) => boolean
  readonly detail: string
}

const isOff = (value: string): boolean => value === 'off'
const isNotZero = (value: string): boolean => Number(value) !== 0
const isBelow =
  (least: number) =>
  (value: string): boolean =>
    Number(value) < least

const LOSES = 'What was acknowledged may be lost or damaged when the machine loses power.'
const BLOATS = 'Tables and indexes grow without end, and every query becomes slower.'
const LOGS = 'The log of the server gets personal data.'
/** In pages of 8 kB. */
const LEAST_BUFFERS = 16_384
const LEAST_WAL_MB = 1024
/** What one process may hold, and some for administrators. */
const LEAST_CONNECTIONS = 25

/** The settings that a session cannot mend by itself, in the unit in which `pg_settings` has them. */
const DANGERS: Readonly<Record<string, Danger>> = {
  autovacuum: { isBad: isOff, detail: BLOATS },
  track_counts: { isBad: isOff, detail: BLOATS },
  fsync: { isBad: isOff, detail: LOSES },
  full_page_writes: { isBad: isOff, detail: LOSES },
  ignore_checksum_failure: { isBad: (value) => value === 'on', detail: LOSES },
  zero_damaged_pages: { isBad: (value) => value === 'on', detail: LOSES },
  session_replication_role: {
    isBad: (value) => value !== 'origin',
    detail: 'The guards of the audit log and of other tables that are only added to are off.',
  },
  log_statement: { isBad: (value) => value === 'all' || value === 'mod', detail: LOGS },
  log_parameter_max_length_on_error: { isBad: isNotZero, detail: LOGS },
  shared_buffers: { isBad: isBelow(LEAST_BUFFERS), detail: 'Below 128 MB every pass reads from the disk again.' },
  max_wal_size: { isBad: isBelow(LEAST_WAL_MB), detail: 'Below 1 GB large batches wait for checkpoints.' },
  max_connections: {
    isBad: isBelow(LEAST_CONNECTIONS),
    detail: 'One process of the service holds up to 18 connections.',
  },
}

/** Statements that took long are logged with their parameters. */
const LOGGED_SLOW = `(SELECT bool_or(setting <> '-1') FROM pg_settings WHERE name IN
  ('log_min_duration_statement', 'log_min_duration_sample')) AND current_setting('log_parameter_max_length') <> '0'`

/** The settings of a server that hurt the service and that its sessions cannot set by themselves. */
export async function findHurtingSettings(client: Client): Promise<readonly ServerWarning[]> {
  const { rows } = await client.query<{ name: string; setting: string }>(
    'SELECT name, setting FROM pg_settings WHERE name = ANY ($1) ORDER BY name',
    [Object.keys(DANGERS)],
  )
  const warnings = rows.flatMap(({ name, setting }) => {
    const danger = DANGERS[name]
    return danger?.isBad(setting) === true ? [{ setting: name, value: setting, detail: danger.detail }] : []
  })
  const { rows: slow } = await client.query<{ value: string }>(
    `SELECT current_setting('log_min_duration_statement') AS value WHERE ${LOGGED_SLOW}`,
  )
  return [...warnings, ...slow.map(({ value }) => ({ setting: 'log_min_duration_statement', value, detail: LOGS }))]
}
