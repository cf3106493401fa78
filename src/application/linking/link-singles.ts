import type { CanonicalRecord, Facts } from '../../domain/registry/canonical-record.js'
import { packRecord } from '../../domain/registry/canonical-record.js'
import type { JsonObject } from '../../profiles/read-rows.js'
import { type AuditEntry, appendAudits } from '../../storage/audit.js'
import { type Batch, listUnfinishedBatches, nextVersions } from '../../storage/batches.js'
import { inQuickTransaction, inTransaction, type Tx } from '../../storage/connection.js'
import { findLiveRecords } from '../../storage/live-records.js'
import { beginLinkingPass } from '../../storage/linking-settings.js'
import { recordId } from '../../storage/record-id.js'
import { findSetAside, forgetSetAside } from '../../storage/set-aside-records.js'
import {
  findLiveHashes,
  findReceivedIn,
  insertSourceRows,
  insertWithdrawals,
  type SourceRow,
} from '../../storage/source-records.js'
import { contentHash } from '../batches/content-hash.js'
import { localityOf } from '../batches/locality.js'
import type { Registry } from '../registry.js'
import { linkChanges } from './link-changes.js'
import type { LinkingContext } from './linking-context.js'
import type { PassLog } from './pass-log.js'
import type { Preparation } from './prepare-singles.js'
import type { ContextReader } from './read-context.js'
import type { SourceChange } from './record-change.js'

/** The versions of a record that its sender has seen; `any`: whatever it is, it must be there. */
export type SeenVersions = 'any' | readonly number[]

interface SaidBy {
  readonly source: string
  readonly sourceKey: string
  readonly by: string
  /** The change holds only where the live record is one of these; without it, in any case. */
  readonly seen?: SeenVersions
}

/** One record that a source says or withdraws by itself. */
export type SingleChange = SaidBy &
  (
    | { readonly kind: 'put'; readonly record: CanonicalRecord; readonly facts: Facts; readonly raw: JsonObject }
    | { readonly kind: 'withdrawal' }
  )

/** What became of it; `unknown`: there was nothing to withdraw; `stale`: the live record is another than was seen. */
export interface SingleOutcome {
  readonly effect: 'created' | 'updated' | 'unchanged' | 'withdrawn' | 'unknown' | 'stale'
  readonly recordId: string
}

/** Of more the rows go by COPY, and round trips are no longer what takes the time. */
const FEW_SINGLES = 32

/** What a pass over single changes goes by, and what was prepared for it. */
export interface SinglesPass {
  readonly reader: ContextReader
  readonly log: PassLog
  readonly preparation?: Preparation | undefined
}

/**
 * Receives and links single changes, each of another record, in one transaction and one pass: when this gives its answer
 * they are durable and linked.
 */
export function linkSingles(
  registry: Registry,
  singles: readonly SingleChange[],
  { reader, log, preparation }: SinglesPass,
): Promise<SingleOutcome[]> {
  const transact = singles.length <= FEW_SINGLES ? inQuickTransaction : inTransaction
  const link = async (tx: Tx): Promise<SingleOutcome[]> => {
    const ids = singles.map(({ source, sourceKey }) => recordId(source, sourceKey))
    const [number, context, live, stale, versions] = await Promise.all([
      beginLinkingPass(tx),
      reader.read(tx),
      findLiveHashes(tx, ids),
      findStale(tx, singles, ids),
      nextVersions(tx, singles.length),
    ])
    const pass = log.begin(number)
    const hashes = new Map(live)
    for (const id of await findUnsettled(tx, ids, context)) hashes.set(id, UNSETTLED)
    const effective = singles.flatMap((single, at) =>
      stale.has(ids[at] ?? '') ? [] : newsOf(single, ids[at] ?? '', hashes),
    )
    if (effective.length > 0) {
      const numbered = effective.map((news, place) => ({ ...news, version: versions[place] ?? 0 }))
      const changes = numbered.map(changeOf)
      await Promise.all([
        receive(tx, numbered, context.now),
        linkChanges(tx, changes, context, {
          lookups: registry.database.lookups,
          prepared: await preparation?.(number),
          // The end of the audit's chain is asked for first, so that its next row is ready when all else is written.
          onTraces: async (traces) => {
            pass.traces = traces
            await Promise.all([
              context.lacks?.setAside === true ? undefined : forgetSetAside(tx, changes),
              appendAudits(tx, effective.map(auditEntry), context.now),
            ])
          },
        }),
      ])
    }
    const effects = new Map<string, SingleOutcome['effect']>(effective.map(({ id, effect }) => [id, effect]))
    for (const id of stale) effects.set(id, 'stale')
    return singles.map(({ kind }, at) => {
      const id = ids[at] ?? ''
      return { recordId: id, effect: effects.get(id) ?? (kind === 'put' ? 'unchanged' : 'unknown') }
    })
  }
  return log.noting(() => transact(registry.database, link))
}

