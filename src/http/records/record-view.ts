import type { RecordStanding } from '../../application/records/record-standing.js'
import type { BodyOf } from '../contract/route.js'
import { masked } from '../disclosure/masked.js'
import type { Masking } from '../disclosure/masking.js'
import type { LinkedRecord } from './record-schema.js'

/** A record with its person and household, numbers masked for the key. */
export function recordView(standing: RecordStanding, masking: Masking): BodyOf<typeof LinkedRecord> {
  const { source, sourceKey, values, facts, personId, householdId, grade, conflicts } = standing
  return {
    record: masked({ source, source_key: sourceKey, ...values, ...facts }, masking),
    person_id: personId ?? null,
    household_id: householdId ?? null,
    grade: grade ?? null,
    conflicts,
  }
}
