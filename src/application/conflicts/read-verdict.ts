import type { LiveRecord } from '../../storage/linkage/live-records.js'
import { recordId } from '../../storage/batches/record-id.js'
import type { NamedRecord } from '../judgements/judge-by-hand.js'
import type { ConflictVerdict, Verdict } from './verdict.js'

/** A verdict as a caller gives it: records by source and key. */
export interface GivenVerdict {
  readonly verdict: ConflictVerdict
  readonly value?: string | undefined
  readonly value_from?: NamedRecord | undefined
  readonly person_id?: string | undefined
  readonly records?: readonly [NamedRecord, NamedRecord] | undefined
}

/** The verdict with the ids of its records. */
export function readVerdict({ verdict, value, value_from, person_id, records }: GivenVerdict): Verdict {
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
 * The verdict as a caller can give it: reading it gives the same. A value is told by a record that has it, so that whoever
 * sees it masked can send it.
 */
export function writeVerdict(
  { verdict, value, valueFrom, personId }: Verdict,
  originOf: (recordId: string) => Origin | undefined,
): GivenVerdict {
  const origin = valueFrom === undefined ? undefined : originOf(valueFrom)
  const said = value === undefined ? {} : { value }
  return {
    verdict,
    ...(origin === undefined ? said : { value_from: [origin.source, origin.sourceKey] as const }),
    ...(personId === undefined ? {} : { person_id: personId }),
  }
}
