import type { Test } from 'tap'
import { ContextReader } from '../../../src/application/active-model/read-context.js'
import type { Desk } from '../../../src/application/judgements/judging-desk.js'
import { isRefusal, type Refusal } from '../../../src/application/context/refusals.js'
import { type Facts, RECORD_FIELDS, type RecordField } from '../../../src/domain/registry/records/canonical-record.js'
import type { ConflictKind } from '../../../src/domain/registry/conflicts/conflict.js'
import { findConflicts, type StoredConflict } from '../../../src/storage/conflicts/conflicts.js'
import sql from 'sql-template-tag'
import { put, type Said, said, World } from './world.js'

/** Who judges in tests, anywhere. */
export const WHO = { reason: 'Diperiksa di lapangan', judgedBy: 'walidata-1', area: undefined }

/** A registry with someone who judges in it. */
export interface ReviewDesk {
  readonly world: World
  readonly desk: Desk
  /** The only open conflict of a kind. */
  readonly open: (kind: ConflictKind) => Promise<StoredConflict>
  readonly openKinds: () => Promise<string[]>
  readonly conflict: (id: string) => Promise<StoredConflict>
}

export async function reviewDesk(t: Test, people: readonly Said[]): Promise<ReviewDesk> {
  const world = await World.open(t)
  await world.change(people.map(put))
  const { conn } = world.database
  const desk = { registry: world.registry, reader: new ContextReader(world.registry) }
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
    world,
    desk,
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

/** A row of a list; what is not said is blank. */
export function row(
  source: string,
  key: string,
  fields: Partial<Record<RecordField, string>>,
  facts: Facts = {},
): Said {
  const blank = Object.fromEntries(RECORD_FIELDS.map((field) => [field, ''])) as Record<RecordField, string>
  return said({ source, ...blank, ...fields, source_key: key }, facts)
}

/** What is not a refusal. */
export function granted<T>(result: T | Refusal): T {
  if (isRefusal(result)) throw new Error(result.code)
  return result
}
