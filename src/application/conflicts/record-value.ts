import type { GoldenField } from '../../domain/registry/golden/values/golden-value.js'
import { readField } from '../../domain/registry/golden/survivorship-fields.js'
import { parsedRecord } from '../../domain/registry/golden/values/survivorship-record.js'
import type { LiveRecord } from '../../storage/linkage/live-records.js'

/** The value of a record's field as it would be shown; '' where it has none. */
export function valueOfRecord(field: GoldenField, record: LiveRecord): string {
  return readField(parsedRecord(record), field, { nik: '', kk: '', village: '' })?.value ?? ''
}
