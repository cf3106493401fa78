import type { RecordField } from '../records/canonical-record.js'
import type { GoldenField } from './values/golden-value.js'
import type { ParsedRecord } from './values/survivorship-record.js'
import type { TrustField } from '../records/trust.js'
import type { Reading } from './values/value-candidate.js'
import { readBirthDate } from './values/value-birth-date.js'
import { readMotherName, readName } from './values/value-name.js'
import { readKk, readNik } from './values/value-number.js'
import { readBirthplace, readInVillage, readPhone, readRelation, readVillage } from './values/value-place.js'
import { readDeceased, readSex } from './values/value-sex.js'

/** Golden values on which the reading of other fields depends; '' until they are decided. */
export interface ReadingContext {
  nik: string
  kk: string
  village: string
}

/** Returns what a record holds for a field, or undefined if it holds nothing usable. */
export function readField(
  record: ParsedRecord,
  field: GoldenField,
  known: Readonly<ReadingContext>,
): Reading | undefined {
  switch (field) {
    case 'name':
      return readName(record)
    case 'nik':
      return readNik(record)
    case 'kk':
      return readKk(record)
    case 'birth_date':
      return readBirthDate(record, known.nik)
    case 'sex':
      return readSex(record, known.nik)
    case 'birthplace':
      return readBirthplace(record)
    case 'mother_name':
      return readMotherName(record)
    case 'village_code':
      return readVillage(record)
    case 'address':
    case 'rt':
    case 'rw':
      return readInVillage(record, field, known.village)
    case 'phone':
      return readPhone(record)
    case 'relation':
      return readRelation(record, known.kk)
    case 'deceased':
      return readDeceased(record)
  }
}

/**
 * The trust field that applies to each golden field. All parts of an address share one, so that they come from one
 * source: parts of two sources would name a house that does not exist.
 */
export const TRUST_OF_FIELD: Readonly<Record<GoldenField, TrustField>> = {
  name: 'name',
  nik: 'nik',
  kk: 'kk',
  birth_date: 'birth_date',
  sex: 'sex',
  birthplace: 'birthplace',
  mother_name: 'mother_name',
  address: 'address',
  rt: 'address',
  rw: 'address',
  village_code: 'address',
  phone: 'phone',
  relation: 'relation',
  deceased: 'deceased',
}

/**
 * Fields in which two sources with the same value confirm each other. Card, address, phone and relation change in life:
 * two sources may both be out of date.
 */
export const LASTING: ReadonlySet<GoldenField> = new Set([
  'name',
  'nik',
  'birth_date',
  'sex',
  'birthplace',
  'mother_name',
])

/** The columns on which the reading of a field depends, its own column first. Empty for a field read from facts. */
export const READ_FROM: Readonly<Record<GoldenField, readonly RecordField[]>> = {
  name: ['name'],
  nik: ['nik', 'kk', 'dob', 'sex'],
  kk: ['kk', 'nik'],
  birth_date: ['dob'],
  sex: ['sex'],
  birthplace: ['birthplace'],
  mother_name: ['mother_name'],
  address: ['address', 'village_code'],
  rt: ['rt', 'village_code'],
  rw: ['rw', 'village_code'],
  village_code: ['village_code'],
  phone: ['phone'],
  relation: ['shdk', 'kk'],
  deceased: [],
}