/** In place of the hash of what is live, which is not what the source said last: any change is news then. */
const UNSETTLED = ''

/**
 * Those of whose source something has come that is not live yet: were a change that repeats what is live passed over, that
 * would come to hold although it was said earlier.
 */
async function findUnsettled(tx: Tx, ids: readonly string[], { lacks }: LinkingContext): Promise<readonly string[]> {
  const batches = lacks?.unfinishedBatches === true ? [] : await listUnfinishedBatches(tx)
  const received = batches.length === 0 ? [] : await findReceivedIn(tx, ids, batches.map(idOf))
  return lacks?.setAside === true ? received : [...received, ...(await findSetAside(tx, ids))]
}

function idOf({ id }: Batch): string {
  return id
}

/** Those of whose records another version is live than the sender has seen: only the pass can tell, passes being one by one. */
async function findStale(tx: Tx, singles: readonly SingleChange[], ids: readonly string[]): Promise<Set<string>> {
  const guarded = singles.flatMap(({ seen }, at) => (seen === undefined ? [] : [{ id: ids[at] ?? '', seen }]))
  const live = await findLiveRecords(
    tx,
    guarded.map(({ id }) => id),
  )
  const versions = new Map(live.map(({ id, version }) => [id, version]))
  const stale = guarded.filter(({ id, seen }) => !isSeen(versions.get(id), seen))
  return new Set(stale.map(({ id }) => id))
}

function isSeen(version: number | undefined, seen: SeenVersions): boolean {
  return version !== undefined && (seen === 'any' || seen.includes(version))
}

interface News {
  readonly single: SingleChange
  readonly id: string
  readonly effect: 'created' | 'updated' | 'withdrawn'
  /** 32 hexadecimal digits; '' of a withdrawal. */
  readonly hash: string
}

function newsOf(single: SingleChange, id: string, hashes: ReadonlyMap<string, string>): News[] {
  const known = hashes.get(id)
  if (single.kind === 'withdrawal') return known === undefined ? [] : [{ single, id, effect: 'withdrawn', hash: '' }]
  const hash = hashOf(single)
  if (known === hash) return []
  return [{ single, id, effect: known === undefined ? 'created' : 'updated', hash }]
}

function hashOf({ record, facts, raw }: SingleChange & { kind: 'put' }): string {
  return contentHash({ subject: 'person', canonical: JSON.stringify(packRecord(record)), facts: factsText(facts), raw })
}

function factsText(facts: Facts): string | undefined {
  return Object.keys(facts).length === 0 ? undefined : JSON.stringify(facts)
}

async function receive(tx: Tx, numbered: readonly Numbered[], at: Date): Promise<void> {
  const withdrawals = numbered.flatMap(({ single: { kind, source, sourceKey }, id, version }) =>
    kind === 'withdrawal' ? [{ id, version, source, sourceKey, receivedAt: at }] : [],
  )
  await Promise.all([
    insertSourceRows(
      tx,
      numbered.flatMap((each) => sourceRowOf(each, at)),
    ),
    insertWithdrawals(tx, withdrawals),
  ])
}

type Numbered = News & { readonly version: number }

function sourceRowOf({ single, id, hash, version }: Numbered, receivedAt: Date): SourceRow[] {
  if (single.kind !== 'put') return []
  const { source, sourceKey, record, facts, raw } = single
  return [
    {
      id,
      version,
      batchRow: 0,
      source,
      sourceKey,
      batchId: undefined,
      line: undefined,
      subject: 'person',
      contentHash: hash,
      content: {
        canonical: JSON.stringify(packRecord(record)),
        facts: factsText(facts),
        payload: JSON.stringify(raw),
      },
      locality: localityOf(record),
      personMark: undefined,
      receivedAt,
    },
  ]
}

function changeOf({ single, id, hash, version }: Numbered): SourceChange {
  if (single.kind === 'withdrawal') return { kind: 'withdrawal', id, version }
  const { source, sourceKey, record, facts } = single
  const contentHash = Buffer.from(hash, 'hex')
  return {
    kind: 'put',
    id,
    version,
    source,
    sourceKey,
    batchId: undefined,
    batchRow: 0,
    subject: 'person',
    contentHash,
    record,
    facts,
  }
}

function auditEntry({ single, id, effect }: News): AuditEntry {
  return {
    actor: single.by,
    action: `record.${effect}`,
    subjectKind: 'record',
    subjectId: id,
    content: { source: single.source },
  }
}
