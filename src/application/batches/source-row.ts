import { packRecord } from '../../domain/registry/records/canonical-record.js'
import type { ReadRow } from '../../profiles/reading/read-rows.js'
import { recordId } from '../../storage/batches/record-id.js'
import type { SourceRow } from '../../storage/batches/source-records.js'
import { contentHash } from './content-hash.js'
import { localityOf } from './locality.js'
import { personMark } from './person-mark.js'

/** The delivery that rows belong to. */
export interface RowOrigin {
  readonly batchId: string
  readonly version: number
  readonly source: string
  readonly keySecret: string
  readonly startedAt: Date
}

/** Makes a row that was read into what is stored of it. */
export function sourceRow(row: ReadRow, delivery: RowOrigin): SourceRow {
  const { subject, raw, record, sourceKey } = row
  const canonical = JSON.stringify(packRecord(record))
  const facts = isEmpty(row.facts) ? undefined : JSON.stringify(row.facts)
  return {
    id: recordId(delivery.source, sourceKey),
    version: delivery.version,
    batchRow: row.row,
    source: delivery.source,
    sourceKey,
    batchId: delivery.batchId,
    line: row.line,
    subject,
    contentHash: contentHash({ subject, canonical, facts, raw }),
    content: { canonical, facts, payload: JSON.stringify(raw) },
    locality: localityOf(record),
    personMark: row.isKeyPersonal ? personMark(record, delivery.keySecret) : undefined,
    receivedAt: delivery.startedAt,
  }
}

function isEmpty(object: object): boolean {
  for (const name in object) if (Object.hasOwn(object, name)) return false
  return true
}
