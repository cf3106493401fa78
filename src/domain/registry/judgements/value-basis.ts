import { valueBasis } from './judgement-basis.js'
import { type ReadingContext, readField } from '../golden/survivorship-fields.js'
import type { ParsedRecord } from '../golden/values/survivorship-record.js'
import { differenceOf } from '../golden/values/value-difference.js'
import type { ValueJudgement } from '../golden/values/value-judgement.js'

/** The other values of the person, of which the judgement says nothing, must not make it stale. */
const NOTHING_KNOWN: Readonly<ReadingContext> = { nik: '', kk: '', village: '' }

/**
 * Whether a record says something that the verdict did not rest on and that differs from it in earnest. A value that was
 * known then, another spelling, or a partial date makes nothing stale, nor does a value that is gone.
 */
export function isValueStale({ field, value, basis }: ValueJudgement, records: readonly ParsedRecord[]): boolean {
  const known = new Set(basis.split(' '))
  return records.some((record) => {
    const reading = readField(record, field, NOTHING_KNOWN)
    if (reading === undefined || !reading.sound || known.has(valueBasis([record.source], field))) return false
    return differenceOf(field, value, reading.value) !== 'none'
  })
}
