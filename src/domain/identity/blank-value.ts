/** What lists write where nothing is known, squeezed to letters and digits. */
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

/** Says whether a value stands for nothing: empty, punctuation only, zero, or a word such as `BELUM ADA`, `PROSES`, `N/A`. */
export function isBlankValue(text: string): boolean {
  return BLANK_WORDS.has(text.replace(NOT_LETTER_OR_DIGIT, '').toUpperCase())
}
