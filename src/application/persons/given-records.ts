import type { CanonicalRecord } from '../../domain/registry/records/canonical-record.js'
import type { LiveRecord } from '../../storage/linkage/live-records.js'

/** A record that a caller asks about, beside the others of the same call. */
export interface GivenRecord extends LiveRecord {
  /** The number of the call and the record's place in it. */
  readonly call: number
  readonly place: number
}

/**
 * What callers say of persons, as records of lists that nobody else has: a record that is asked about may be one that the
 * registry holds already and would stand beside itself in its own family, and those of another call are no company.
 */
export function givenRecords(calls: readonly (readonly CanonicalRecord[])[]): GivenRecord[] {
  return calls.flatMap((records, call) => records.map((record, place) => givenRecord(record, call, place)))
}

function givenRecord(record: CanonicalRecord, call: number, place: number): GivenRecord {
  // Codes of sources and ids of records have no such beginning.
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
