import { mendText } from './mended-text.js'

/** By law no Indonesian name is longer than 60 characters; the rest of a text longer than this is ignored. */
export const LONGEST_NAME = 200

const MARKS = /[\u0300-\u036f]/g
const APOSTROPHES = /['"`´‘’‚“”„ʹʻʼʽʾʿ′＇\u200b-\u200d\ufeff]/g
const ZERO_IN_WORD = /(?<=[A-Z])0(?![0-9])/g
const ONE_IN_WORD = /(?<=[A-Z])1(?=[A-Z])/g
const DASHES = /[-_‐-―]/g
const NOT_IN_NAMES = /[^A-Z.,()/@ ]+/g

/**
 * Returns a name, mended, in upper-case A-Z with only meaningful punctuation (. , ( ) / @). Apostrophes and diacritics are
 * removed (MA'RUF becomes MARUF), digits typed for letters are corrected, other signs become spaces.
 */
export function nameText(original: string): string {
  // An acute accent that stands for an apostrophe would decompose to a space and a mark.
  return mendText(original.slice(0, LONGEST_NAME))
    .replace(APOSTROPHES, '')
    .normalize('NFKD')
    .replace(MARKS, '')
    .toUpperCase()
    .slice(0, LONGEST_NAME)
    .replace(APOSTROPHES, '')
    .replace(ZERO_IN_WORD, 'O')
    .replace(ONE_IN_WORD, 'I')
    .replace(DASHES, ' ')
    .replace(/[[{<]/g, '(')
    .replace(/[\]}>]/g, ')')
    .replace(NOT_IN_NAMES, ' ')
}
