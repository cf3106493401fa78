import sql, { raw } from 'sql-template-tag'
import type { Conn, Statement, Tx } from './connection.js'
import { DatabaseError } from './database-error.js'
import { keep } from './outcome.js'
import { SCHEMA } from './roles.js'
import { inSavepoint } from './savepoint.js'

const INVALID_PARAMETER_VALUE = '22023'

/** The tables that linking writes; all others are read from the live registry. */
const DERIVED_TABLES = [
  'pending_records',
  'live_records',
  'block_keys',
  'crowded_keys',
  'edges',
  'persons',
  'person_terms',
  'past_memberships',
  'households',
  'past_households',
  'household_keys',
  'conflicts',
  'person_conflicts',
  'events',
]

/** Pending rows of a batch have its id; those of single changes have this. */
const NO_BATCH = '00000000-0000-0000-0000-000000000000'

/** The two registries of a transaction: the live one, and the one that it builds in temporary tables. */
export interface ScratchRegistry {
  readonly live: Conn
  readonly scratch: Tx
}

/**
 * Creates empty tables of the transaction's own in the place of those that linking writes. They are temporary: no other
 * session sees them, and they are gone at its end, also where the process dies. Writes of other transactions are not seen
 * meanwhile. Must be the first call in the transaction.
 */
export async function openScratch(tx: Tx): Promise<ScratchRegistry> {
  await tx.write(sql`SET TRANSACTION ISOLATION LEVEL REPEATABLE READ`)
  await enlargeBuffers(tx)
  await tx.write(sql`SET LOCAL enable_seqscan = off`)
  for (const table of DERIVED_TABLES) {
    const liveTable = `${SCHEMA}.${table}`
    await tx.write(raw(`CREATE TEMPORARY TABLE ${table} (LIKE ${liveTable} INCLUDING ALL) ON COMMIT DROP`))
  }
  return { live: liveTables(tx), scratch: withoutLocks(tx) }
}

/** A session that has used temporary tables before, as applying a batch does, keeps the buffers that it has. */
async function enlargeBuffers(tx: Tx): Promise<void> {
  try {
    await inSavepoint(tx, async () => keep(await tx.write(sql`SET LOCAL temp_buffers = '128MB'`)))
  } catch (error) {
    if (!(error instanceof DatabaseError) || error.code !== INVALID_PARAMETER_VALUE) throw error
  }
}

function liveTables(tx: Tx): Conn {
  return {
    read: async <Row>(query: Statement) => {
      await tx.write(raw(`SET LOCAL search_path = ${SCHEMA}, pg_temp`))
      const rows = await tx.read<Row>(query)
      await tx.write(raw(`SET LOCAL search_path = pg_temp, ${SCHEMA}`))
      return rows
    },
  }
}

/** No other session sees the tables, so no lock is needed: the service would wait for the end of the rebuild. */
function withoutLocks(tx: Tx): Tx {
  return {
    canCopy: tx.canCopy,
    read: (query) => tx.read(query),
    write: (statement) => tx.write(statement),
    writeReturning: (statement) => tx.writeReturning(statement),
    copy: (statement, lines) => tx.copy(statement, lines),
    lock: () => Promise.resolve(),
  }
}

/**
 * Makes the newest version of each record of each source pending, so that it is linked in the scratch tables; returns their
 * number. The newest version is derived from what was received: the highest of applied batches and single changes, except for
 * rows that were rejected or whose key was split, and those that are still pending in the live registry.
 */
export function queueLiveSources(tx: Tx): Promise<number> {
  return tx.write(sql`
    INSERT INTO pg_temp.pending_records (locality, record_id, version, batch_row, batch_id)
    SELECT locality, record_id, version, batch_row, coalesce(batch_id, ${NO_BATCH}::uuid) FROM (
      SELECT DISTINCT ON (s.record_id) s.locality, s.record_id, s.version, s.batch_row, s.batch_id, s.subject
      FROM source_records s
      WHERE (s.batch_id IS NULL OR s.batch_id IN (SELECT b.batch_id FROM batches b WHERE b.applied_at IS NOT NULL))
        AND NOT EXISTS (SELECT FROM rejections r WHERE r.batch_id = s.batch_id AND r.batch_row = s.batch_row)
        AND NOT EXISTS (
          SELECT FROM source_records p
          WHERE p.batch_id = s.batch_id AND p.batch_row = s.batch_row AND p.parted_from = s.record_id)
        AND NOT EXISTS (
          SELECT FROM ${raw(SCHEMA)}.pending_records w
          WHERE w.batch_id = s.batch_id AND w.record_id = s.record_id AND w.version = s.version)
      ORDER BY s.record_id, s.version DESC, s.batch_row
    ) AS latest WHERE subject <> 'withdrawal'`)
}

/** How many records wait to be linked in a registry. */
export async function countPending(conn: Conn): Promise<number> {
  const [row] = await conn.read<{ count: number }>(sql`SELECT count(*)::float8 AS count FROM pending_records`)
  return row?.count ?? 0
}

/** Counts what is live, and all keys that others are found by, over the whole registry. */
export interface RegistryTotals {
  readonly records: number
  readonly persons: number
  readonly households: number
  readonly conflicts: number
  readonly block_keys: number
  readonly crowded_keys: number
  readonly edges: number
  readonly household_keys: number
  readonly person_conflicts: number
}

export async function readTotals(conn: Conn): Promise<RegistryTotals> {
  const [row] = await conn.read<RegistryTotals>(sql`SELECT
    (SELECT count(*)::float8 FROM live_records) AS records,
    (SELECT count(*)::float8 FROM persons WHERE state = 'live') AS persons,
    (SELECT count(*)::float8 FROM households WHERE state = 'live') AS households,
    (SELECT count(*)::float8 FROM conflicts WHERE state = 'open') AS conflicts,
    (SELECT coalesce(sum(1 + coalesce(cardinality(other_ids), 0)), 0)::float8 FROM block_keys) AS block_keys,
    (SELECT count(*)::float8 FROM crowded_keys) AS crowded_keys,
    (SELECT count(*)::float8 FROM edges) AS edges,
    (SELECT count(*)::float8 FROM household_keys) AS household_keys,
    (SELECT count(*)::float8 FROM person_conflicts) AS person_conflicts`)
  if (row === undefined) throw new Error('A query of counts returns one row')
  return row
}

/** A live record in short, in the order of the ids. */
export interface LiveRecordHead {
  readonly id: string
  readonly subject: string
  /** Hexadecimal. */
  readonly contentHash: string
  readonly blockKeys: string
  readonly personId: string | null
}

/** The next live records after an id; from the first without one. */
export function listLiveHeads(
  conn: Conn,
  { after, limit }: { after: string | undefined; limit: number },
): Promise<readonly LiveRecordHead[]> {
  return conn.read<LiveRecordHead>(sql`
    SELECT record_id AS id, subject, encode(content_hash, 'hex') AS "contentHash", block_keys::text AS "blockKeys",
      person_id AS "personId"
    FROM live_records WHERE record_id > ${after ?? NO_BATCH}::uuid ORDER BY record_id LIMIT ${limit}`)
}
