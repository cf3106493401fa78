import { parseKk } from '../../identity/numbers/kk.js'
import { parseRelation, type Relation } from '../../identity/relation.js'
import { possibleKks } from './possible-kks.js'
import { byKey, type RegistryRecord } from '../records/registry-record.js'
import type { Facts } from '../records/canonical-record.js'

/** A person as households see them: the caller's key, unique among persons, and the records that are theirs. */
export interface HouseholdPerson {
  readonly key: string
  readonly records: readonly RegistryRecord[]
}

/** How far a source is believed about who lives with whom, 0..100. */
export type SourceTrust = (source: string) => number

/** One record's word on whom the person lives with. */
export interface FamilyClaim {
  /** The list family: source and its own reference or else the KK; whoever has a record in it keeps company there. */
  readonly family: string
  /** What the stay says of the household: the KK where there is one, since it is the same in all lists; else the family. */
  readonly household: string
  readonly kk: string
  readonly trust: number
  /** Trust, with an advantage for a KK. */
  readonly strength: number
  /** The year of the list, 0 where the list does not say. */
  readonly year: number
  /** The day when the KK was issued as YYYYMMDD, 0 without a KK. */
  readonly issued: number
  readonly relation: Relation | ''
  readonly record: RegistryRecord
}

/** What a person's own records say of their household. */
export interface PersonClaims {
  readonly key: string
  /** All records, the most trusted first. */
  readonly records: readonly RegistryRecord[]
  /** The records that name a family, the best first; the first is the anchor. */
  readonly claims: readonly FamilyClaim[]
  /** The list families in which the person is to be looked for: of the stays; without any, those of numbers mended. */
  readonly families: readonly string[]
  /** The first record by source and key: what orders persons, since their keys may differ from one build to the next. */
  readonly first: RegistryRecord
  readonly deceased: boolean
}

/**
 * Two lists of much the same trust are better compared by the one with a KK: a family number of the list's own means
 * nothing elsewhere, and would part its families from those of the other lists.
 */
const KK_ADVANTAGE = 15

/** KK numbers of SIAK begin in the years after 2000; a two-digit year beyond this is a slip or an old number. */
const LAST_YEAR_OF_CENTURY = 60

const DEAD = /\b(?:MATI|MENINGGAL|WAFAT)\b/i
const ALIVE = /\bHIDUP\b/i

/**
 * Gives where a person stands by their own records alone: every stay, the best first, and whether they are dead. Better
 * is stronger, then of the later list, then of the later KK, then by source and key. Throws when there is no record.
 */
export function readClaims(person: HouseholdPerson, trustOf: SourceTrust): PersonClaims {
  const sorted = [...person.records].sort(byKey)
  const [first] = sorted
  if (first === undefined) throw new RangeError('a person without records has no household')
  const records = sorted.sort((a, b) => trustOf(b.source) - trustOf(a.source) || byKey(a, b))
  const claims = records.flatMap((record) => claimOf(record, trustOf) ?? []).sort(compareClaims)
  const families = familiesOf(records, claims)
  return {
    key: person.key,
    records,
    claims: laterDepartureFirst(claims),
    families,
    first,
    deceased: isDeceased(records, trustOf),
  }
}

/** The advantage of a KK is void where the more trusted list without one shows that the person has left since. */
function laterDepartureFirst(claims: readonly FamilyClaim[]): readonly FamilyClaim[] {
  const [best] = claims
  if (best === undefined) return claims
  const later = claims.find(({ trust, relation }) => trust > best.trust && hasLeft(best.relation, relation))
  return later === undefined ? claims : [later, ...claims.filter((claim) => claim !== later)]
}

/**
 * Whether a person has left a family between two stays: children and other relatives who marry become head or wife of a
 * family of their own, whereas a wife who becomes head has buried her husband and kept the family.
 */
