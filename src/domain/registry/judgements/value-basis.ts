import { valueBasis } from './judgement-basis.js'
import { type ReadingContext, readField } from '../golden/survivorship-fields.js'
import type { ParsedRecord } from '../golden/values/survivorship-record.js'
import { differenceOf } from '../golden/values/value-difference.js'
import type { ValueJudgement } from '../golden/values/value-judgement.js'

/**
 * Readings are taken without the person's other golden values, because changes of those must not make the judgement
 * stale.
 */
const NOTHING_KNOWN: Readonly<ReadingContext> = { nik: '', kk: '', village: '' }

/**
 * Whether a record has a sound value that the judgement was not based on and that truly differs from the judged one.
 * Values known at that time, other spellings, partial dates and values that have gone make nothing stale.
 */
export function isValueStale({ field, value, basis }: ValueJudgement, records: readonly ParsedRecord[]): boolean {
  const known = new Set(basis.split(' '))
  return records.some((record) => {
    const reading = readField(record, field, NOTHING_KNOWN)
    if (reading === undefined || !reading.sound || known.has(valueBasis([record.source], field))) return false
    return differenceOf(field, value, reading.value) !== 'none'
  })
}
