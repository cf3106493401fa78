import type { LiveRecord } from '../../storage/linkage/live-records.js'
import { recordId } from '../../storage/batches/record-id.js'
import type { NamedRecord } from '../judgements/judge-by-hand.js'
import type { ConflictVerdict, Verdict } from './verdict.js'

/** A verdict as a caller sends it: records by source and key. */
export interface VerdictInput {
  readonly verdict: ConflictVerdict
  readonly value?: string | undefined
  readonly value_from?: NamedRecord | undefined
  readonly person_id?: string | undefined
  readonly records?: readonly [NamedRecord, NamedRecord] | undefined
}

/** Replaces the source and key of each record by its id. */
export function readVerdict({ verdict, value, value_from, person_id, records }: VerdictInput): Verdict {
  return {
    verdict,
    ...(value === undefined ? {} : { value }),
    ...(value_from === undefined ? {} : { valueFrom: recordId(...value_from) }),
    ...(person_id === undefined ? {} : { personId: person_id }),
    ...(records === undefined ? {} : { records: [recordId(...records[0]), recordId(...records[1])] }),
  }
}

type Origin = Pick<LiveRecord, 'source' | 'sourceKey'>

/**
 * Writes the verdict as a caller can send it; the inverse of `readVerdict`. A value is replaced by a record that has it, so
 * that callers that see the value masked can send it as well.
 */
export function writeVerdict(
  { verdict, value, valueFrom, personId }: Verdict,
  originOf: (recordId: string) => Origin | undefined,
): VerdictInput {
  const origin = valueFrom === undefined ? undefined : originOf(valueFrom)
  const ownValue = value === undefined ? {} : { value }
  return {
    verdict,
    ...(origin === undefined ? ownValue : { value_from: [origin.source, origin.sourceKey] as const }),
    ...(personId === undefined ? {} : { person_id: personId }),
  }
}
