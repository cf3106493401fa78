import { monthOfName, monthOfNumeral } from './month-name.js'

/** The numbers of a date in written order, and the month where it is a word; 0 if it is not. */
export interface DateTokens {
  readonly numbers: readonly string[]
  readonly month: number
}

const TOKEN = /\d+|\p{L}+/gu
/** Digits with letters among them, as in 197l and O1. */
const MIXED = /(?<![\dA-Z|])[\dA-Z|]*\d[\dA-Z|]*/gi
const LOOK_ALIKES = /^[\dOoQDIiLl|ZzASsGbBgq]+$/
const DIGIT_OF_LETTER: ReadonlyMap<string, string> = new Map(
  Object.entries({ '0': 'OoQD', '1': 'IiLl|', '2': 'Zz', '4': 'A', '5': 'Ss', '6': 'Gb', '8': 'B', '9': 'gq' }).flatMap(
    ([digit, letters]) => Array.from(letters, (letter): [string, string] => [letter, digit]),
  ),
)
const LETTERS = /[A-Z]+/gi
/** A day or month of letters alone; a Roman numeral is tried first. */
const LETTERS_FOR_DIGITS = /(?<![\p{L}\d])[OILQSBZ|]{1,2}(?![\p{L}\d])/gu
const FIRST_OF_LETTERS = /^[OILQ|]{1,2}(?=(?:\s+|\s*[-/.]\s*)[\dOILQ|XV])/
/** Words that stand for nothing within a date: `Tgl 12 bulan 5 tahun 1980`, `9th March 1971`. */
const FILLERS: ReadonlySet<string> = new Set([
  ...['TGL', 'TANGGAL', 'BULAN', 'BLN', 'BL', 'TAHUN', 'THN', 'TH', 'ST', 'ND', 'RD'],
])
/** One or two letters alone that touch a digit. */
const TOUCHING = /(?<!\p{L})(\p{L}{1,2})(?=\d)|(?<=\d)(\p{L}{1,2})(?!\p{L})/gu
const FULL_YEAR = 4

/**
 * Returns a date in capitals, with letters read as the digits that they look like in words of digits and such letters, and in
 * a first word of O and I.
 */
export function mendDigits(text: string): string {
  const hasTime = text.includes(':')
  return text
    .replace(MIXED, (word) => (isOfLookAlikes(word, hasTime) ? readLookAlikes(word) : word))
    .toUpperCase()
    .replace(FIRST_OF_LETTERS, readLookAlikes)
}

/** The Z behind a time is the zone, and a month may be written between the numbers (5Ags71). */
function isOfLookAlikes(word: string, hasTime: boolean): boolean {
  if (!LOOK_ALIKES.test(word) || (hasTime && word.endsWith('Z'))) return false
  return !(word.match(LETTERS) ?? []).some((letters) => monthOfName(letters.toUpperCase()) !== 0)
}

/** Reads words of one or two look-alike letters as digits too: `17-OI-1971`. */
export function mendWords(text: string): string {
  return text.replace(LETTERS_FOR_DIGITS, readLookAlikes)
}

function readLookAlikes(word: string): string {
  return Array.from(word, (letter) => DIGIT_OF_LETTER.get(letter) ?? letter).join('')
}

/**
 * Splits a date into its numbers and the month in words. Words before it, such as a day name or birthplace, and after it,
 * such as a note, are ignored. Undefined for an unknown word inside it.
 */
export function dateTokens(text: string): DateTokens | undefined {
  if (isGarbled(text)) return undefined
  const numbers: string[] = []
  let month = 0
  let isMonthFirst = false
  let hasEnded = false
  for (const token of text.match(TOKEN) ?? []) {
    if (isNumber(token)) {
      if (hasEnded) return undefined
      numbers.push(token)
      continue
    }
    const named = monthOfToken(token, numbers.length)
    const isEnd = isWhole(numbers, month)
    if (named !== 0 && (month === 0 || (isMonthFirst && numbers.length > 0 && !isEnd))) {
      month = named
      isMonthFirst = numbers.length === 0
    } else if (named !== 0 || (numbers.length > 0 && !FILLERS.has(token))) {
      if (named !== 0 || !isEnd) return undefined
      hasEnded = true
    }
  }
  return { numbers, month }
}

/** Whether one or two letters that mean nothing touch a number: a digit of it is damaged. */
function isGarbled(text: string): boolean {
  return Array.from(text.matchAll(TOUCHING)).some(({ 1: before, 2: after, index }) => {
    const letters = before ?? after ?? ''
    const isInside = index > 0 && index + letters.length < text.length
    const isMonth = monthOfName(letters) !== 0 || (isInside && monthOfNumeral(letters) !== 0)
    return !isMonth && !FILLERS.has(letters)
  })
}

function isNumber(token: string): boolean {
  return token.charCodeAt(0) <= 57
}

/** A Roman numeral is a month only after the first number: before it, it belongs to a place. */
function monthOfToken(token: string, numbersBefore: number): number {
  return monthOfName(token) || (numbersBefore === 1 ? monthOfNumeral(token) : 0)
}

/** Whether nothing is missing of a date: three numbers, two around a month in words, or a year of four digits. */
function isWhole(numbers: readonly string[], month: number): boolean {
  const last = numbers.at(-1) ?? ''
  return numbers.length + (month === 0 ? 0 : 1) >= 3 || last.length === FULL_YEAR
}
