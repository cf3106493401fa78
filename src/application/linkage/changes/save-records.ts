import {
  deleteCrowdedKeys,
  deleteKeyHolders,
  insertCrowdedKeys,
  insertKeys,
} from '../../../storage/linkage/block-keys.js'
import type { Tx } from '../../../storage/postgres/connection.js'
import { deleteEdges, insertEdges } from '../../../storage/linkage/edges.js'
import { deleteLiveRecords, insertLiveRecords, type LiveRecord } from '../../../storage/linkage/live-records.js'
import { insertPastMemberships, type PastMembership } from '../../../storage/persons/persons.js'
import type { Candidates } from '../compare/find-candidates.js'
import type { LinkingContext } from '../../active-model/linking-context.js'
import type { PersonSet } from '../state/person-set.js'
import type { Rescoring } from '../compare/score-candidates.js'
import type { RecordSet } from '../state/record-set.js'

interface Linked {
  readonly found: Candidates
  readonly people: PersonSet
  readonly context: LinkingContext
}

/** Writes the block keys as they are after the pass. */
export async function saveKeys(tx: Tx, found: Candidates): Promise<void> {
  await Promise.all([
    deleteKeyHolders(tx, found.removedKeys),
    insertKeys(tx, found.addedInOrder),
    deleteCrowdedKeys(tx, found.noLongerCrowded),
    insertCrowdedKeys(tx, found.newlyCrowded),
  ])
}

/** Writes the edges as they are after the pass. */
export async function saveEdges(tx: Tx, { removed, added }: Rescoring): Promise<void> {
  await Promise.all([deleteEdges(tx, removed), insertEdges(tx, added)])
}

/** Writes live records and ended memberships as they are after the pass. */
export async function saveRecords(tx: Tx, workspace: RecordSet, linked: Linked): Promise<void> {
  const { found, people, context } = linked
  const written: LiveRecord[] = []
  const gone: string[] = []
  const past: PastMembership[] = []
  for (const id of recordsToWrite(workspace, linked)) {
    const before = workspace.isChanged(id) ? workspace.before.get(id) : workspace.records.get(id)
    const after = workspace.records.get(id)
    const personId = after?.subject === 'person' ? people.personOf(id) : undefined
    if (before !== undefined) gone.push(id)
    if (before?.personId !== undefined && before.personId !== personId) {
      past.push({ memberId: id, ownerId: before.personId, beganAt: before.memberSince, endedAt: context.now })
    }
    if (after === undefined) continue
    const memberSince = before !== undefined && before.personId === personId ? before.memberSince : context.now
    written.push({ ...after, blockKeys: found.keysOf.get(id) ?? after.blockKeys, personId, memberSince })
  }
  written.sort((a, b) => (a.id < b.id ? -1 : 1))
  await Promise.all([deleteLiveRecords(tx, gone), insertLiveRecords(tx, written), insertPastMemberships(tx, past)])
}

/** The changed, those who got other keys, and those who went to another person. */
export function recordsToWrite(workspace: RecordSet, { found, people }: Pick<Linked, 'found' | 'people'>): Set<string> {
  const ids = new Set<string>(workspace.before.keys())
  for (const { recordId } of [...found.addedKeys, ...found.removedKeys]) ids.add(recordId)
  for (const id of people.relinked) {
    for (const record of people.get(id).records) if (record.personId !== id) ids.add(record.id)
  }
  return ids
}
