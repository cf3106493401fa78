import type { GoldenField, GoldenPerson, GoldenValue } from '../golden/values/golden-value.js'
import { LEAST_SEVERITY, severityOfValues, STALE_VALUE_SEVERITY } from './severity.js'
import { byKey } from '../records/registry-record.js'
import { candidatesOf, readingContextOf, type SurvivorshipRules } from '../golden/survivorship-candidates.js'
import type { ParsedRecord } from '../golden/values/survivorship-record.js'
import { isValueStale } from '../judgements/value-basis.js'
import type { Candidate } from '../golden/values/value-candidate.js'
import { differenceOf } from '../golden/values/value-difference.js'
import { isDateConfirmed } from '../golden/values/value-former-niks.js'
import { judgementOn } from '../golden/values/value-judgement.js'
import type { ConflictSide, SideLevel, WeighedSide } from './conflict-side.js'

/** The kinds of conflict among the records of one person. */
export type PersonConflictKind = 'nik_disagreement' | 'value_disagreement' | 'judgement_stale'

/**
 * A conflict about a value of a person, in ids and levels only: the values are looked up when it is shown. `key` identifies
 * the conflict within its person. `severity` is 0 to 100. The golden side comes first.
 */
export interface PersonConflict {
  readonly kind: PersonConflictKind
  readonly field: GoldenField
  readonly key: string
  readonly severity: number
  readonly sides: readonly ConflictSide[]
}

/** The fields that are checked: identity and payment depend on them. */
const CHECKED_FIELDS: readonly GoldenField[] = ['nik', 'birth_date', 'sex', 'name', 'deceased']

/**
 * Returns the conflicts among the records of a person with at least `LEAST_SEVERITY`, gravest first. Differences in spelling,
 * initials, titles, missing tokens, partial and default dates are no conflicts. Neither is a typing error against a value
 * that the NIK or more sources confirm.
 */
export function personConflicts(
  records: readonly ParsedRecord[],
  golden: GoldenPerson,
  rules: SurvivorshipRules,
): readonly PersonConflict[] {
  const conflicts: PersonConflict[] = []
  for (const field of CHECKED_FIELDS) {
    const value = golden[field]
    if (value === undefined || !mayConflict(field, value, records)) continue
    const conflict = conflictOn(field, records, { golden, rules })
    if (conflict !== undefined && conflict.severity >= LEAST_SEVERITY) conflicts.push(conflict)
  }
  return conflicts.sort((a, b) => b.severity - a.severity || (a.key < b.key ? -1 : 1))
}

/** A mark of death in one record contradicts records with the same name without the mark. */
function mayConflict(field: GoldenField, { others, doubtful }: GoldenValue, records: readonly ParsedRecord[]): boolean {
  return others !== undefined || (field === 'deceased' && doubtful === true && records.length > 1)
}

interface Rules {
  readonly golden: GoldenPerson
  readonly rules: SurvivorshipRules
}

function conflictOn(
  field: GoldenField,
  records: readonly ParsedRecord[],
  { golden, rules }: Rules,
): PersonConflict | undefined {
  const value = golden[field]?.value ?? ''
  const judgement = judgementOn(field, rules.judgements)
  if (judgement !== undefined && !isValueStale(judgement, records)) return undefined
  const sorted = records.toSorted((a, b) => byKey(a.source, b.source))
  const candidates = candidatesOf(sorted, field, { rules, reading: readingContextOf(golden) })
  const sides = sidesOf(field, value, { golden, candidates, records: sorted })
  if (sides.length < 2) return undefined
  const kind = judgement !== undefined ? 'judgement_stale' : field === 'nik' ? 'nik_disagreement' : 'value_disagreement'
  const severity = Math.max(severityOfValues(field, sides), judgement === undefined ? 0 : STALE_VALUE_SEVERITY)
  return {
    kind,
    field,
    key: `${kind}:${field}`,
    severity,
    sides: sides.map(({ level, all }) => conflictSide(level, all)),
  }
}

function conflictSide(level: SideLevel, all: readonly ParsedRecord[]): ConflictSide {
  return { level, records: all.map(({ source }) => source.id) }
}

interface SideInputs {
  readonly golden: GoldenPerson
  readonly candidates: readonly Candidate[]
  readonly records: readonly ParsedRecord[]
}

/** Returns the golden side and each side that differs from it, in the order of their first records. */
function sidesOf(
  field: GoldenField,
  value: string,
  { golden, candidates, records }: SideInputs,
): readonly WeighedSide[] {
  const sides = new Map<string, { level: SideLevel; candidates: Candidate[] }>([
    ['', { level: 'golden', candidates: [] }],
  ])
  for (const one of candidates) {
    if (!isSide(field, one, golden)) continue
    const level = differenceOf(field, value, one.value)
    const key = level === 'none' ? '' : one.key
    const side = sides.get(key)
    if (side !== undefined) side.candidates.push(one)
    else if (level !== 'none') sides.set(key, { level, candidates: [one] })
  }
  const weighed = [...sides.values()].map((each) => ({ ...each, all: each.candidates.map(({ record }) => record) }))
  return field === 'deceased' && weighed.length < 2 ? [...weighed, ...silentSide(weighed[0], records)] : weighed
}

/**
 * Whether a candidate makes a side. Only sound candidates do, except for sex and marks of death. A NIK must also be confirmed
 * by the birth date.
 */
function isSide(field: GoldenField, one: Candidate, golden: GoldenPerson): boolean {
  if (field === 'deceased' || one.value === golden[field]?.value) return true
  if (field === 'nik') return one.sound && isDateConfirmed(one, golden)
  if (field === 'sex') return true
  return one.sound
}

function silentSide(marked: WeighedSide | undefined, records: readonly ParsedRecord[]): readonly WeighedSide[] {
  const silent = records.filter((record) => marked?.all.includes(record) !== true)
  return silent.length === 0 ? [] : [{ level: 'unsaid', all: silent, candidates: [] }]
}
