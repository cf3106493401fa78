import type { CanonicalRecord } from '../../domain/registry/canonical-record.js'
import type { LiveRecord } from '../../storage/live-records.js'

/**
 * What a caller says of a person, as records of a list that nobody else has: a record that is asked about may be one that
 * the registry holds already, and would otherwise stand beside itself in its own family.
 */
export function asRecordsOfNobody(given: readonly CanonicalRecord[]): LiveRecord[] {
  return given.map((record, place) => ({
    id: idOfGiven(place),
    source: `?${record.source}`,
    sourceKey: String(place),
    record: { ...record, source: `?${record.source}` },
    facts: {},
    version: 0,
    batchId: undefined,
    batchRow: 0,
    subject: 'person',
    contentHash: NO_HASH,
    blockKeys: [],
    personId: undefined,
    memberSince: NO_TIME,
  }))
}

/** Codes of sources have no such beginning, nor have record ids. */
export function idOfGiven(place: number): string {
  return `?${place}`
}

const NO_HASH = Buffer.alloc(16)
const NO_TIME = new Date(0)
