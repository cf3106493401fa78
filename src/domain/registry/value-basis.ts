import { hashText } from '../linkage/hash.js'
import type { GoldenField } from './golden-value.js'
import type { RegistryRecord } from './registry-record.js'
import { type Known, readField } from './survivorship-fields.js'
import { ParsedRecord } from './survivorship-record.js'
import type { Reading } from './value-candidate.js'
import { keyOfValue } from './value-agreement.js'
import { differenceOf } from './value-difference.js'
import type { ValueJudgement } from './value-judgement.js'

/** A basis must not depend on the other values of the person, of which the judgement says nothing. */
const UNKNOWN: Readonly<Known> = { nik: '', kk: '', village: '' }

/**
 * The values of a field that a verdict rests on, as sorted hashes with spaces between: no value can be read from it, and it is
 * the same whatever the order of the records.
 */
export function basisOf(records: readonly RegistryRecord[], field: GoldenField): string {
  const hashes = records.flatMap((record) => {
    const reading = readField(new ParsedRecord(record), field, UNKNOWN)
    return reading === undefined ? [] : [hashOf(field, reading.key)]
  })
  return [...new Set(hashes)].sort().join(' ')
}

/**
 * Whether a record says something that the verdict did not rest on and that differs from it in earnest. A value that was
 * known then, another spelling, or a partial date makes nothing stale, nor does a value that is gone.
 */
export function isStale(judgement: ValueJudgement, records: readonly ParsedRecord[]): boolean {
  const { field, value } = judgement
  const known = new Set(judgement.basis.split(' '))
  known.add(hashOf(field, keyOfValue(field, value)))
  return records.some((record) => {
    const reading = readField(record, field, UNKNOWN)
    return reading !== undefined && isNews(reading, judgement, known)
  })
}

function isNews({ key, sound, value }: Reading, judgement: ValueJudgement, known: ReadonlySet<string>): boolean {
  if (!sound || known.has(hashOf(judgement.field, key))) return false
  return differenceOf(judgement.field, judgement.value, value) !== 'none'
}

/** 64 bits: with 32, among a million judgements some change would go unseen. */
function hashOf(field: GoldenField, key: string): string {
  const text = `${field}\0${key}`
  return hex(hashText(text)) + hex(hashText(`again ${text}`))
}

function hex(hash: number): string {
  return hash.toString(16).padStart(8, '0')
}
