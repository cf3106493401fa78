import { parseKk } from '../../identity/numbers/kk.js'
import { isOneSlip } from '../../identity/numbers/slip.js'
import { parseRelation, type Relation } from '../../identity/relation.js'
import { possibleKks } from './possible-kks.js'
import { type Absence, presenceOf, statedAbsence } from '../records/presence.js'
import { byKey, type RegistryRecord } from '../records/registry-record.js'
import type { Facts } from '../records/canonical-record.js'

/** A person and its records. `key` is chosen by the caller and unique among persons. */
export interface HouseholdPerson {
  readonly key: string
  readonly records: readonly RegistryRecord[]
}

/** How far a source is trusted about households, 0 to 100. */
export type SourceTrust = (source: string) => number

/** The claim of one record about the family of its person. */
export interface FamilyClaim {
  /**
   * The family: source and its own household reference, or the KK if it has none. Persons with a record in one family
   * are co-members.
   */
  readonly family: string
  /**
   * The key of the household that the claim points to: the KK, which is the same in all sources; without one, the
   * family.
   */
  readonly household: string
  readonly kk: string
  readonly trust: number
  /** Trust in the source, plus `KK_ADVANTAGE` for a claim with a KK. */
  readonly strength: number
  /** The year of the source; 0 if unknown. */
  readonly year: number
  /** The day of issue of the KK as yyyymmdd; 0 without a KK. */
  readonly issued: number
  readonly relation: Relation | ''
  readonly record: RegistryRecord
}

/** A person with the claims of its records, best first. */
export interface PersonClaims {
  readonly key: string
  /** All records, the most trusted first. */
  readonly records: readonly RegistryRecord[]
  /** The claims of the records that name a family, the best first. */
  readonly claims: readonly FamilyClaim[]
  /**
   * The families in which co-members are looked for: those of the claims. Without claims, those that damaged KKs may
   * have named.
   */
  readonly families: readonly string[]
  /** The first record by source and key. Persons are ordered by it, because their keys may differ between rebuilds. */
  readonly first: RegistryRecord
  readonly deceased: boolean
  /** Why the person does not live with the family of its claims, by the register; '' if it does, or has died. */
  readonly absence: Absence | ''
  /** Whether the person is deceased or absent, and so no member. */
  readonly isGone: boolean
}

/**
 * Between sources of similar trust a claim with a KK is preferred. A source's own family number means nothing in other
 * sources and would separate its families from theirs.
 */
const KK_ADVANTAGE = 15

/** KKs of SIAK carry years after 2000. A larger two-digit year is a typing error or an older number, read as 19YY. */
const LAST_YEAR_OF_CENTURY = 60

const DEAD = /\b(?:MATI|MENINGGAL|WAFAT)\b/i
const ALIVE = /\bHIDUP\b/i

/**
 * Returns the claims of a person's records and whether the person is deceased or absent. Claims are ordered by strength, then
 * year of the source, day of issue of the KK, source and key. Throws a RangeError if there is no record.
 */
export function readClaims(person: HouseholdPerson, trustOf: SourceTrust): PersonClaims {
  const sorted = [...person.records].sort(byKey)
  const [first] = sorted
  if (first === undefined) throw new RangeError('a person without records has no household')
  const records = sorted.sort((a, b) => trustOf(b.source) - trustOf(a.source) || byKey(a, b))
  const all = records.flatMap((record) => claimOf(record, trustOf) ?? []).sort(compareClaims)
  const deceased = isDeceased(records, trustOf)
  const stated = deceased ? undefined : statedAbsence(records, trustOf)
  const elsewhere = stated?.absence === 'moved' ? claimsElsewhere(all) : []
  const claims = elsewhere.length > 0 ? elsewhere : all
  const absence = elsewhere.length > 0 ? '' : (stated?.absence ?? '')
  return {
    key: person.key,
    records,
    claims: laterDepartureFirst(claims),
    families: familiesOf(records, claims),
    first,
    deceased,
    absence,
    isGone: deceased || absence !== '',
  }
}

/**
 * Returns the claims with another family card than that from which the person moved away. A number one slip from it is the
 * same card; a claim without a card may be older than the move.
 */
