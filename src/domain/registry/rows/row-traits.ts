import { type ParsedBirthDate, parseBirthDate, partialDateNumber } from '../../identity/dates/birth-date.js'
import { parseKk } from '../../identity/numbers/kk.js'
import { parseNik, type ParsedNik } from '../../identity/numbers/nik.js'
import { parsePhone } from '../../identity/numbers/phone.js'
import { nameForm, numberForm, textForm } from '../records/plain-form.js'
import type { CanonicalRecord, Facts } from '../records/canonical-record.js'

/** What identifies a row of a list, in plain form; '' and 0 where it is blank, a filler or cannot be read. */
export interface RowTraits {
  readonly nik: string
  readonly kk: string
  readonly name: string
  /** yyyymmdd with 0 for unknown parts. */
  readonly birthDate: number
  readonly sex: string
  readonly account: string
  readonly phone: string
  readonly mother: string
  readonly household: string
  /** Street and number, RT and RW within the village; '' without a street. */
  readonly house: string
  readonly village: string
}

/** Reads what identifies a row from its record and facts. */
export function rowTraits(record: CanonicalRecord, facts: Facts): RowTraits {
  const street = textForm(record.address)
  return {
    nik: digitsOf(parseNik(record.nik)),
    kk: digitsOf(parseKk(record.kk)),
    name: nameForm(record.name),
    birthDate: dateNumber(parseBirthDate(record.dob)),
    sex: record.sex,
    account: numberForm(facts.account ?? ''),
    phone: parsePhone(record.phone),
    mother: nameForm(record.mother_name),
    household: textForm(record.household_ref),
    house: street === '' ? '' : `${record.village_code} ${street} ${record.rt} ${record.rw}`,
    village: record.village_code,
  }
}

function digitsOf({ status, digits }: Pick<ParsedNik, 'status' | 'digits'>): string {
  return status === 'valid' || status === 'damaged' ? digits : ''
}

function dateNumber(date: ParsedBirthDate): number {
  return date.year === 0 ? 0 : partialDateNumber(date)
}
