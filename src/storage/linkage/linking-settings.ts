import sql from 'sql-template-tag'
import type { Conn, Tx } from '../postgres/connection.js'

/** The lock of the linking pass: one at a time in a registry, whichever process runs it. */
const LINKING_LOCK = 0x6c696e6b
const ALL = 0

/**
 * Waits until no other linking pass runs and keeps others out until the transaction ends; returns the number of the pass. Every
 * look-up of a pass is by key: with sequential scans, plans made while a table was empty would read all of it once it is large.
 */
export async function beginLinkingPass(tx: Tx): Promise<number> {
  const [, [pass]] = await Promise.all([
    lockPasses(tx),
    tx.writeReturning<{ number: number }>(sql`SELECT nextval('linking_passes')::float8 AS number`),
  ])
  if (pass === undefined) throw new Error('A query without FROM returns one row')
  return pass.number
}

function lockPasses(tx: Tx): Promise<unknown> {
  return tx.read(sql`
    SELECT pg_advisory_xact_lock(${LINKING_LOCK}::int, ${ALL}::int), set_config('enable_seqscan', 'off', true)`)
}

/** The version of the model and the number of sources, by which a change of them is seen, and which tables have any rows. */
export interface LinkingSettings {
  readonly modelVersion: number
  readonly sources: number
  readonly hasJudgements: boolean
  readonly hasCrowds: boolean
  readonly hasSetAside: boolean
  readonly hasUnfinishedBatches: boolean
  readonly hasPastMemberships: boolean
}

const SETTINGS = sql`(SELECT version FROM models WHERE activated_at IS NOT NULL ORDER BY activated_at DESC, version DESC LIMIT 1)
    AS "modelVersion", (SELECT count(*)::int FROM sources) AS sources,
  EXISTS (SELECT FROM judgement_records) AS "hasJudgements", EXISTS (SELECT FROM crowded_keys) AS "hasCrowds",
  EXISTS (SELECT FROM set_aside_records) AS "hasSetAside",
  EXISTS (SELECT FROM batches WHERE finished_at IS NULL) AS "hasUnfinishedBatches",
  EXISTS (SELECT FROM past_memberships) AS "hasPastMemberships"`

type StoredSettings = Omit<LinkingSettings, 'modelVersion'> & { readonly modelVersion: number | null }

export async function readLinkingSettings(conn: Conn): Promise<LinkingSettings> {
  const [row] = await conn.read<StoredSettings>(sql`SELECT ${SETTINGS}`)
  return settingsOf(row)
}

function settingsOf(row: StoredSettings | undefined): LinkingSettings {
  if (row === undefined) throw new Error('A query without FROM returns one row')
  return { ...row, modelVersion: row.modelVersion ?? 0 }
}

/** A pass over single changes that has begun. */
export interface BegunSingles {
  readonly number: number
  /** The next numbers of the order in which batches and single changes began. */
  readonly versions: readonly number[]
  readonly settings: LinkingSettings
}

/** Begins a linking pass over so many single changes. */
export async function beginSinglesPass(tx: Tx, count: number): Promise<BegunSingles> {
  // In one statement with the lock, the settings would be read as of before the wait for the lock.
  const [, [row]] = await Promise.all([
    lockPasses(tx),
    tx.writeReturning<StoredSettings & { readonly number: number; readonly versions: number[] }>(sql`
      SELECT nextval('linking_passes')::float8 AS number,
        ARRAY(SELECT nextval('record_versions')::float8 FROM generate_series(1, ${count}::int)) AS versions, ${SETTINGS}`),
  ])
  if (row === undefined) throw new Error('A query without FROM returns one row')
  const { number, versions, ...settings } = row
  return { number, versions, settings: settingsOf(settings) }
}
