/** Words for an unknown value, reduced to letters and digits. */
const BLANK_WORDS: ReadonlySet<string> = new Set([
  '',
  '0',
  'BELUM',
  'BELUMADA',
  'BELUMPUNYA',
  'BELUMTERBIT',
  'BELUMTERDAFTAR',
  'BLM',
  'BLMADA',
  'DALAMPROSES',
  'HILANG',
  'KOSONG',
  'LUPA',
  'NA',
  'NAN',
  'NIHIL',
  'NIL',
  'NONE',
  'NULL',
  'PROSES',
  'TAKADA',
  'TDK',
  'TDKADA',
  'TDKTAHU',
  'TIDAK',
  'TIDAKADA',
  'TIDAKDIKETAHUI',
  'TIDAKPUNYA',
  'TIDAKTAHU',
  'UNDEFINED',
  'UNKNOWN',
  'X',
  'XX',
  'XXX',
])

const NOT_LETTER_OR_DIGIT = /[^\p{L}\p{N}]+/gu
const LONGEST_BLANK_WORD = Math.max(...Array.from(BLANK_WORDS, (word) => word.length))

/**
 * Whether a value stands for nothing: empty, only punctuation, zero, or a word such as `BELUM ADA`, `PROSES`, `N/A`.
 */
export function isBlankValue(text: string): boolean {
  if (hasMoreThan(text, LONGEST_BLANK_WORD)) return false
  return BLANK_WORDS.has(text.replace(NOT_LETTER_OR_DIGIT, '').toUpperCase())
}

/** Whether a text has more than `most` ASCII letters and digits, as nearly all real values have. */
function hasMoreThan(text: string, most: number): boolean {
  let count = 0
  for (let at = 0; at < text.length && count <= most; at += 1) {
    const code = text.charCodeAt(at)
    const letter = code | 32
    if ((letter >= 97 && letter <= 122) || (code >= 48 && code <= 57)) count += 1
  }
  return count > most
}
