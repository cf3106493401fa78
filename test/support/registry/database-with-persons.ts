import sql from 'sql-template-tag'
import type { Test } from 'tap'
import { RECORD_FIELDS, type RecordField } from '../../../src/domain/registry/records/canonical-record.js'
import type { Conn, Database } from '../../../src/storage/postgres/connection.js'
import { inTransaction } from '../../../src/storage/postgres/transaction.js'
import { insertLiveRecords, type LiveRecord } from '../../../src/storage/linkage/live-records.js'
import { recordId } from '../../../src/storage/batches/record-id.js'
import { testDatabase } from '../storage/test-database.js'

export const AT = new Date('2026-03-01T02:03:04.567Z')
export const LIVE_VERSION = 5
const SOURCE = 'dtks'

/** A database that holds live persons with their records, and a fixed clock. */
export interface DatabaseWithPersons {
  readonly database: Database
  readonly conn: Conn
  readonly now: () => Date
}

/** The source keys of each person's records, by the letter of the person. All records have the same values. */
export type KeysByPerson = Readonly<Record<string, readonly string[]>>

export async function databaseWithPersons(t: Test, persons: KeysByPerson): Promise<DatabaseWithPersons> {
  const database = await testDatabase(t)
  await inTransaction(database, async (tx) => {
    for (const [letter, keys] of Object.entries(persons)) {
      await insertLiveRecords(
        tx,
        keys.map((key) => liveRecord(key, letter)),
      )
      await tx.write(sql`
        INSERT INTO persons (person_id, version, state, record_ids, golden, created_at, changed_at)
        VALUES (${personOf(letter)}, 1, 'live', ${keys.map(idOf)}, '[]', ${AT}, ${AT})`)
    }
  })
  return { database, conn: database.conn, now: () => AT }
}

/** The record id of a source key. */
export function idOf(key: string): string {
  return recordId(SOURCE, key)
}

/** The person id of a letter from a to f. */
function personOf(letter: string): string {
  return `${letter.repeat(8)}-0000-4000-8000-000000000000`
}

function liveRecord(key: string, letter: string): LiveRecord {
  const blank = Object.fromEntries(RECORD_FIELDS.map((field) => [field, ''])) as Record<RecordField, string>
  return {
    id: idOf(key),
    source: SOURCE,
    sourceKey: key,
    record: { source: SOURCE, ...blank, name: 'SITI AMINAH', dob: '1980-07-01', nik: '1606014107800003' },
    facts: {},
    version: LIVE_VERSION,
    batchId: undefined,
    batchRow: 1,
    subject: 'person',
    contentHash: Buffer.alloc(16),
    blockKeys: [],
    personId: personOf(letter),
    memberSince: AT,
  }
}

/** The ids of the records that a judgement queued for linking; throws where anything else waits. */
export async function touchedRecordIds(conn: Conn): Promise<string[]> {
  const rows = await conn.read<{ id: string; version: string; locality: string; batch: string | null }>(sql`
    SELECT record_id AS id, version, locality, batch_id AS batch FROM pending_records ORDER BY record_id`)
  const areTouches = rows.every(({ version, locality, batch }) => version === '5' && locality === '0' && batch === null)
  if (!areTouches) throw new Error('Pending records that no judgement touched')
  return rows.map(({ id }) => id)
}

/** The number of rows in all tables that a judgement writes. */
export async function countWrittenRows(conn: Conn): Promise<number> {
  const [row] = await conn.read<{ count: number }>(sql`
    SELECT ((SELECT count(*) FROM judgements) + (SELECT count(*) FROM judgement_records) + (SELECT count(*) FROM audit)
      + (SELECT count(*) FROM events) + (SELECT count(*) FROM pending_records))::int AS count`)
  return row?.count ?? 0
}
