import { byKey } from '../../domain/registry/registry-record.js'
import { findConflicts, findOpenConflictsOf, replaceConflicts, type StoredConflict } from '../../storage/conflicts.js'
import type { Tx } from '../../storage/connection.js'
import { insertEvents } from '../../storage/events.js'
import { conflictId } from '../conflict-id.js'
import type { Derived } from './derive-conflicts.js'
import { areaOf, type DerivedConflict } from './derived-conflict.js'
import type { LinkingContext } from './linking-context.js'
import type { People } from './people.js'

/**
 * Opens the disagreements that are new, brings the known ones up to date and closes those that are gone; gives the opened
 * ones. One that comes back after it was closed is opened under the same id.
 */
export async function saveConflicts(
  tx: Tx,
  { conflicts, lookedAt }: Derived,
  { people, context }: { people: People; context: LinkingContext },
): Promise<{ readonly id: string; readonly recordIds: readonly string[] }[]> {
  const derived = new Map(
    conflicts.map((conflict) => [conflictId(context.secret, conflict.kind, conflict.subject), conflict] as const),
  )
  const persons = new Set([...Object.values(lookedAt)].flatMap((ids) => [...ids]))
  const open = await findOpenConflictsOf(tx, [...persons])
  const stored = new Map(
    (await findConflicts(tx, [...new Set([...open, ...derived.keys()])])).map((conflict) => [conflict.id, conflict]),
  )
  const after: StoredConflict[] = []
  for (const [id, conflict] of derived) {
    const known = stored.get(id)
    const now = openConflict(id, conflict, { known, people, context })
    if (known === undefined || !isAsBefore(known, now)) after.push(now)
  }
  for (const conflict of stored.values()) {
    const isGone = conflict.state === 'open' && !derived.has(conflict.id)
    if (isGone && conflict.personIds.some((person) => lookedAt[conflict.kind].has(person))) {
      after.push({ ...conflict, state: 'vanished', version: conflict.version + 1, closedAt: context.now })
    }
  }
  const before = after.flatMap(({ id }) => stored.get(id) ?? [])
  await replaceConflicts(tx, after, before)
  const opened = after.filter(({ id, state }) => state === 'open' && stored.get(id)?.state !== 'open')
  const closed = after.filter(({ state }) => state !== 'open')
  await insertEvents(tx, [
    ...opened.map(({ id, kind }) => ({ kind: 'conflict.opened' as const, subjectId: id, content: { conflict: kind } })),
    ...closed.map(({ id, kind }) => ({ kind: 'conflict.closed' as const, subjectId: id, content: { conflict: kind } })),
  ])
  return opened.map(({ id, recordIds }) => ({ id, recordIds }))
}

interface Standing {
  readonly known: StoredConflict | undefined
  readonly people: People
  readonly context: LinkingContext
}

function openConflict(id: string, conflict: DerivedConflict, { known, context }: Standing): StoredConflict {
  const { kind, severity, personIds, evidence } = conflict
  const records = [...conflict.records].sort(byKey)
  return {
    id,
    kind,
    state: 'open',
    severity,
    areaCode: areaOf(records),
    version: (known?.version ?? 0) + 1,
    personIds,
    recordIds: records.map((record) => record.id),
    sources: [...new Set(records.map(({ source }) => source))].sort(),
    evidence: JSON.stringify(evidence),
    deferredUntil: known?.deferredUntil,
    openedAt: known?.state === 'open' ? known.openedAt : context.now,
    closedAt: undefined,
  }
}

function isAsBefore(known: StoredConflict, now: StoredConflict): boolean {
  return (
    known.state === 'open' &&
    known.severity === now.severity &&
    known.evidence === now.evidence &&
    known.areaCode === now.areaCode &&
    known.personIds.join() === now.personIds.join() &&
    known.recordIds.join() === now.recordIds.join()
  )
}
