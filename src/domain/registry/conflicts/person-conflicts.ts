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

/** The conflicts that lie within one person. */
export type PersonConflictKind = 'nik_disagreement' | 'value_disagreement' | 'judgement_stale'

/**
 * A question about a person's value, in ids and levels only: the values are looked up when it is shown. `key` is the
 * same for the same question about the same person. `severity` is 0 to 100. The golden side comes first.
 */
export interface PersonConflict {
  readonly kind: PersonConflictKind
  readonly field: GoldenField
  readonly key: string
  readonly severity: number
  readonly sides: readonly ConflictSide[]
}

/** The fields about which people are asked: what identity and payment hang on. */
const ASKED: readonly GoldenField[] = ['nik', 'birth_date', 'sex', 'name', 'deceased']

/**
 * The disagreements of a person's records that are worth a question, gravest first. Spelling, initials, titles, missing
 * tokens, partial and default dates are no disagreement, nor is a slip beside a value that the NIK or more lists bear out.
 */
export function personConflicts(
  records: readonly ParsedRecord[],
  golden: GoldenPerson,
  rules: SurvivorshipRules,
): readonly PersonConflict[] {
  const conflicts: PersonConflict[] = []
  for (const field of ASKED) {
    const value = golden[field]
    if (value === undefined || !mayConflict(field, value, records)) continue
    const conflict = conflictOn(field, records, { golden, rules })
    if (conflict !== undefined && conflict.severity >= LEAST_SEVERITY) conflicts.push(conflict)
  }
  return conflicts.sort((a, b) => b.severity - a.severity || (a.key < b.key ? -1 : 1))
}

/** A mark of death behind a name stands against the lists that have the name without it. */
function mayConflict(field: GoldenField, { others, doubtful }: GoldenValue, records: readonly ParsedRecord[]): boolean {
  return others !== undefined || (field === 'deceased' && doubtful === true && records.length > 1)
}

interface Case {
  readonly golden: GoldenPerson
  readonly rules: SurvivorshipRules
}

function conflictOn(
  field: GoldenField,
  records: readonly ParsedRecord[],
  { golden, rules }: Case,
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
  return { kind, field, key: `${kind}:${field}`, severity, sides: sides.map(({ level, all }) => side(level, all)) }
}

function side(level: SideLevel, all: readonly ParsedRecord[]): ConflictSide {
  return { level, records: all.map(({ source }) => source.id) }
}

interface Heard {
  readonly golden: GoldenPerson
  readonly candidates: readonly Candidate[]
  readonly records: readonly ParsedRecord[]
}

/** The golden side and each that differs from it in earnest, in the order of their first records. */
function sidesOf(field: GoldenField, value: string, { golden, candidates, records }: Heard): readonly WeighedSide[] {
  const sides = new Map<string, { level: SideLevel; candidates: Candidate[] }>([
    ['', { level: 'golden', candidates: [] }],
  ])
  for (const one of candidates) {
    if (!isHeard(field, one, golden)) continue
    const level = differenceOf(field, value, one.value)
    const key = level === 'none' ? '' : one.key
    const known = sides.get(key)
    if (known !== undefined) known.candidates.push(one)
    else if (level !== 'none') sides.set(key, { level, candidates: [one] })
  }
  const weighed = [...sides.values()].map((each) => ({ ...each, all: each.candidates.map(({ record }) => record) }))
  return field === 'deceased' && weighed.length < 2 ? [...weighed, ...silentSide(weighed[0], records)] : weighed
}

/** What is not sound on its own asks no question, but a mark of death does; of NIKs those count that a birth date bears out. */
function isHeard(field: GoldenField, one: Candidate, golden: GoldenPerson): boolean {
  if (field === 'deceased' || one.value === golden[field]?.value) return true
  if (field === 'nik') return one.sound && isDateConfirmed(one, golden)
  if (field === 'sex') return true
  return one.sound
}

function silentSide(marked: WeighedSide | undefined, records: readonly ParsedRecord[]): readonly WeighedSide[] {
  const silent = records.filter((record) => marked?.all.includes(record) !== true)
  return silent.length === 0 ? [] : [{ level: 'unsaid', all: silent, candidates: [] }]
}
