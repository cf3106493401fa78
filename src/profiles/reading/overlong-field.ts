import { RECORD_FIELDS, TEXT_FACTS } from '../../domain/registry/records/canonical-record.js'
import type { RowError } from '../formats/file-item.js'
import { AREA_NAMES, type Target } from '../schema/profile.js'
import { type TargetRow, textOf } from './target-row.js'

/** No name, number, date or address of a person is longer; a longer text would only cost time in every comparison. */
const LONGEST_VALUE = 500
/** Of what a source states besides identity, as in the calls for single records. */
const LONGEST_FACT = 1000
const LONGEST: ReadonlyMap<Target, number> = new Map([
  ...[...RECORD_FIELDS, ...AREA_NAMES, 'source' as const].map((target): [Target, number] => [target, LONGEST_VALUE]),
  ...[...TEXT_FACTS, 'receives' as const].map((target): [Target, number] => [target, LONGEST_FACT]),
])

/** Returns the fault of the first value of a row that no such field has; `size` is the length of the row in characters. */
export function overlongField(row: TargetRow, size: number): RowError | undefined {
  if (size <= LONGEST_VALUE) return undefined
  for (const [target, longest] of LONGEST) {
    if (row.all(target).some(({ value }) => textOf(value).length > longest))
      return {
        field: target,
        code: 'FIELD_TOO_LONG',
        detail: `The value is longer than ${longest} characters. Shorten it.`,
      }
  }
  return undefined
}
