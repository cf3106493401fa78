import {
  RECORD_FIELDS,
  type CanonicalRecord,
  type Facts,
  type RecordField,
} from '../../../src/domain/registry/records/canonical-record.js'
import type { HouseholdPerson } from '../../../src/domain/registry/households/person-claims.js'
import type { RegistryRecord } from '../../../src/domain/registry/records/registry-record.js'

const TRUST: Readonly<Record<string, number>> = {
  disdukcapil: 90,
  dtsen: 80,
  sibangkit: 60,
  p3ke: 50,
  'bantu-umak': 50,
  dtks: 40,
}

export const trustOf = (source: string): number => TRUST[source] ?? 30

/** Family cards of one invented kecamatan: the old one, one issued later, and others. */
export const KK = {
  old: '1699010503100001',
  new: '1699012208230002',
  ofGroom: '1699012208230003',
  other: '1699021111150004',
  slipOfOld: '1699010503100011',
} as const

export const SEKAYU = { village_code: '16.99.01.2001' }
export const LALAN = { village_code: '16.99.02.2002' }
export const DEAD = { status: 'MATI' }

/** A record in words: source, then KK or `ref:` and the list's own reference or `-`, then the relation. */
export type Word = readonly [text: string, more?: Partial<Record<RecordField, string>>, facts?: Facts]

export function recordOf(sourceKey: string, [text, more = {}, facts = {}]: Word): RegistryRecord {
  const [source = '', family = '-', ...relation] = text.split(' ')
  const reference = family.startsWith('ref:') ? family.slice('ref:'.length) : ''
  const kk = reference !== '' || family === '-' ? '' : family
  const blank = Object.fromEntries(RECORD_FIELDS.map((field) => [field, ''])) as Record<RecordField, string>
  const shdk = relation.join(' ')
  const record: CanonicalRecord = {
    ...blank,
    source,
    source_key: sourceKey,
    kk,
    household_ref: reference,
    shdk,
    ...more,
  }
  return { id: `${source}/${sourceKey}`, source, sourceKey, record, facts }
}

/** A person whose records are keyed by their name, so that no two persons share one. */
export function personOf(key: string, ...words: readonly (Word | string)[]): HouseholdPerson {
  return {
    key,
    records: words.map((word, at) => recordOf(`${key}-${at}`, typeof word === 'string' ? [word] : word)),
  }
}
