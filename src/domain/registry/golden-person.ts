import { byKey, type RegistryRecord } from './registry-record.js'
import type { FormerNik, GoldenField, GoldenPerson, GoldenValue } from './golden-value.js'
import { type Known, LASTING, readField, TRUST_OF_FIELD } from './survivorship-fields.js'
import { ParsedRecord } from './survivorship-record.js'
import type { TrustOf } from './trust.js'
import { type Candidate, candidate, confirmByOthers, electValue } from './value-candidate.js'
import { judgementOn, type ValueJudgement } from './value-judgement.js'
import { isSameValue, keyOfValue } from './value-agreement.js'
import { formerNiks } from './value-former-niks.js'
import { doubtShortened } from './value-name.js'

/** What decides besides the records: the live judgements on this person's values, and the trust in the sources. */
export interface SurvivorshipRules {
  readonly judgements?: readonly ValueJudgement[]
  readonly trustOf: TrustOf
}

/**
 * The golden values of one person out of the live records, in whatever order they come. Each field is decided by a
 * judgement; then by soundness, the register, confirmation, trust, recency, majority, and source and key at last.
 */
export function goldenPerson(records: readonly RegistryRecord[], rules: SurvivorshipRules): GoldenPerson {
  return goldenOfParsed(
    records.map((record) => new ParsedRecord(record)),
    rules,
  )
}

/** The same of records that are read already. */
export function goldenOfParsed(records: readonly ParsedRecord[], rules: SurvivorshipRules): GoldenPerson {
  const sorted = records.length === 1 ? records : records.toSorted((a, b) => byKey(a.source, b.source))
  const known: Known = { nik: '', kk: '', village: '' }
  const golden: Partial<Record<GoldenField, GoldenValue>> & { former_niks?: readonly FormerNik[] } = {}
  let niks: readonly Candidate[] = []
  for (const field of ORDER) {
    const candidates = candidatesOf(sorted, field, { rules, known })
    const value = goldenValue(field, candidates, rules.judgements)
    if (field === 'nik') niks = candidates
    if (value === undefined) continue
    golden[field] = value
    learn(known, field, value)
  }
  const former = formerNiks(niks, golden)
  if (former.length > 0) golden.former_niks = former
  return golden
}

function learn(known: Known, field: GoldenField, { value, doubtful }: GoldenValue): void {
  if (field === 'nik') known.nik = doubtful === true ? '' : value
  else if (field === 'kk') known.kk = value
  else if (field === 'village_code') known.village = value
}

/** The NIK speaks for birth date and sex, the card for the relation, the village for the rest of the place. */
const ORDER: readonly GoldenField[] = [
  'nik',
  'name',
  'birth_date',
  'sex',
  'birthplace',
  'mother_name',
  'kk',
  'relation',
  'village_code',
  'address',
  'rt',
  'rw',
  'phone',
  'deceased',
]

interface Setting {
  readonly rules: SurvivorshipRules
  readonly known: Readonly<Known>
}

function goldenValue(
  field: GoldenField,
  candidates: readonly Candidate[],
  judgements: readonly ValueJudgement[] | undefined,
): GoldenValue | undefined {
  const judgement = judgementOn(field, judgements)
  return judgement === undefined ? electedValue(field, candidates) : judgedValue(judgement, candidates)
}

/** Everything that the records say of a field, weighed. */
export function candidatesOf(
  records: readonly ParsedRecord[],
  field: GoldenField,
  { rules, known }: Setting,
): Candidate[] {
  const candidates: Candidate[] = []
  for (const record of records) {
    const reading = readField(record, field, known)
    if (reading === undefined) continue
    candidates.push(candidate(record, rules.trustOf(record.source.source, TRUST_OF_FIELD[field]), reading))
  }
  if (candidates.length < 2) return candidates
  if (LASTING.has(field)) confirmByOthers(candidates)
  if (field === 'name') doubtShortened(candidates, (record) => record.name)
  if (field === 'mother_name') doubtShortened(candidates, (record) => record.mother)
  return candidates
}

function judgedValue({ id, field, value }: ValueJudgement, candidates: readonly Candidate[]): GoldenValue {
  const key = keyOfValue(field, value)
  const source = candidates.find((each) => each.key === key)
  const others = disagreeing(field, key, candidates)
  return {
    value,
    ...(source === undefined ? {} : { record: source.record.source.id }),
    ...(others.length === 0 ? {} : { others }),
    judgement: id,
  }
}

function electedValue(field: GoldenField, candidates: readonly Candidate[]): GoldenValue | undefined {
  const best = electValue(candidates)
  if (best === undefined) return undefined
  const value: { -readonly [part in keyof GoldenValue]: GoldenValue[part] } = {
    value: best.value,
    record: best.record.source.id,
  }
  const others = disagreeing(field, best.key, candidates)
  if (others.length > 0) value.others = others
  if (!best.sound) value.doubtful = true
  return value
}

const NOBODY: readonly string[] = []

function disagreeing(field: GoldenField, key: string, candidates: readonly Candidate[]): readonly string[] {
  let others: string[] | undefined
  for (const each of candidates) {
    if (!isSameValue(field, each.key, key)) (others ??= []).push(each.record.source.id)
  }
  return others ?? NOBODY
}
