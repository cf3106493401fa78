/** No Indonesian name is longer than 60 characters by law; what follows this many is no name. */
export const LONGEST_NAME = 200

const MARKS = /[\u0300-\u036f]/g
const APOSTROPHES = /['"`´‘’‚“”„ʹʻʼʽʾʿ′＇\u200b-\u200d\ufeff]/g
const ZERO_IN_WORD = /(?<=[A-Z])0(?![0-9])/g
const ONE_IN_WORD = /(?<=[A-Z])1(?=[A-Z])/g
const DASHES = /[-_‐-―]/g
const NOT_IN_NAMES = /[^A-Z.,()/@ ]+/g

/**
 * The text of a name in upper-case A-Z with only the punctuation that carries meaning (. , ( ) / @): apostrophes and
 * diacritics gone (MA'RUF is MARUF), a digit typed for a letter put right, other signs a space.
 */
export function nameText(original: string): string {
  return original
    .slice(0, LONGEST_NAME)
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
