import type { GoldenAbsence, GoldenField, GoldenPerson, GoldenValue } from './values/golden-value.js'
import { statedAbsence } from '../records/presence.js'
import { byKey, type RegistryRecord } from '../records/registry-record.js'
import { candidatesOf, type ElectionContext, type SurvivorshipRules, trustIn } from './survivorship-candidates.js'
import { type ReadingContext, READ_FROM, readField, TRUST_OF_FIELD } from './survivorship-fields.js'
import { ParsedRecord } from './values/survivorship-record.js'
import { isSameValue, keyOfValue } from './values/value-agreement.js'
import { type Candidate, electValue, type Reading } from './values/value-candidate.js'
import { formerNiks } from './values/value-former-niks.js'
import { judgementOn, type ValueJudgement } from './values/value-judgement.js'
import { mostTrusted, unanimousRecord } from './values/value-unanimous.js'

/**
 * Returns the golden values of one person from its live records, in any order. A judgement on a field decides it.
 * Without one, candidates are compared by soundness, authority of the source, confirmation, trust, recency, number of
 * sources, and finally source and key. A row that the register calls invalid decides nothing that another row has.
 */
export function goldenPerson(records: readonly RegistryRecord[], rules: SurvivorshipRules): GoldenPerson {
  return goldenOfParsed(
    records.map((record) => new ParsedRecord(record)),
    rules,
  )
}

/** Like `goldenPerson`, for records that are already parsed. */
export function goldenOfParsed(records: readonly ParsedRecord[], rules: SurvivorshipRules): GoldenPerson {
  const sorted = records.length === 1 ? records : records.toSorted((a, b) => byKey(a.source, b.source))
  const known: ReadingContext = { nik: '', kk: '', village: '' }
  const golden: Partial<Record<GoldenField, GoldenValue>> & Pick<Mutable<GoldenPerson>, 'former_niks' | 'absence'> = {}
  const setting: ElectionContext = { rules, reading: known }
  for (const field of ORDER) {
    const value = goldenValue(sorted, field, setting)
    if (value === undefined) continue
    golden[field] = value
    updateContext(known, field, value)
  }
  if (golden.nik?.others !== undefined || sorted.some(isCorrected)) {
    const niks = golden.nik?.others === undefined ? [] : candidatesOf(sorted, 'nik', setting)
    const former = formerNiks(niks, sorted.filter(isCorrected), golden)
    if (former.length > 0) golden.former_niks = former
  }
  const absence = absenceOf(sorted, rules)
  if (absence !== undefined && golden.deceased?.value !== 'yes') golden.absence = absence
  return golden
}

function isCorrected({ source }: ParsedRecord): boolean {
  return source.facts.former_niks !== undefined
}

type Mutable<Type> = { -readonly [key in keyof Type]: Type[key] }

function absenceOf(records: readonly ParsedRecord[], { trustOf }: SurvivorshipRules): GoldenAbsence | undefined {
  if (records.every(({ source }) => source.facts.status === undefined)) return undefined
  const sources = records.map(({ source }) => source)
  const stated = statedAbsence(sources, (source) => trustOf(source, 'deceased'))
  return stated === undefined ? undefined : { value: stated.absence, record: stated.record.id }
}

function updateContext(known: ReadingContext, field: GoldenField, { value, doubtful }: GoldenValue): void {
  if (field === 'nik') known.nik = doubtful === true ? '' : value
  else if (field === 'kk') known.kk = value
  else if (field === 'village_code') known.village = value
}

/**
 * The order in which fields are decided: birth date and sex are read with the golden NIK, the relation with the golden
 * KK, address, RT and RW with the golden village.
 */
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

function goldenValue(
  records: readonly ParsedRecord[],
  field: GoldenField,
  setting: ElectionContext,
): GoldenValue | undefined {
  const judgement = judgementOn(field, setting.rules.judgements)
  if (judgement !== undefined) return judgedValue(judgement, candidatesOf(records, field, setting))
  const [column, context] = READ_FROM[field]
  const one = column === undefined || context !== undefined ? undefined : unanimousRecord(records, column)
  if (column === undefined || one === undefined) return electedValue(field, candidatesOf(records, field, setting))
  const reading = readField(one, field, setting.reading)
  if (reading === undefined) return undefined
  return shownValue(
    reading,
    mostTrusted(records, column, (record) => trustIn(record, TRUST_OF_FIELD[field], setting.rules)) ?? one,
  )
}

function shownValue({ value, sound }: Reading, { source }: ParsedRecord): GoldenValue {
  return sound ? { value, record: source.id } : { value, record: source.id, doubtful: true }
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
  const shown = shownValue(best, best.record)
  const others = disagreeing(field, best.key, candidates)
  return others.length === 0 ? shown : { ...shown, others }
}

const NOBODY: readonly string[] = []

function disagreeing(field: GoldenField, key: string, candidates: readonly Candidate[]): readonly string[] {
  let others: string[] | undefined
  for (const each of candidates) {
    if (!isSameValue(field, each.key, key)) (others ??= []).push(each.record.source.id)
  }
  return others ?? NOBODY
}
