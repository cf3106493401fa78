import sql from 'sql-template-tag'
import type { Test } from 'tap'
import { type PackedRecord, unpackRecord } from '../../../src/domain/registry/records/canonical-record.js'
import { verifyAudit } from '../../../src/storage/access/audit.js'
import type { Conn } from '../../../src/storage/postgres/connection.js'
import { recordId } from '../../../src/storage/batches/record-id.js'
import type { Acknowledged } from './load-client.js'
import type { SourcePlan } from './load-plan.js'

/** Asserts that every acknowledged write is stored, and that each source has the records that it sent last. */
export async function expectNothingLost(
  t: Test,
  conn: Conn,
  expected: { acknowledged: Acknowledged; plans: readonly SourcePlan[] },
): Promise<void> {
  t.same((await difference(conn, expected.plans)).slice(0, 10), [], 'every source has the records that it sent last')
  t.same(await lostSingles(conn, expected.acknowledged), [], 'each acknowledged single change is stored')
  const batches = await readBatches(conn)
  for (const [id, rows] of expected.acknowledged.batches) {
    const { state, counts, stored, received } = batches.get(id) ?? {}
    t.match({ state, read: counts?.['read'], received }, { state: 'completed', read: rows, received: 1 }, 'a batch')
    t.equal(stored, (counts?.['read'] ?? 0) - (counts?.['rejected'] ?? 0), 'its rows are stored')
  }
}

/** Asserts that nothing was applied twice and that the counts of batches add up. */
export async function expectNothingTwice(t: Test, conn: Conn): Promise<void> {
  for (const [id, { state, counts, completed, applied, remaining }] of await readBatches(conn)) {
    const { read = 0, accepted = 0, unchanged = 0, rejected = 0, withdrawn = 0, linked = 0 } = counts
    t.ok(state === 'completed' || state === 'failed', `batch ${id} has ended`)
    if (state === 'failed') continue
    t.same({ completed, applied, remaining }, { completed: 1, applied: 1, remaining: 0 }, `batch ${id} once`)
    t.equal(read, accepted + unchanged + rejected, 'each row is accounted for')
    t.ok(linked <= accepted && withdrawn >= 0, 'only what was accepted is linked')
  }
  t.same(await conn.read(sql`SELECT record_id FROM pending_records`), [], 'nothing waits')
  t.same(
    await conn.read(sql`SELECT record_id FROM set_aside_records`),
    [],
    'no outage was taken for a fault of a record',
  )
  t.same(await doubledMemberships(conn), [], 'each membership has one event')
  const [singles] = await conn.read<{ rows: number; audited: number }>(sql`
    SELECT (SELECT count(*)::int FROM source_records WHERE batch_id IS NULL AND batch_row = 0 AND version NOT IN
        (SELECT version FROM batches)) AS rows,
      (SELECT count(*)::int FROM audit WHERE action IN ('record.created', 'record.updated', 'record.withdrawn')) AS audited`)
  t.equal(singles?.rows, singles?.audited, 'each single change has one audit entry')
  t.equal((await verifyAudit(conn)).broken, undefined, 'the chain of the audit is whole')
}

/** Source keys whose live name differs from the name sent last, or that are missing or left over. */
async function difference(conn: Conn, plans: readonly SourcePlan[]): Promise<string[]> {
  const found: string[] = []
  for (const { source, names } of plans) {
    const rows = await conn.read<{ key: string; canonical: PackedRecord }>(
      sql`SELECT source_key AS key, canonical FROM live_records WHERE source_code = ${source}`,
    )
    const live = new Map(rows.map(({ key, canonical }) => [key, unpackRecord(source, canonical).name]))
    for (const key of new Set([...names.keys(), ...live.keys()]))
      if (names.get(key) !== live.get(key)) found.push(`${source} ${key}: ${live.get(key)} for ${names.get(key)}`)
  }
  return found
}

async function lostSingles(conn: Conn, { singles }: Acknowledged): Promise<string[]> {
  const rows = await conn.read<{ id: string; isWithdrawal: boolean }>(sql`
    SELECT record_id AS id, subject = 'withdrawal' AS "isWithdrawal" FROM source_records WHERE batch_id IS NULL`)
  const stored = new Set(rows.map(({ id, isWithdrawal }) => `${id} ${isWithdrawal ? 'withdrawal' : 'put'}`))
  return singles
    .map(({ change: { kind, source, sourceKey } }) => `${recordId(source, sourceKey)} ${kind}`)
    .filter((name) => !stored.has(name))
}

interface BatchRow {
  readonly state: string
  readonly counts: Readonly<Record<string, number>>
  readonly remaining: number
  /** Rows of it that are stored, and how often it was audited as received and applied and its event as completed. */
  readonly stored: number
  readonly received: number
  readonly applied: number
  readonly completed: number
}

async function readBatches(conn: Conn): Promise<Map<string, BatchRow>> {
  const rows = await conn.read<BatchRow & { readonly id: string }>(sql`
    SELECT batch_id AS id, state, counts, remaining::int AS remaining,
      (SELECT count(DISTINCT batch_row)::int FROM source_records s
        WHERE s.batch_id = b.batch_id AND subject <> 'withdrawal') AS stored,
      (SELECT count(*)::int FROM audit WHERE action = 'batch.received' AND subject_id = batch_id::text) AS received,
      (SELECT count(*)::int FROM audit WHERE action = 'batch.applied' AND subject_id = batch_id::text) AS applied,
      (SELECT count(*)::int FROM events e WHERE kind = 'batch.completed' AND subject_id = batch_id) AS completed
    FROM batches b`)
  return new Map(rows.map((row) => [row.id, row]))
}

/** Memberships whose number of events differs from their number of periods. */
function doubledMemberships(conn: Conn): Promise<readonly object[]> {
  return conn.read(sql`
    WITH announced AS (
      SELECT subject_id AS person_id, json_array_elements_text(content->'records')::uuid AS record_id, count(*) AS times
      FROM events WHERE kind = 'person.linked' GROUP BY 1, 2
    ), held AS (
      SELECT person_id, record_id, count(*) AS times FROM (
        SELECT person_id, record_id FROM live_records WHERE person_id IS NOT NULL
        UNION ALL SELECT person_id, record_id FROM past_memberships
      ) AS memberships GROUP BY 1, 2
    )
    SELECT person_id, record_id, announced.times AS announced, held.times AS held
    FROM announced FULL JOIN held USING (person_id, record_id) WHERE announced.times IS DISTINCT FROM held.times LIMIT 10`)
}
