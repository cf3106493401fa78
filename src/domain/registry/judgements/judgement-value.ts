import { parseAreaCode } from '../../identity/areas/area-code.js'
import { isBlankValue } from '../../identity/blank-value.js'
import { isCalendarDate } from '../../identity/dates/calendar.js'
import { parseKk } from '../../identity/numbers/kk.js'
import { parseName } from '../../identity/names/name.js'
import { parseNik } from '../../identity/numbers/nik.js'
import { parsePhone } from '../../identity/numbers/phone.js'
import { parseRelation } from '../../identity/relation.js'
import { parseSex } from '../../identity/sex.js'
import type { GoldenField } from '../golden/values/golden-value.js'
import { isoParts } from '../golden/values/value-birth-date.js'
import { shownName } from '../golden/values/value-name.js'

const MOST_CHARACTERS = 300
const OLDEST_BIRTH_YEAR = 1880
const PARTS_OF_DATE = /^\d{4}(?:-\d\d(?:-\d\d)?)?$/
const RT_OR_RW = /^\d{1,3}$/
const RT_DIGITS = 3
const CONTROL = /\p{Cc}/u

/**
 * Returns a judged value in the form of golden values. Undefined if it is unusable: an impossible NIK, a day that is
 * not in the calendar or after `today` (ISO), or a blank word.
 */
export function judgedValue(field: GoldenField, original: string, today: string): string | undefined {
  const text = original.trim()
  if (text.length > MOST_CHARACTERS || CONTROL.test(text) || isBlankValue(text)) return undefined
  const value = valueOf(field, text, today)
  return value === '' ? undefined : value
}

function valueOf(field: GoldenField, text: string, today: string): string {
  switch (field) {
    case 'name':
    case 'mother_name':
      return parseName(text).tokens.length > 0 ? shownName(text) : ''
    case 'nik':
      return validDigits(parseNik(text))
    case 'kk':
      return validDigits(parseKk(text))
    case 'birth_date':
      return isPastDate(text, today) ? text : ''
    case 'sex':
      return parseSex(text)
    case 'birthplace':
    case 'address':
      return shownName(text)
    case 'rt':
    case 'rw':
      return RT_OR_RW.test(text) ? text.padStart(RT_DIGITS, '0') : ''
    case 'village_code':
      return isDottedVillage(text) ? text : ''
    case 'phone':
      return parsePhone(text)
    case 'relation':
      return parseRelation(text)
    case 'deceased':
      return text === 'yes' || text === 'no' ? text : ''
  }
}

function validDigits({ status, digits }: { readonly status: string; readonly digits: string }): string {
  return status === 'valid' ? digits : ''
}

/** Accepts a year, a year and month, or a day. */
function isPastDate(text: string, today: string): boolean {
  if (!PARTS_OF_DATE.test(text) || text > today) return false
  const { year, month, day } = isoParts(text)
  if (text.length === 4) return year >= OLDEST_BIRTH_YEAR
  return year >= OLDEST_BIRTH_YEAR && isCalendarDate(year, month, text.length === 7 ? 1 : day)
}

/** Only dotted codes are accepted: without dots, codes of BPS and Kemendagri look alike. */
function isDottedVillage(text: string): boolean {
  if (!text.includes('.')) return false
  return (parseAreaCode(text, 'kemendagri') ?? parseAreaCode(text, 'bps'))?.level === 'village'
}
