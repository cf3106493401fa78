import type { CanonicalRecord, Facts } from './canonical-record.js'

/** A live record of a source, as used by the registry. */
export interface RegistryRecord {
  /** A UUID derived from source and source key. */
  readonly id: string
  readonly source: string
  readonly sourceKey: string
  readonly record: CanonicalRecord
  readonly facts: Facts
}

/** Orders records by source and key, never by arrival, so that arrival decides no tie. */
export function byKey(a: RegistryRecord, b: RegistryRecord): number {
  if (a.source !== b.source) return a.source < b.source ? -1 : 1
  if (a.sourceKey === b.sourceKey) return 0
  return a.sourceKey < b.sourceKey ? -1 : 1
}
