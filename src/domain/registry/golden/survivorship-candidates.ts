import type { RecordField } from '../records/canonical-record.js'
import type { GoldenField, GoldenPerson } from './values/golden-value.js'
import { type ReadingContext, LASTING, READ_FROM, readField, TRUST_OF_FIELD } from './survivorship-fields.js'
import type { ParsedRecord } from './values/survivorship-record.js'
import type { TrustField, TrustOf } from '../records/trust.js'
import { type Candidate, candidate, confirmByOthers, type Reading } from './values/value-candidate.js'
import type { ValueJudgement } from './values/value-judgement.js'
import { doubtShortened } from './values/value-name.js'
import { favourLikelier } from './values/value-nik-slip.js'

/**
 * Input of survivorship besides the records: the live judgements on the person's values, and the trust of the sources.
 */
export interface SurvivorshipRules {
  readonly judgements?: readonly ValueJudgement[]
  readonly trustOf: TrustOf
}

/** The rules, and the golden values decided so far. */
export interface ElectionContext {
  readonly rules: SurvivorshipRules
  readonly reading: Readonly<ReadingContext>
}

/** Returns the golden values on which the reading of other fields depends. */
export function readingContextOf({ nik, kk, village_code }: GoldenPerson): ReadingContext {
  return {
    nik: nik === undefined || nik.doubtful === true ? '' : nik.value,
    kk: kk?.value ?? '',
    village: village_code?.value ?? '',
  }
}

/**
 * Returns all readings of a field from the records as candidates, with confirmations counted and doubtful values
 * marked.
 */
export function candidatesOf(
  records: readonly ParsedRecord[],
  field: GoldenField,
  { rules, reading: known }: ElectionContext,
): readonly Candidate[] {
  const candidates: Candidate[] = []
  const columns = READ_FROM[field]
  const trustField = TRUST_OF_FIELD[field]
  let latest: ParsedRecord | undefined
  let reading: Reading | undefined
  for (const record of records) {
    // Most records hold the same text, so the reading of the previous record is reused if its columns are equal.
    if (latest === undefined || !readsAlike(record, latest, columns)) reading = readField(record, field, known)
    latest = record
    if (reading === undefined) continue
    candidates.push(candidate(record, trustIn(record, trustField, rules), reading))
  }
  if (candidates.length > 1) weigh(field, setInvalidBehind(field, candidates))
  return candidates
}

/** Returns how far a record is trusted for a field: a row that the register calls invalid has no part in its trust. */
export function trustIn(record: ParsedRecord, field: TrustField, { trustOf }: SurvivorshipRules): number {
  return record.isInvalid && field !== 'deceased' ? 0 : trustOf(record.source.source, field)
}

const BEHIND_ALL = -10

/**
 * Sets the values of rows that the register calls invalid behind those of all others, and returns the others; all if there
 * are no others.
 */
function setInvalidBehind(field: GoldenField, candidates: readonly Candidate[]): readonly Candidate[] {
  if (field === 'deceased') return candidates
  const valid = candidates.filter(({ record }) => !record.isInvalid)
  if (valid.length === 0 || valid.length === candidates.length) return candidates
  for (const one of candidates) {
    if (!one.record.isInvalid) continue
    one.sound = false
    one.confirmation = BEHIND_ALL
  }
  return valid
}

function readsAlike(a: ParsedRecord, b: ParsedRecord, columns: readonly RecordField[]): boolean {
  for (const column of columns) if (a.source.record[column] !== b.source.record[column]) return false
  return columns.length > 0
}

function weigh(field: GoldenField, candidates: readonly Candidate[]): void {
  if (LASTING.has(field)) confirmByOthers(candidates)
  if (field === 'nik') favourLikelier(candidates)
  if (field === 'name') doubtShortened(candidates, (record) => record.name)
  else if (field === 'mother_name') doubtShortened(candidates, (record) => record.mother)
}
