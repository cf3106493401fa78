import type { LiveRecord } from '../../../storage/linkage/live-records.js'
import type { LinkingContext } from '../../active-model/linking-context.js'
import type { RecordChange, RecordPut } from '../state/record-change.js'
import type { RecordSet } from '../state/record-set.js'

/**
 * Puts the changes into the workspace. Of several changes of one record the latest version counts; what is older than the live
 * record does nothing.
 */
export async function takeChanges(
  workspace: RecordSet,
  { changes, context }: { changes: readonly RecordChange[]; context: LinkingContext },
): Promise<void> {
  const latest = latestById(changes)
  await workspace.load(latest.keys())
  const touched: string[] = []
  for (const [id, change] of latest) {
    const before = workspace.records.get(id)
    if (change.kind === 'touch') {
      if (before !== undefined) touched.push(id)
    } else if (before === undefined || before.version < change.version) {
      if (before === undefined && change.kind === 'withdrawal') continue
      workspace.change(id, { before, after: change.kind === 'put' ? liveAs(change, before, context) : undefined })
    }
  }
  for (const id of touched) {
    const record = workspace.records.get(id)
    if (record !== undefined && !workspace.isChanged(id)) workspace.change(id, { before: record, after: record })
  }
}

/** The changes that count, by record: a touch only where nothing else is to be done. */
function latestById(changes: readonly RecordChange[]): Map<string, RecordChange> {
  const latest = new Map<string, RecordChange>()
  for (const change of changes) {
    const known = latest.get(change.id)
    if (known === undefined || versionOf(known) < versionOf(change)) latest.set(change.id, change)
  }
  return latest
}

function versionOf(change: RecordChange): number {
  return change.kind === 'touch' ? -1 : change.version
}

/** A new version keeps the place of the old one until it is linked: person, keys. */
function liveAs(change: RecordPut, before: LiveRecord | undefined, { now }: LinkingContext): LiveRecord {
  const { id, version, source, sourceKey, batchId, batchRow, subject, contentHash, record, packed, facts } = change
  return {
    id,
    version,
    source,
    sourceKey,
    batchId,
    batchRow,
    subject,
    contentHash,
    record,
    packed,
    facts,
    blockKeys: before?.blockKeys ?? [],
    personId: before?.personId,
    memberSince: before?.memberSince ?? now,
  }
}
