import { packRecord } from '../../../domain/registry/records/canonical-record.js'
import type { ReadRow } from '../../../profiles/reading/read-rows.js'
import { recordId } from '../../../storage/batches/record-id.js'
import type { OtherReading, SourceRow } from '../../../storage/batches/source-records.js'
import { contentHash } from './content-hash.js'
import { localityOf } from './locality.js'
import { personMark } from './shared-personal-key.js'

/** A batch that is being received. */
export interface OpenBatch {
  readonly batchId: string
  readonly version: number
  readonly source: string
  readonly keySecret: string
  readonly startedAt: Date
  /** How many rejections may be listed; more are counted. */
  readonly rejectionRoom: number
}

/** Converts a row of a file to the row to store. */
export function toSourceRow(row: ReadRow, batch: OpenBatch): SourceRow {
  const { subject, raw, record, sourceKey } = row
  const canonical = JSON.stringify(packRecord(record))
  const facts = isEmpty(row.facts) ? undefined : JSON.stringify(row.facts)
  return {
    id: recordId(batch.source, sourceKey),
    version: batch.version,
    batchRow: row.row,
    source: batch.source,
    sourceKey,
    batchId: batch.batchId,
    line: row.line,
    subject,
    contentHash: contentHash({ subject, canonical, facts, raw }),
    content: { canonical, facts, payload: JSON.stringify(raw) },
    otherReading: row.otherVillage === undefined ? undefined : otherReadingOf(row, facts),
    locality: localityOf(record),
    personMark: row.isKeyPersonal ? personMark(record, batch.keySecret) : undefined,
    receivedAt: batch.startedAt,
  }
}

/** The same row if its area code is of the other scheme. */
function otherReadingOf(
  { subject, raw, record, otherVillage }: ReadRow,
  facts: string | undefined,
): string | undefined {
  if (otherVillage === undefined) return undefined
  const canonical = JSON.stringify(packRecord({ ...record, village_code: otherVillage.code }))
  const hash = contentHash({ subject, canonical, facts, raw })
  return JSON.stringify({ scheme: otherVillage.scheme, village: otherVillage.code, hash } satisfies OtherReading)
}

function isEmpty(object: object): boolean {
  for (const name in object) if (Object.hasOwn(object, name)) return false
  return true
}
