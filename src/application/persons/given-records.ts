import type { CanonicalRecord } from '../../domain/registry/records/canonical-record.js'
import type { LiveRecord } from '../../storage/linkage/live-records.js'

/** A record that a caller sends to be matched. */
export interface GivenRecord extends LiveRecord {
  /** The number of the call. */
  readonly call: number
  /** The place of the record in the call. */
  readonly place: number
}

/**
 * Returns the records of each call under a source of its own. The registry may hold the same record already, which would
 * otherwise be company to itself, and records of different calls must not be company to each other.
 */
export function givenRecords(calls: readonly (readonly CanonicalRecord[])[]): GivenRecord[] {
  return calls.flatMap((records, call) => records.map((record, place) => givenRecord(record, call, place)))
}

function givenRecord(record: CanonicalRecord, call: number, place: number): GivenRecord {
  // No source code and no record id begins with a `?`.
  const source = `?${call}?${record.source}`
  const sourceKey = String(place)
  return {
    call,
    place,
    id: `${source}?${place}`,
    source,
    sourceKey,
    record: { ...record, source },
    facts: {},
    version: 0,
    batchId: undefined,
    batchRow: 0,
    subject: 'person',
    contentHash: NO_HASH,
    blockKeys: [],
    personId: undefined,
    memberSince: NO_TIME,
  }
}

const NO_HASH = Buffer.alloc(16)
const NO_TIME = new Date(0)
