import fc from 'fast-check'
import {
  RECORD_FIELDS,
  type CanonicalRecord,
  type Facts,
  type RecordField,
} from '../../../src/domain/registry/records/canonical-record.js'
import type { RegistryRecord } from '../../../src/domain/registry/records/registry-record.js'
import { trustBySource, type TrustField, type TrustOf } from '../../../src/domain/registry/records/trust.js'

/** Trust as a register, a base that was matched with it, and three lists that were not would have it. */
const TRUST_BY_SOURCE: Readonly<Record<string, number>> = { register: 95, base: 75, list: 55, roster: 45, survey: 40 }

export const SOURCES = Object.keys(TRUST_BY_SOURCE)

export const trustOf: TrustOf = (source, field) =>
  trustBySource(new Map([[source, trustIn(source, field)]]))(source, field)

function trustIn(source: string, field: TrustField): { readonly [name in TrustField]?: number } {
  const trust = TRUST_BY_SOURCE[source]
  return trust === undefined ? {} : { [field]: trust }
}

export type Values = { readonly [field in RecordField]?: string } & { readonly facts?: Facts; readonly key?: string }

/** A record of a source; its id is its source and key, so that what a test expects can be read. */
export function recordOf(source: string, { facts = {}, key = '1', ...values }: Values): RegistryRecord {
  const blank = Object.fromEntries(RECORD_FIELDS.map((field) => [field, '']))
  const record = { ...blank, source, source_key: key, ...values } as CanonicalRecord
  return { id: `${source}-${key}`, source, sourceKey: key, record, facts }
}

/** One person's values as lists spoil them: few enough that records agree, slip and contradict each other. */
const SPOILT = {
  nik: ['1606054506800001', '1606054506800002', '1671054506800001', '1606050505900001', '160605450680000', '0', ''],
  kk: ['1606051001100001', '1606051001150002', '1606054506800001', ''],
  name: [
    'SITI AMINAH',
    'Siti Aminah',
    'S. AMINAH',
    'HJ. SITI AMINAH',
    'AMINAH',
    'SITI MAIMUNAH',
    'AMIN (ALM)',
    'BELUM ADA',
  ],
  dob: ['1980-06-05', '1980-05-06', '1980-01-01', '1980', '1990-05-05', ''],
  sex: ['P', 'L', ''],
  birthplace: ['SEKAYU', 'KAB. SEKAYU', 'PLG', ''],
  mother_name: ['RUKIAH', 'RUKIYAH', 'R', ''],
  address: ['DUSUN I', 'DUSUN II', '-', ''],
  rt: ['001', '002', ''],
  rw: ['001', ''],
  village_code: ['16.06.05.2001', '16.06.05.2002', '16.06.050.001', ''],
  phone: ['081234567999', '085296541238', ''],
  shdk: ['ISTRI', 'KEPALA KELUARGA', ''],
} as const satisfies { readonly [field in RecordField]?: readonly string[] }

const facts = fc.constantFrom<Facts>(
  {},
  {},
  { list_year: 2021 },
  { list_year: 2024 },
  { status: 'HIDUP' },
  { status: 'MATI' },
  { status: 'PINDAH' },
  { status: 'TIDAK VALID' },
)

const record = fc
  .record({
    source: fc.constantFrom(...SOURCES),
    facts,
    key: fc.constantFrom('1', '2', '3'),
    values: fc.record(
      Object.fromEntries(Object.entries(SPOILT).map(([field, values]) => [field, fc.constantFrom<string>(...values)])),
    ),
  })
  .map(({ source, facts, key, values }) => recordOf(source, { ...values, facts, key }))

/** The records of one person, each id once. */
export const personRecords = fc.uniqueArray(record, { selector: ({ id }) => id, minLength: 1, maxLength: 7 })
