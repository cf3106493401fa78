import type { LiveRecord } from '../../../storage/linkage/live-records.js'
import type { LinkingContext } from '../../active-model/linking-context.js'
import type { Pass } from '../state/pass.js'
import type { RecordChange, RecordPut, RecordWithdrawal } from '../state/record-change.js'

/**
 * Puts the changes into the record set and returns the ids of the changed records. Of several changes of one record the latest
 * version counts. It may be older than the live record: a list that was confirmed late holds against a reversal, which gave old
 * content a new version. What is live as it is, as a single change that came before its batch was linked, is skipped.
 */
export async function takeChanges({ records, changes, context }: Pass): Promise<readonly string[]> {
  const latest = latestById(changes)
  await records.load(latest.keys())
  const touched: string[] = []
  for (const [id, change] of latest) {
    const before = records.find(id)
    if (change.kind === 'touch') {
      if (before !== undefined) touched.push(id)
    } else if (before === undefined || !isLive(change, before)) {
      if (before === undefined && change.kind === 'withdrawal') continue
      records.change(id, { before, after: change.kind === 'put' ? liveAs(change, before, context) : undefined })
    }
  }
  for (const id of touched) {
    const record = records.find(id)
    if (record !== undefined && !records.isChanged(id)) records.change(id, { before: record, after: record })
  }
  return [...records.before.keys()]
}

function isLive(change: RecordPut | RecordWithdrawal, { version, contentHash }: LiveRecord): boolean {
  return version === change.version && (change.kind === 'withdrawal' || contentHash.equals(change.contentHash))
}

/** The latest change of each record; a touch only where there is no other. */
function latestById(changes: readonly RecordChange[]): Map<string, RecordChange> {
  const latest = new Map<string, RecordChange>()
  for (const change of changes) {
    const earlier = latest.get(change.id)
    if (earlier === undefined || versionOf(earlier) < versionOf(change)) latest.set(change.id, change)
  }
  return latest
}

function versionOf(change: RecordChange): number {
  return change.kind === 'touch' ? -1 : change.version
}

/** A new version keeps the person and the keys of the old one until it is linked. */
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