function claimsElsewhere(claims: readonly FamilyClaim[]): readonly FamilyClaim[] {
  const left = claims.filter(({ record }) => presenceOf(record.facts) === 'moved').map(({ kk }) => kk)
  return claims.filter(({ kk }) => kk !== '' && left.every((other) => other !== kk && !isOneSlip(other, kk)))
}

/**
 * Moves the claim of a more trusted source to the front if it shows that the person has since left the family of the
 * best claim. Then the advantage of a KK does not count.
 */
function laterDepartureFirst(claims: readonly FamilyClaim[]): readonly FamilyClaim[] {
  const [best] = claims
  if (best === undefined) return claims
  const later = claims.find(({ trust, relation }) => trust > best.trust && hasLeft(best.relation, relation))
  return later === undefined ? claims : [later, ...claims.filter((claim) => claim !== later)]
}

/**
 * Whether a person left a family between two claims, given its relations in them. Children and other relatives that
 * marry become head or spouse of a family of their own. A wife that becomes head is a widow who kept the family.
 */
export function hasLeft(before: Relation | '', after: Relation | ''): boolean {
  if (before === '' || isFounder(before)) return false
  return isFounder(after) || (after === 'child_in_law' && before !== 'child_in_law')
}

function isFounder(relation: Relation | ''): boolean {
  return relation === 'head' || relation === 'husband' || relation === 'wife' || relation === 'spouse'
}

/** Orders claims from best to worst. */
export function compareClaims(a: FamilyClaim, b: FamilyClaim): number {
  return b.strength - a.strength || b.year - a.year || b.issued - a.issued || byKey(a.record, b.record)
}

/** Orders persons by their first record. */
export function comparePersons(a: PersonClaims, b: PersonClaims): number {
  return byKey(a.first, b.first)
}

/** Returns the families of a record: the one it names, or those that its damaged KK may have named. May be empty. */
export function familiesOfRecord(record: RegistryRecord): readonly string[] {
  const family = familyOf(record, kkOf(record))
  if (family !== undefined) return [family]
  return possibleKks(record.record.kk).map((kk) => `${record.source}/${kk}`)
}

/** Returns the household key that a record points to by itself; undefined if it names no family. */
export function householdOfRecord(record: RegistryRecord): string | undefined {
  return claimOf(record, () => 0)?.household
}

/** Damaged KKs count only if the person has no claim with a whole one. */
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
    year: record.facts.future?.includes('list_year') === true ? 0 : (record.facts.list_year ?? 0),
    issued: kk === '' ? 0 : dayOfIssue(kk),
    relation: parseRelation(record.record.shdk),
    record,
  }
}

/** The source's own reference comes before the KK: it keeps a family together if one record has a mistyped KK. */
function familyOf(record: RegistryRecord, kk: string): string | undefined {
  const reference = record.record.household_ref.trim() || kk
  return reference === '' ? undefined : `${record.source}/${reference}`
}

function kkOf({ record }: RegistryRecord): string {
  if (record.kk === '' || record.kk === record.nik) return ''
  const kk = parseKk(record.kk)
  return kk.status === 'valid' ? kk.digits : ''
}

/** Returns the day of issue. Of two KKs the later issued is the newer evidence, whenever its record arrived. */
function dayOfIssue(kk: string): number {
  const year = Number(kk.slice(10, 12))
  const century = year > LAST_YEAR_OF_CENTURY ? 1900 : 2000
  return (century + year) * 10_000 + Number(kk.slice(8, 10)) * 100 + Number(kk.slice(6, 8))
}

/**
 * The most trusted source with a statement decides. On equal trust a death is believed, because false ones are rare.
 */
function isDeceased(records: readonly RegistryRecord[], trustOf: SourceTrust): boolean {
  const speaking = records.find((record) => saysDead(record.facts) || saysAlive(record.facts))
  if (speaking === undefined) return false
  const trust = trustOf(speaking.source)
  return records.some((record) => trustOf(record.source) === trust && saysDead(record.facts))
}
/**
 * Whether a source states that the person has died: in its status (`MATI`), or in the answer of the population
 * register.
 */

function saysDead(facts: Facts): boolean {
  return DEAD.test(facts.status ?? '') || DEAD.test(facts.register_answer ?? '')
}
/** Whether a source states that the person lives. Being listed is no evidence: sources keep the dead for years. */

function saysAlive(facts: Facts): boolean {
  return ALIVE.test(facts.status ?? '')
}
