export type Sex = 'L' | 'P'

/** Words reduced to letters; P alone always means perempuan, never pria. */
const SEX_OF_WORD: ReadonlyMap<string, Sex> = new Map([
  ['L', 'L'],
  ['LK', 'L'],
  ['LAKI', 'L'],
  ['LAKILAKI', 'L'],
  ['LELAKI', 'L'],
  ['COWOK', 'L'],
  ['PRIA', 'L'],
  ['M', 'L'],
  ['MALE', 'L'],
  ['MAN', 'L'],
  ['P', 'P'],
  ['PR', 'P'],
  ['PRP', 'P'],
  ['PEREMPUAN', 'P'],
  ['PRMPN', 'P'],
  ['CEWEK', 'P'],
  ['W', 'P'],
  ['WANITA', 'P'],
  ['F', 'P'],
  ['FEMALE', 'P'],
  ['WOMAN', 'P'],
])

const NOT_A_LETTER = /[^A-Z]+/g
const WORDS = /[A-Z]+/g
const CODE = /^\D*0?([12])(?:[.,]0)?\D*$/
/** The two long words with a letter missing, added or changed. */
const MAN = /^LA?K+I?LA?K[IY]{1,2}$/
const WOMAN = /^P[ER]{1,4}M?PU?A[NM]$/
/** `P/W` and `W/P` ask for pria or wanita. */
const BLANK_FORM = /^(?:PW|WP)$/
/** The name of the column, typed into the cell. */
const LABELS: ReadonlySet<string> = new Set(['JENIS', 'KELAMIN', 'JK', 'SEX', 'GENDER'])

/**
 * Returns the sex of a label or of code 1/2 (1 is male in every source), or '' for anything else. Words that say the same
 * are one (`LAKI-LAKI (L)`, `Lk-lk`); both sexes are none (`L/P`), as in a form that nobody filled in.
 */
export function parseSex(original: string): Sex | '' {
  if (original === 'L' || original === 'P') return original
  const text = original.toUpperCase()
  const word = text.replace(NOT_A_LETTER, '')
  if (BLANK_FORM.test(word)) return ''
  if (word !== '') return sexOfWord(word) || sexOfWords(text.match(WORDS) ?? [])
  const code = CODE.exec(original)?.[1]
  if (code === undefined) return ''
  return code === '1' ? 'L' : 'P'
}

function sexOfWord(word: string): Sex | '' {
  const known = SEX_OF_WORD.get(word)
  if (known !== undefined) return known
  if (MAN.test(word)) return 'L'
  return WOMAN.test(word) ? 'P' : ''
}

function sexOfWords(words: readonly string[]): Sex | '' {
  const [first, ...others] = words.filter((word) => !LABELS.has(word)).map(sexOfWord)
  return first !== undefined && others.every((sex) => sex === first) ? first : ''
}
