import { type Facts, packRecord } from '../../domain/registry/records/canonical-record.js'
import { type AuditEntry, appendAudits } from '../../storage/access/audit.js'
import { type Batch, listUnfinishedBatches } from '../../storage/batches/batches.js'
import type { Tx } from '../../storage/postgres/connection.js'
import { inQuickTransaction, inTransaction } from '../../storage/postgres/transaction.js'
import { beginSinglesPass } from '../../storage/linkage/linking-settings.js'
import type { LiveRecord } from '../../storage/linkage/live-records.js'
import { recordId } from '../../storage/batches/record-id.js'
import { findSetAside, forgetSetAside } from '../../storage/linkage/set-aside-records.js'
import {
  findReceivedIn,
  insertSourceRows,
  insertWithdrawals,
  type SourceRow,
} from '../../storage/batches/source-records.js'
import { contentHash } from '../batches/receiving/content-hash.js'
import { localityOf } from '../batches/receiving/locality.js'
import { standingOf } from '../records/record-standing.js'
import type { Registry } from '../context/registry.js'
import { linkChanges } from './link-changes.js'
import type { LinkingContext } from '../active-model/linking-context.js'
import type { LinkingOutcome } from './changes/linking-outcome.js'
import type { PassLog } from './scheduling/pass-log.js'
import { areFew, lookupsFor } from './scheduling/few-changes.js'
import { PassReads } from './state/pass-reads.js'
import type { Preparation } from './scheduling/prepare-singles.js'
import type { ContextReader } from '../active-model/read-context.js'
import type { SourceChange } from './state/record-change.js'
import type { SeenVersions, SingleChange, SingleOutcome } from './state/single-change.js'

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
  const transact = areFew(singles) ? inQuickTransaction : inTransaction
  const link = async (tx: Tx): Promise<SingleOutcome[]> => {
    const ids = singles.map(({ source, sourceKey }) => recordId(source, sourceKey))
    const { number, versions, settings } = await beginSinglesPass(tx, singles.length)
    const context = await reader.read(tx, settings)
    const pass = log.begin(number)
    const lookups = lookupsFor(singles, registry.database)
    const prepared = await preparation?.(number, context)
    const reads = prepared?.reads ?? new PassReads(lookups, { lacks: context.lacks })
    const live = new Map((await reads.liveRecords(ids)).map((record) => [record.id, record]))
    const hashes = new Map([...live].map(([id, { contentHash }]) => [id, contentHash.toString('hex')]))
    for (const id of await findUnsettled(tx, ids, context)) hashes.set(id, UNSETTLED)
    const stale = staleAmong(singles, ids, live)
    const effective = singles.flatMap((single, at) =>
      stale.has(ids[at] ?? '') ? [] : newsOf(single, ids[at] ?? '', hashes),
    )
    const outcomes = new Map<string, SingleOutcome>()
    if (effective.length > 0) {
      const numbered = effective.map((news, place) => ({ ...news, version: versions[place] ?? 0 }))
      const changes = numbered.map(changeOf)
      const [, outcome] = await Promise.all([
        receive(tx, numbered, context.now),
        linkChanges(tx, changes, context, {
          lookups,
          prepared,
          reads,
          // The audit is written while disagreements are derived. Of what is written behind it, all is kept by the lock of the
          // pass, so that nobody who waits for the journals can be waited for.
          onTraces: async (traces) => {
            pass.traces = traces
            await Promise.all([
              context.lacks?.setAside === true ? undefined : forgetSetAside(tx, changes),
              appendAudits(tx, effective.map(auditEntry), context.now),
            ])
          },
        }),
      ])
      for (const news of numbered) outcomes.set(news.id, outcomeOf(news, outcome))
    }
    return singles.map(({ kind }, at) => {
      const id = ids[at] ?? ''
      if (stale.has(id)) return { recordId: id, effect: 'stale' }
      return outcomes.get(id) ?? { recordId: id, effect: kind === 'put' ? 'unchanged' : 'unknown' }
    })
  }
  return log.noting(() => transact(registry.database, link))
}

function outcomeOf({ single, id, effect, version }: Numbered, { placeOf }: LinkingOutcome): SingleOutcome {
  const place = placeOf(id)
  if (single.kind === 'withdrawal' || place === undefined) return { recordId: id, effect }
  return { recordId: id, effect, standing: standingOf({ ...single, version }, place) }
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
function staleAmong(
  singles: readonly SingleChange[],
  ids: readonly string[],
  live: ReadonlyMap<string, LiveRecord>,
): Set<string> {
  const stale = new Set<string>()
  singles.forEach(({ seen }, at) => {
    const id = ids[at] ?? ''
    if (seen !== undefined && !isSeen(live.get(id)?.version, seen)) stale.add(id)
  })
  return stale
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
