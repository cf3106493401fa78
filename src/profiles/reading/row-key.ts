import type { CanonicalRecord } from '../../domain/registry/records/canonical-record.js'
import { canonical } from '../built-in/canonical.js'
import type { Profile } from '../schema/profile.js'
import { DocumentRow } from './bound-row.js'
import type { JsonObject } from '../formats/file-item.js'
import { mapRecord } from './map-record.js'
import { type SourceKey, sourceKeyOf } from './source-key.js'

/** The values of one row of a list, under canonical names, as the list writes them. */
export interface NamedRow {
  readonly fields: JsonObject
  readonly profile: Profile
  readonly source: string
  readonly keySecret: string
}

/** The key that a row would get in a delivery of a list of this layout, and what it would be read as. */
export function readRowKey({ fields, profile, source, keySecret }: NamedRow): SourceKey & { record: CanonicalRecord } {
  const [variant] = canonical.variants
  if (variant === undefined) throw new Error('canonical records have a layout')
  const row = new DocumentRow(variant, { member: fields, household: fields, raw: fields })
  const record = mapRecord(row, { profile, format: 'json', source })
  return { ...sourceKeyOf(row, profile, keySecret), record }
}