export function hasLeft(before: Relation | '', after: Relation | ''): boolean {
  if (before === '' || isFounder(before)) return false
  return isFounder(after) || (after === 'child_in_law' && before !== 'child_in_law')
}

function isFounder(relation: Relation | ''): boolean {
  return relation === 'head' || relation === 'husband' || relation === 'wife' || relation === 'spouse'
}

/** Orders stays from the best down. */
export function compareClaims(a: FamilyClaim, b: FamilyClaim): number {
  return b.strength - a.strength || b.year - a.year || b.issued - a.issued || byKey(a.record, b.record)
}

/** Orders persons by their first record. */
export function comparePersons(a: PersonClaims, b: PersonClaims): number {
  return byKey(a.first, b.first)
}

/**
 * Gives the list families of a record, by which co-members are found: the one it names, or those that its damaged KK may
 * have named, or none.
 */
export function familiesOfRecord(record: RegistryRecord): readonly string[] {
  const family = familyOf(record, kkOf(record))
  if (family !== undefined) return [family]
  return possibleKks(record.record.kk).map((kk) => `${record.source}/${kk}`)
}

/** The key of the household that a record by itself speaks for; undefined where it names no family. */
export function householdOfRecord(record: RegistryRecord): string | undefined {
  return claimOf(record, () => 0)?.household
}

/** What a damaged number may have been matters only to those of whom no list has a whole one. */
function familiesOf(records: readonly RegistryRecord[], claims: readonly FamilyClaim[]): readonly string[] {
  const families = claims.length > 0 ? claims.map(({ family }) => family) : records.flatMap(familiesOfRecord)
  return [...new Set(families)]
}

function claimOf(record: RegistryRecord, trustOf: SourceTrust): FamilyClaim | undefined {
  const kk = kkOf(record)
  const family = familyOf(record, kk)
  if (family === undefined) return undefined
  return {
    family,
    household: kk === '' ? `family:${family}` : `kk:${kk}`,
    kk,
    trust: trustOf(record.source),
    strength: trustOf(record.source) + (kk === '' ? 0 : KK_ADVANTAGE),
    year: record.facts.list_year ?? 0,
    issued: kk === '' ? 0 : dayOfIssue(kk),
    relation: parseRelation(record.record.shdk),
    record,
  }
}

/** The list's own reference outranks the KK: it holds a family together whose KK is typed wrong in one row. */
function familyOf(record: RegistryRecord, kk: string): string | undefined {
  const reference = record.record.household_ref.trim() || kk
  return reference === '' ? undefined : `${record.source}/${reference}`
}

function kkOf({ record }: RegistryRecord): string {
  if (record.kk === '' || record.kk === record.nik) return ''
  const kk = parseKk(record.kk)
  return kk.status === 'valid' ? kk.digits : ''
}

/** Later-issued is later evidence, whenever it arrived. */
function dayOfIssue(kk: string): number {
  const year = Number(kk.slice(10, 12))
  const century = year > LAST_YEAR_OF_CENTURY ? 1900 : 2000
  return (century + year) * 10_000 + Number(kk.slice(8, 10)) * 100 + Number(kk.slice(6, 8))
}

/** The most trusted source that says anything decides; on equal trust a death is believed, since few are invented. */
function isDeceased(records: readonly RegistryRecord[], trustOf: SourceTrust): boolean {
  const speaking = records.find((record) => saysDead(record.facts) || saysAlive(record.facts))
  if (speaking === undefined) return false
  const trust = trustOf(speaking.source)
  return records.some((record) => trustOf(record.source) === trust && saysDead(record.facts))
}
/** Whether a list says that the person has died: its own status (`MATI`), or what the population register answered it. */

function saysDead(facts: Facts): boolean {
  return DEAD.test(facts.status ?? '') || DEAD.test(facts.register_answer ?? '')
}
/** Whether a list says that the person lives. Being listed says nothing: lists keep the dead for years. */

function saysAlive(facts: Facts): boolean {
  return ALIVE.test(facts.status ?? '')
}
