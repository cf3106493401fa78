import { packRecord } from '../../../domain/registry/records/canonical-record.js'
import {
  findSaidByBatches,
  insertSourceRows,
  insertWithdrawals,
  type SourceRow,
} from '../../../storage/batches/source-records.js'
import type { Tx } from '../../../storage/postgres/connection.js'
import { localityOf } from '../../batches/receiving/locality.js'
import type { SourceChange } from '../state/record-change.js'
import { type CheckedSingle, type EffectiveSingle, factsText } from './check-singles.js'

/** A repeated record with the version of its row. */
export type Restated = CheckedSingle & { readonly version: number }

/**
 * Stores that a caller repeated what is live already, where a batch said it or has come since: it must hold though that
 * batch is reverted, and against an older list that is confirmed later. The record keeps its version.
 */
export async function receiveRepeated(tx: Tx, repeated: readonly Restated[], receivedAt: Date): Promise<void> {
  const said = new Set(
    await findSaidByBatches(
      tx,
      repeated.map(({ id, single: { source } }) => ({ id, source })),
    ),
  )
  const rows = repeated.filter(({ id }) => said.has(id)).flatMap((each) => sourceRowOf(each, receivedAt))
  if (rows.length > 0) await insertSourceRows(tx, rows)
}

/** A single change with the version that it makes. */
export type NumberedSingle = EffectiveSingle & { readonly version: number }

/** Stores the records and withdrawals as received. */
export async function receiveSingles(tx: Tx, singles: readonly NumberedSingle[], receivedAt: Date): Promise<void> {
  const withdrawals = singles.flatMap(({ single: { kind, source, sourceKey }, id, version }) =>
    kind === 'withdrawal' ? [{ id, version, source, sourceKey, receivedAt }] : [],
  )
  await Promise.all([
    insertSourceRows(
      tx,
      singles.flatMap((each) => sourceRowOf(each, receivedAt)),
    ),
    insertWithdrawals(tx, withdrawals),
  ])
}

function sourceRowOf({ single, id, hash, version }: Restated, receivedAt: Date): SourceRow[] {
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

/** The change of a record that a pass links. */
export function changeOf({ single, id, hash, version }: NumberedSingle): SourceChange {
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
