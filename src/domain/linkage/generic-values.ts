import { dateNumber, parseBirthDate } from '../identity/birth-date.js'

const NOT_LETTER_OR_DIGIT = /[^\p{L}\p{N}]+/gu
const DIACRITICS = /\p{M}+/gu
const PLAIN = /^[a-z0-9]*$/

/** Lower-case letters and digits of a value, diacritics folded: the form in which any country's values are compared. */
export function cleanText(original: string): string {
  if (PLAIN.test(original)) return original
  return fold(original).replace(NOT_LETTER_OR_DIGIT, '')
}

const MOST_TOKENS = 12

/** The words of a value, in order, at most twelve. */
export function genericTokens(original: string): readonly string[] {
  if (original === '') return []
  const words = fold(original).split(NOT_LETTER_OR_DIGIT).filter(Boolean)
  return words.length > MOST_TOKENS ? words.slice(0, MOST_TOKENS) : words
}

function fold(original: string): string {
  return original.normalize('NFKD').replace(DIACRITICS, '').toLowerCase()
}

/** A date as yyyymmdd by a format of YYYY, MM and DD in any order and with any separators; 0 where it cannot be read. */
export function parseDateAs(original: string, format: string | undefined, referenceDate: number): number {
  const text = original.trim()
  if (text === '') return 0
  if (format === undefined) return dateNumber(parseBirthDate(text, { referenceDate }))
  const year = part(text, format, 'YYYY')
  const month = part(text, format, 'MM')
  const day = part(text, format, 'DD')
  return year === 0 ? 0 : year * 10000 + month * 100 + day
}

function part(text: string, format: string, mark: string): number {
  const start = format.indexOf(mark)
  if (start < 0) return 0
  const value = Number(text.slice(start, start + mark.length))
  return Number.isInteger(value) ? value : 0
}
