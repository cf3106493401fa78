import { beginSinglesPass } from '../../storage/linkage/linking-settings.js'
import type { Tx } from '../../storage/postgres/connection.js'
import { inQuickTransaction, inTransaction } from '../../storage/postgres/transaction.js'
import type { ContextReader } from '../active-model/read-context.js'
import type { Registry } from '../context/registry.js'
import type { LinkingOutcome } from './changes/linking-outcome.js'
import { runOverlappedPass } from './run-overlapped-pass.js'
import { CachedView } from './scheduling/cached-view.js'
import { areFew, lookupsFor } from './scheduling/few-changes.js'
import { rowsFor } from './scheduling/next-pass-prefetch.js'
import type { PassLog } from './scheduling/pass-log.js'
import type { Preparation } from './scheduling/prepare-singles.js'
import { auditSingles } from './singles/audit-singles.js'
import { type CheckedSingle, checkSingles, isEffective } from './singles/check-singles.js'
import { changeOf, receiveRepeated, receiveSingles } from './singles/receive-singles.js'
import { newPass } from './state/pass.js'
import type { SingleChange, SingleOutcome } from './state/single-change.js'

/** What a pass over single changes works with. */
export interface SinglesPass {
  readonly reader: ContextReader
  readonly log: PassLog
  readonly preparation?: Preparation | undefined
}

/**
 * Receives and links single changes, each of another record, in one transaction and one pass: when this returns they are
 * durable and linked.
 */
export function linkSingles(
  registry: Registry,
  singles: readonly SingleChange[],
  { reader, log, preparation }: SinglesPass,
): Promise<SingleOutcome[]> {
  const transact = areFew(singles) ? inQuickTransaction : inTransaction
  const link = async (tx: Tx): Promise<SingleOutcome[]> => {
    const { number, versions, settings } = await beginSinglesPass(tx, singles.length)
    const context = await reader.read(tx, settings)
    const entry = log.begin(number)
    const prepared = await preparation?.(number, context)
    const view = prepared?.view ?? new CachedView(lookupsFor(singles, registry.database), context.lacks)
    const checked = await checkSingles(tx, singles, { view, context })
    const effective = checked.filter(isEffective).map((each, at) => ({ ...each, version: versions[at] ?? 0 }))
    const repeated = checked
      .filter(({ effect }) => effect === 'unchanged')
      .map((each, at) => ({ ...each, version: versions[effective.length + at] ?? 0 }))
    await receiveRepeated(tx, repeated, context.now)
    if (effective.length === 0) return checked.map((each) => outcomeOf(each))
    const changes = effective.map(changeOf)
    const pass = newPass({ changes, context, view, rows: rowsFor(context.model, prepared) })
    const alsoWrite = (): Promise<void> => auditSingles(tx, effective, context)
    const [, linked] = await Promise.all([
      receiveSingles(tx, effective, context.now),
      runOverlappedPass(pass, { tx, entry, alsoWrite }),
    ])
    const versionOf = new Map(effective.map(({ id, version }) => [id, version]))
    return checked.map((each) => outcomeOf(each, { linked, version: versionOf.get(each.id) }))
  }
  return log.during(() => transact(registry.database, link))
}

function outcomeOf(
  { single, id: recordId, effect }: CheckedSingle,
  { linked, version }: { linked?: LinkingOutcome; version?: number | undefined } = {},
): SingleOutcome {
  const place = single.kind === 'put' ? linked?.placeOf(recordId) : undefined
  if (version === undefined || place === undefined) return { recordId, effect }
  return { recordId, effect, linked: { version, place } }
}
