export type Sex = 'L' | 'P'

/** Words reduced to letters; P alone always means perempuan, never pria. */
const SEX_OF_WORD: ReadonlyMap<string, Sex> = new Map([
  ['L', 'L'],
  ['LK', 'L'],
  ['LAKI', 'L'],
  ['LAKILAKI', 'L'],
  ['LELAKI', 'L'],
  ['PRIA', 'L'],
  ['M', 'L'],
  ['MALE', 'L'],
  ['MAN', 'L'],
  ['P', 'P'],
  ['PR', 'P'],
  ['PRP', 'P'],
  ['PEREMPUAN', 'P'],
  ['PRMPUAN', 'P'],
  ['W', 'P'],
  ['WANITA', 'P'],
  ['F', 'P'],
  ['FEMALE', 'P'],
  ['WOMAN', 'P'],
])

const NOT_A_LETTER = /[^A-Z]+/g
const CODE = /^\D*0?([12])(?:[.,]0)?\D*$/

/** Returns the sex of a label or of code 1/2 (1 is male in every source), or '' for anything else. */
export function parseSex(original: string): Sex | '' {
  if (original === 'L' || original === 'P') return original
  const word = original.toUpperCase().replace(NOT_A_LETTER, '')
  if (word !== '') return SEX_OF_WORD.get(word) ?? ''
  const code = CODE.exec(original)?.[1]
  if (code === undefined) return ''
  return code === '1' ? 'L' : 'P'
}
