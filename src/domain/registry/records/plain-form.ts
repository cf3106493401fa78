import { isBlankValue } from '../../identity/blank-value.js'
import { nameText } from '../../identity/names/name-text.js'
import { readRegistrationNumber } from '../../identity/numbers/number-reading.js'
import { isSixteenDigits } from '../../identity/numbers/registration-number.js'

const CLEAN_NAME = /^[A-Z]+(?: [A-Z]+)*$/
const NOT_LETTERS = /[^A-Z]+/g
const EDGE_MARKS = /^[\s'`´‘’"=]+|(?<![\s'`´‘’"])[\s'`´‘’"]+$/gu
const SPACES = /\s+/gu
const WHOLE_FLOAT = /^(\d+)[.,]0+$/

/** A number of a register or a bank as its digits, whatever a program or a typist put around them; '' where it is blank. */
export function numberForm(text: string): string {
  if (isSixteenDigits(text)) return text
  const { digits, form } = readRegistrationNumber(text)
  return form === 'plain' || form === 'blank' ? digits : textForm(text)
}

/** A name in upper-case letters with single spaces, without punctuation; '' where it is blank. */
export function nameForm(text: string): string {
  if (CLEAN_NAME.test(text)) return text
  const letters = nameText(text).replace(NOT_LETTERS, ' ').trim()
  return letters === '' || isBlankValue(text) ? textForm(text) : letters
}

/** Any other text in upper case with single spaces, without the quotes around it; '' where it is blank. */
export function textForm(text: string): string {
  return isBlankValue(text) ? '' : cellForm(text).toUpperCase()
}

/** A text as it stood in its cell before a program wrote it down: without quotes around it, and 12 for 12.0. */
export function cellForm(text: string): string {
  const bare = text.normalize('NFKC').replace(EDGE_MARKS, '').replace(SPACES, ' ')
  return WHOLE_FLOAT.exec(bare)?.[1] ?? bare
}
