import { parseKk } from '../../identity/numbers/kk.js'

const WHOLE = 16
const LAST_DIGITS = ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9']

/**
 * Returns the KKs that a damaged one may have been, at most 17: the last digit cut off by the width of a column, or set
 * to 0 by a spreadsheet that keeps 15 digits, or one digit typed too many.
 */
export function possibleKks(original: string): readonly string[] {
  const { status, digits, defects } = parseKk(original)
  if (status !== 'damaged') return []
  if (defects.includes('KK_EXCEL_TRUNC')) return withLastDigit(digits.slice(0, WHOLE - 1))
  if (digits.length === WHOLE - 1) return withLastDigit(digits)
  return digits.length === WHOLE + 1 ? withoutOneDigit(digits) : []
}

function withLastDigit(digits: string): readonly string[] {
  return LAST_DIGITS.map((last) => digits + last).filter(isValid)
}

function withoutOneDigit(digits: string): readonly string[] {
  const shorter = Array.from(digits, (_, at) => digits.slice(0, at) + digits.slice(at + 1))
  return [...new Set(shorter)].filter(isValid)
}

function isValid(kk: string): boolean {
  return parseKk(kk).status === 'valid'
}
