import type { CanonicalRecord } from '../../domain/registry/records/canonical-record.js'
import { canonical } from '../built-in/canonical.js'
import type { Profile } from '../schema/profile.js'
import { DocumentRow } from './target-row.js'
import type { JsonObject } from '../formats/file-item.js'
import { mapRecord } from './map-record.js'
import { type SourceKey, sourceKeyOf } from './source-key.js'

/** The values of one row under canonical names, as the source writes them. */
export interface NamedRow {
  readonly fields: JsonObject
  readonly profile: Profile
  readonly source: string
  readonly keySecret: string
}

/** Returns the key and the record that a row would get in a batch of this profile. */
export function readRowKey({ fields, profile, source, keySecret }: NamedRow): SourceKey & { record: CanonicalRecord } {
  const [variant] = canonical.variants
  if (variant === undefined) throw new Error('the canonical profile has no variant')
  const row = new DocumentRow(variant, { member: fields, household: fields, raw: fields })
  const record = mapRecord(row, { profile, format: 'json', source })
  return { ...sourceKeyOf(row, { profile, format: 'json', secret: keySecret }), record }
}
