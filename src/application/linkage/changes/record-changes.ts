import {
  deleteCrowdedKeys,
  deleteKeyHolders,
  insertCrowdedKeys,
  insertKeys,
} from '../../../storage/linkage/block-keys.js'
import { deleteEdges, insertEdges } from '../../../storage/linkage/edges.js'
import { deleteLiveRecords, insertLiveRecords, type LiveRecord } from '../../../storage/linkage/live-records.js'
import { insertPastMemberships, type PastMembership } from '../../../storage/persons/persons.js'
import type { Tx } from '../../../storage/postgres/connection.js'
import type { KeyChanges } from '../compare/key-changes.js'
import type { ScoredEdges } from '../compare/score-candidates.js'
import type { Pass } from '../state/pass.js'
import type { PersonSet } from '../state/person-set.js'

/** The live records that a pass writes, and the memberships that end. */
export interface RecordChanges {
  /** The ids of all records that are written or deleted. */
  readonly ids: ReadonlySet<string>
  readonly deleted: readonly string[]
  /** By id. */
  readonly written: readonly LiveRecord[]
  readonly past: readonly PastMembership[]
}

/** Finds the records that have changed, got other keys or went to another person. */
export function changesOfRecords(
  { records, context }: Pass,
  { keysOf, ...keys }: KeyChanges,
  persons: PersonSet,
): RecordChanges {
  const ids = new Set<string>(records.before.keys())
  for (const { recordId } of keys.added) ids.add(recordId)
  for (const { recordId } of keys.removed) ids.add(recordId)
  for (const id of persons.relinked) {
    for (const record of persons.get(id).records) if (record.personId !== id) ids.add(record.id)
  }
  const written: LiveRecord[] = []
  const deleted: string[] = []
  const past: PastMembership[] = []
  for (const id of ids) {
    const before = records.former(id)
    const after = records.find(id)
    const personId = after?.subject === 'person' ? persons.personOf(id) : undefined
    if (before !== undefined) deleted.push(id)
    if (before?.personId !== undefined && before.personId !== personId) {
      past.push({ memberId: id, ownerId: before.personId, beganAt: before.memberSince, endedAt: context.now })
    }
    if (after === undefined) continue
    const memberSince = before !== undefined && before.personId === personId ? before.memberSince : context.now
    written.push({ ...after, blockKeys: keysOf.get(id) ?? after.blockKeys, personId, memberSince })
  }
  return { ids, deleted, written: written.sort((a, b) => (a.id < b.id ? -1 : 1)), past }
}

export async function saveRecords(tx: Tx, { deleted, written, past }: RecordChanges): Promise<void> {
  await Promise.all([deleteLiveRecords(tx, deleted), insertLiveRecords(tx, written), insertPastMemberships(tx, past)])
}

export async function saveKeys(tx: Tx, keys: KeyChanges): Promise<void> {
  await Promise.all([
    deleteKeyHolders(tx, keys.removed),
    insertKeys(tx, keys.addedInOrder),
    deleteCrowdedKeys(tx, keys.noLongerCrowded),
    insertCrowdedKeys(tx, keys.newlyCrowded),
  ])
}

export async function saveEdges(tx: Tx, { removed, added }: ScoredEdges): Promise<void> {
  await Promise.all([deleteEdges(tx, removed), insertEdges(tx, added)])
}
