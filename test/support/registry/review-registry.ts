import type { Test } from 'tap'
import { ContextReader } from '../../../src/application/active-model/read-context.js'
import { type Facts, RECORD_FIELDS, type RecordField } from '../../../src/domain/registry/records/canonical-record.js'
import type { ConflictKind } from '../../../src/domain/registry/conflicts/conflict.js'
import { findConflicts, type StoredConflict } from '../../../src/storage/conflicts/conflicts.js'
import sql from 'sql-template-tag'
import type { TestJudging } from './perform.js'
import { put, type TestRecord, testRecord, TestRegistry } from './test-registry.js'

/** The reason, judge and area of every judgement in tests. */
export const JUDGE = { reason: 'Diperiksa di lapangan', judgedBy: 'walidata-1', area: undefined }

/** A test registry with what a use case of judging takes, and look-ups of its conflicts. */
export interface ReviewRegistry {
  readonly testRegistry: TestRegistry
  readonly judging: TestJudging
  /** The only open conflict of a kind. */
  readonly open: (kind: ConflictKind) => Promise<StoredConflict>
  readonly openKinds: () => Promise<string[]>
  readonly conflict: (id: string) => Promise<StoredConflict>
}

export async function reviewRegistry(t: Test, people: readonly TestRecord[]): Promise<ReviewRegistry> {
  const testRegistry = await TestRegistry.open(t)
  await testRegistry.link(people.map(put))
  const { conn } = testRegistry.database
  const { database, secret, now } = testRegistry.registry
  const judging = { database, reader: new ContextReader(testRegistry.registry), secret, now }
  const openOf = async (): Promise<{ id: string; kind: string }[]> => [
    ...(await conn.read<{ id: string; kind: string }>(
      sql`SELECT conflict_id AS id, kind FROM conflicts WHERE state = 'open' ORDER BY kind`,
    )),
  ]
  const conflict = async (id: string): Promise<StoredConflict> => {
    const [found] = await findConflicts(conn, [id])
    if (found === undefined) throw new Error('there is no such conflict')
    return found
  }
  return {
    testRegistry,
    judging,
    conflict,
    open: async (kind) => {
      const ids = (await openOf()).filter((each) => each.kind === kind)
      const [first, second] = ids
      if (first === undefined || second !== undefined) throw new Error(`${ids.length} open conflicts of ${kind}`)
      return conflict(first.id)
    },
    openKinds: async () => (await openOf()).map(({ kind }) => kind),
  }
}

/** A record of a source; fields that are not given are blank. */
export function recordWith(
  source: string,
  key: string,
  fields: Partial<Record<RecordField, string>>,
  facts: Facts = {},
): TestRecord {
  const blank = Object.fromEntries(RECORD_FIELDS.map((field) => [field, ''])) as Record<RecordField, string>
  return testRecord({ source, ...blank, ...fields, source_key: key }, facts)
}
