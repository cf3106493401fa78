import { parseBirthDate, partialDateNumber } from '../../identity/dates/birth-date.js'

const NOT_LETTER_OR_DIGIT = /[^\p{L}\p{N}]+/gu
const DIACRITICS = /\p{M}+/gu
const PLAIN = /^[a-z0-9]*$/

/** Returns the lower-case letters and digits of a value without diacritics, for comparing values of any country. */
export function cleanText(original: string): string {
  if (PLAIN.test(original)) return original
  return fold(original).replace(NOT_LETTER_OR_DIGIT, '')
}

const MOST_TOKENS = 12

/** Returns the words of a value in order, at most twelve. */
export function genericTokens(original: string): readonly string[] {
  if (original === '') return []
  const words = fold(original).split(NOT_LETTER_OR_DIGIT).filter(Boolean)
  return words.length > MOST_TOKENS ? words.slice(0, MOST_TOKENS) : words
}

function fold(original: string): string {
  return original.normalize('NFKD').replace(DIACRITICS, '').toLowerCase()
}

/**
 * Returns a date as yyyymmdd, read by a format of YYYY, MM and DD in any order with any separators, such as D/M/YYYY or
 * YYYYMMDD. Without a format any readable form is accepted. 0 if the date cannot be read.
 */
export function parseDateAs(original: string, format: string | undefined, referenceDate: number): number {
  const text = original.trim()
  if (text === '') return 0
  if (format === undefined) return partialDateNumber(parseBirthDate(text, { referenceDate }))
  const marks = format.toUpperCase().match(/Y+|M+|D+/g) ?? []
  const values = /[^YMD]/i.test(format) ? text.match(/\d+/g) : cut(text, marks)
  if (values === null || values.length !== marks.length) return 0
  const part = (letter: string): number => Number(values[marks.findIndex((mark) => mark.startsWith(letter))] ?? 0)
  const date = part('Y') * 10000 + part('M') * 100 + part('D')
  return Number.isInteger(date) && part('Y') > 0 && part('M') <= 12 && part('D') <= 31 ? date : 0
}

/** Cuts a date without separators by the lengths of the format's parts. */
function cut(text: string, marks: readonly string[]): readonly string[] | null {
  let start = 0
  const values = marks.map((mark) => {
    const value = text.slice(start, start + mark.length)
    start += mark.length
    return value
  })
  return /^\d+$/.test(text) && start === text.length ? values : null
}
