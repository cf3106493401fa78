import { commonArea } from '../../../domain/registry/conflicts/common-area.js'
import type { PackedGolden } from '../../../domain/registry/golden/packed-golden.js'
import { byKey } from '../../../domain/registry/records/registry-record.js'
import { findConflicts, replaceConflicts, type StoredConflict } from '../../../storage/conflicts/conflicts.js'
import type { Conn, Tx } from '../../../storage/postgres/connection.js'
import type { NewEvent } from '../../../storage/access/events.js'
import { findJudgedConflicts } from '../../../storage/judgements/judgements.js'
import { conflictId } from '../../context/conflict-id.js'
import type { Derived } from '../conflicts/derive-conflicts.js'
import type { DerivedConflict } from '../state/derived-conflict.js'
import type { GoldenCache } from '../state/golden-cache.js'
import type { LinkingContext } from '../../active-model/linking-context.js'
import type { PassReads } from '../state/pass-reads.js'
import type { PersonSet } from '../state/person-set.js'

/** A conflict as it stood and as it will. */
export interface ConflictChange {
  /** Undefined for one that was never there. */
  readonly before: StoredConflict | undefined
  readonly after: StoredConflict
}

/** What a pass does to the disagreements. */
export interface ConflictChanges {
  readonly changes: readonly ConflictChange[]
  /** The open ones afterwards of everyone whose disagreements were looked at. */
  readonly open: readonly StoredConflict[]
}

interface Settled {
  readonly people: PersonSet
  readonly golden: GoldenCache
  readonly context: LinkingContext
}

/**
 * Works out which disagreements are new, other than before or gone. One that a live judgement was given on is `resolved`
 * when it is gone, another has `vanished`; one that comes back is opened under the same id.
 */
export async function changesOfConflicts(
  reads: PassReads,
  { conflicts, lookedAt }: Derived,
  settled: Settled,
): Promise<ConflictChanges> {
  const { people, context } = settled
  const derived = new Map(
    conflicts.map((conflict) => [conflictId(context.secret, conflict.kind, conflict.subject), conflict] as const),
  )
  await people.load(conflicts.flatMap(({ personIds }) => personIds))
  // Who is new has none yet.
  const isNew = (id: string): boolean => people.live.has(id) && people.get(id).stored === undefined
  const persons = new Set([...Object.values(lookedAt)].flatMap((ids) => [...ids].filter((id) => !isNew(id))))
  const stored = new Map((await reads.openConflictsOf(persons)).map(({ conflict }) => [conflict.id, conflict]))
  const others = await findConflicts(
    reads.conn,
    [...derived.keys()].filter((id) => !stored.has(id)),
  )
  for (const conflict of others) stored.set(conflict.id, conflict)
  const changes: ConflictChange[] = []
  for (const [id, conflict] of derived) {
    const before = stored.get(id)
    const after = openConflict(id, conflict, { before, settled })
    if (before === undefined || !isAsBefore(before, after)) changes.push({ before, after })
  }
  const gone = [...stored.values()].filter(
    ({ id, kind, state, personIds }) =>
      state === 'open' && !derived.has(id) && personIds.some((person) => lookedAt[kind].has(person)),
  )
  changes.push(...(await closed(reads.conn, gone, context)))
  for (const { after } of changes) stored.set(after.id, after)
  return { changes, open: [...stored.values()].filter(({ state }) => state === 'open') }
}

async function closed(
  conn: Conn,
  gone: readonly StoredConflict[],
  { now, lacks }: LinkingContext,
): Promise<ConflictChange[]> {
  const ids = lacks?.judgements === true ? [] : gone.map(({ id }) => id)
  const judged = await findJudgedConflicts(conn, ids)
  return gone.map((before) => {
    const state = judged.has(before.id) ? 'resolved' : 'vanished'
    return { before, after: { ...before, state, version: before.version + 1, deferredUntil: undefined, closedAt: now } }
  })
}

/** Writes the changed conflicts. */
export function saveConflicts(tx: Tx, changes: readonly ConflictChange[]): Promise<void> {
  const before = changes.flatMap((change) => change.before ?? [])
  return replaceConflicts(
    tx,
    changes.map((change) => change.after),
    before,
  )
}

/** What is to be told of the changed conflicts. */
export function eventsOfConflicts(changes: readonly ConflictChange[]): NewEvent[] {
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

interface Standing {
  readonly before: StoredConflict | undefined
  readonly settled: Settled
}

function openConflict(id: string, conflict: DerivedConflict, { before, settled }: Standing): StoredConflict {
  const { kind, severity, personIds, evidence } = conflict
  const records = [...conflict.records].sort(byKey)
  const known = before?.state === 'open' ? before : undefined
  return {
    id,
    kind,
    state: 'open',
    severity,
    areaCode: commonArea(personIds.map((person) => villageOf(person, settled))),
    version: (before?.version ?? 0) + 1,
    personIds,
    recordIds: records.map((record) => record.id),
    sources: [...new Set(records.map(({ source }) => source))].sort(),
    evidence: JSON.stringify(evidence),
    deferredUntil: known?.deferredUntil,
    openedAt: known?.openedAt ?? settled.context.now,
    closedAt: undefined,
  }
}

/** Where a person lives by their golden value, whatever the records in dispute say: who may judge depends on it. */
function villageOf(personId: string, { people, golden }: Settled): string | undefined {
  const person = people.live.get(personId)
  if (person === undefined) return undefined
  if (person.isChanged || person.stored === undefined) return golden.of(person).golden.village_code?.value
  return (JSON.parse(person.stored.golden) as PackedGolden).village_code?.[0]
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
