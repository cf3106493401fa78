import { type Facts, packRecord } from '../../../domain/registry/records/canonical-record.js'
import { type Batch, listUnfinishedBatches } from '../../../storage/batches/batches.js'
import { recordId } from '../../../storage/batches/record-id.js'
import { findReceived, findReceivedIn } from '../../../storage/batches/source-records.js'
import { findSetAside } from '../../../storage/linkage/set-aside-records.js'
import type { Tx } from '../../../storage/postgres/connection.js'
import type { LinkingContext } from '../../active-model/linking-context.js'
import { contentHash } from '../../batches/receiving/content-hash.js'
import type { RegistryView } from '../state/registry-view.js'
import type { SeenVersions, SingleChange, SingleOutcome, SinglePut } from '../state/single-change.js'

/** A single change with its effect. */
export interface CheckedSingle {
  readonly single: SingleChange
  readonly id: string
  readonly effect: SingleOutcome['effect']
  /** 32 hexadecimal digits; '' of a withdrawal. */
  readonly hash: string
}

/** A single change that is to be received and linked. */
export interface EffectiveSingle extends CheckedSingle {
  readonly effect: 'created' | 'updated' | 'withdrawn'
}

interface CheckedAgainst {
  readonly view: RegistryView
  readonly context: LinkingContext
}

/** Finds the effect of each change. Only within the pass is it certain: passes run one at a time. */
export async function checkSingles(
  tx: Tx,
  singles: readonly SingleChange[],
  { view, context }: CheckedAgainst,
): Promise<CheckedSingle[]> {
  const ids = singles.map(idOfSingle)
  const live = new Map((await view.liveRecords(ids)).map((record) => [record.id, record]))
  const hashes = new Map([...live].map(([id, record]) => [id, record.contentHash.toString('hex')]))
  for (const id of await findUnlinked(tx, singles, context)) hashes.set(id, NEVER_EQUAL)
  return singles.map((single, at) => {
    const id = ids[at] ?? ''
    const hash = single.kind === 'put' ? hashOf(single) : ''
    const isStale = single.seen !== undefined && !isSeen(live.get(id)?.version, single.seen)
    return { single, id, hash, effect: isStale ? 'stale' : effectOf(single, hash, hashes.get(id)) }
  })
}

export function isEffective(checked: CheckedSingle): checked is EffectiveSingle {
  return checked.effect === 'created' || checked.effect === 'updated' || checked.effect === 'withdrawn'
}

function effectOf({ kind }: SingleChange, hash: string, latest: string | undefined): SingleOutcome['effect'] {
  if (kind === 'withdrawal') return latest === undefined ? 'unknown' : 'withdrawn'
  if (latest === hash) return 'unchanged'
  return latest === undefined ? 'created' : 'updated'
}

/** In place of the hash of the live version, which is not the latest: any change has an effect then. */
const NEVER_EQUAL = ''

/**
 * Records with a received version not yet linked. A change equal to the live version must still be stored for them, or the
 * older waiting version would win.
 */
async function findUnlinked(
  tx: Tx,
  singles: readonly SingleChange[],
  { lacks }: LinkingContext,
): Promise<readonly string[]> {
  const ids = singles.map(idOfSingle)
  const batches = lacks?.unfinishedBatches === true ? [] : await listUnfinishedBatches(tx)
  const received = batches.length === 0 ? [] : await findReceivedIn(tx, ids, batches.map(idOf))
  const whole = new Set(batches.filter(speaksOfAll).map(({ source }) => source))
  const unsettled = await findReceived(tx, singles.filter(({ source }) => whole.has(source)).map(idOfSingle))
  const unlinked = [...received, ...unsettled]
  return lacks?.setAside === true ? unlinked : [...unlinked, ...(await findSetAside(tx, ids))]
}

/** Whether a batch that waits may change records that it has no row of. */
function speaksOfAll({ appliedAt, mode, reverts }: Batch): boolean {
  return appliedAt === undefined && (mode === 'snapshot' || reverts !== undefined)
}

function idOfSingle({ source, sourceKey }: SingleChange): string {
  return recordId(source, sourceKey)
}

function idOf({ id }: Batch): string {
  return id
}

function isSeen(version: number | undefined, seen: SeenVersions): boolean {
  return version !== undefined && (seen === 'any' || seen.includes(version))
}

function hashOf({ record, facts, raw }: SinglePut): string {
  return contentHash({ subject: 'person', canonical: JSON.stringify(packRecord(record)), facts: factsText(facts), raw })
}

/** The facts as JSON text; undefined where there are none. */
export function factsText(facts: Facts): string | undefined {
  return Object.keys(facts).length === 0 ? undefined : JSON.stringify(facts)
}
