import { packRecord } from '../../../domain/registry/records/canonical-record.js'
import { insertSourceRows, insertWithdrawals, type SourceRow } from '../../../storage/batches/source-records.js'
import type { Tx } from '../../../storage/postgres/connection.js'
import { localityOf } from '../../batches/receiving/locality.js'
import type { SourceChange } from '../state/record-change.js'
import { type EffectiveSingle, factsText } from './check-singles.js'

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

function sourceRowOf({ single, id, hash, version }: NumberedSingle, receivedAt: Date): SourceRow[] {
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
