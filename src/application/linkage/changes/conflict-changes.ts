import { commonArea } from '../../../domain/registry/conflicts/common-area.js'
import type { PackedGolden } from '../../../domain/registry/golden/packed-golden.js'
import { byKey } from '../../../domain/registry/records/registry-record.js'
import type { NewEvent } from '../../../storage/access/events.js'
import { conflictId } from '../../context/conflict-id.js'
import { replaceConflicts, type StoredConflict } from '../../../storage/conflicts/conflicts.js'
import type { Tx } from '../../../storage/postgres/connection.js'
import { type DerivedConflicts, deriveConflicts, type ConflictInputs } from '../conflicts/derive-conflicts.js'
import type { DerivedConflict } from '../conflicts/derived-conflict.js'
import type { Pass } from '../state/pass.js'

/** A conflict before and after a pass. */
export interface ConflictChange {
  /** Undefined for a new conflict. */
  readonly before: StoredConflict | undefined
  readonly after: StoredConflict
}

/** The conflicts that a pass opens, changes or closes. */
export interface ConflictChanges {
  readonly changes: readonly ConflictChange[]
  /** The conflicts of the checked persons that are open after the pass. */
  readonly open: readonly StoredConflict[]
}

/**
 * Derives the conflicts of the changed persons and finds out which are new, changed or gone. A conflict with a live judgement
 * on it is `resolved` when it is gone, another has `vanished`; one that comes back is opened under the same id.
 */
export async function changesOfConflicts(pass: Pass, linked: ConflictInputs): Promise<ConflictChanges> {
  const { conflicts, checked } = await deriveConflicts(pass, linked)
  const derived = new Map(
    conflicts.map((conflict) => [conflictId(pass.context.secret, conflict.kind, conflict.subject), conflict] as const),
  )
  await linked.persons.load(conflicts.flatMap(({ personIds }) => personIds))
  const stored = await readStored(pass, linked, { derived, checked })
  const changes: ConflictChange[] = []
  for (const [id, conflict] of derived) {
    const before = stored.get(id)
    const after = openConflict(id, conflict, { before, linked, now: pass.context.now })
    if (before === undefined || !isAsBefore(before, after)) changes.push({ before, after })
  }
  const gone = [...stored.values()].filter(
    ({ id, kind, state, personIds }) =>
      state === 'open' && !derived.has(id) && personIds.some((person) => checked[kind].has(person)),
  )
  changes.push(...(await closed(pass, gone)))
  for (const { after } of changes) stored.set(after.id, after)
  return { changes, open: [...stored.values()].filter(({ state }) => state === 'open') }
}

/** Reads the open conflicts of the checked persons, and the derived ones whatever their state. */
async function readStored(
  { view }: Pass,
  { persons }: ConflictInputs,
  { derived, checked }: { derived: ReadonlyMap<string, unknown>; checked: DerivedConflicts['checked'] },
): Promise<Map<string, StoredConflict>> {
  // A new person has no conflicts yet.
  const isNew = (id: string): boolean => persons.live.has(id) && persons.get(id).stored === undefined
  const personIds = new Set([...Object.values(checked)].flatMap((ids) => [...ids].filter((id) => !isNew(id))))
  const open = await view.openConflictsOf(personIds)
  const stored = new Map(open.map(({ conflict }) => [conflict.id, conflict]))
  const others = await view.conflicts([...derived.keys()].filter((id) => !stored.has(id)))
  for (const conflict of others) stored.set(conflict.id, conflict)
  return stored
}

async function closed({ view, context }: Pass, gone: readonly StoredConflict[]): Promise<ConflictChange[]> {
  const judged = await view.judgedConflicts(gone.map(({ id }) => id))
  return gone.map((before) => {
    const state = judged.has(before.id) ? 'resolved' : 'vanished'
    const version = before.version + 1
    return { before, after: { ...before, state, version, deferredUntil: undefined, closedAt: context.now } }
  })
}

export function saveConflicts(tx: Tx, { changes }: ConflictChanges): Promise<void> {
  const before = changes.flatMap((change) => change.before ?? [])
  return replaceConflicts(
    tx,
    changes.map((change) => change.after),
    before,
  )
}

export function eventsOfConflicts({ changes }: ConflictChanges): NewEvent[] {
  const opened = changes.filter(isOpening).map((change) => change.after)
  const ended = changes.map((change) => change.after).filter(({ state }) => state !== 'open')
  return [
    ...opened.map(({ id, kind }) => ({ kind: 'conflict.opened' as const, subjectId: id, content: { conflict: kind } })),
    ...ended.map(({ id, kind, state }) => ({
      kind: 'conflict.closed' as const,
      subjectId: id,
      content: { conflict: kind, state },
    })),
  ]
}

/** Whether a conflict is open now and was not before. */
export function isOpening({ before, after }: ConflictChange): boolean {
  return after.state === 'open' && before?.state !== 'open'
}

interface Opening {
  readonly before: StoredConflict | undefined
  readonly linked: ConflictInputs
  readonly now: Date
}

function openConflict(id: string, conflict: DerivedConflict, { before, linked, now }: Opening): StoredConflict {
  const { kind, severity, personIds, evidence } = conflict
  const records = [...conflict.records].sort(byKey)
  const open = before?.state === 'open' ? before : undefined
  return {
    id,
    kind,
    state: 'open',
    severity,
    areaCode: commonArea(personIds.map((person) => villageOf(person, linked))),
    version: (before?.version ?? 0) + 1,
    personIds,
    recordIds: records.map((record) => record.id),
    sources: [...new Set(records.map(({ source }) => source))].sort(),
    evidence: JSON.stringify(evidence),
    deferredUntil: open?.deferredUntil,
    openedAt: open?.openedAt ?? now,
    closedAt: undefined,
  }
}

/** The golden village of a person, whatever the records in dispute say: the right to judge depends on it. */
function villageOf(personId: string, { persons, golden }: ConflictInputs): string | undefined {
  const person = persons.live.get(personId)
  if (person === undefined) return undefined
  if (person.isChanged || person.stored === undefined) return golden.of(person).golden.village_code?.value
  return (JSON.parse(person.stored.golden) as PackedGolden).village_code?.[0]
}

function isAsBefore(before: StoredConflict, after: StoredConflict): boolean {
  return (
    before.state === 'open' &&
    before.severity === after.severity &&
    before.evidence === after.evidence &&
    before.areaCode === after.areaCode &&
    before.personIds.join() === after.personIds.join() &&
    before.recordIds.join() === after.recordIds.join()
  )
}
