export type Sex = 'L' | 'P'

/** Written without what is not a letter; P alone is always perempuan, never pria. */
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

/** Gives the sex that a label or the code 1/2 names (every list agrees that 1 is male), or '' when it names none. */
export function parseSex(original: string): Sex | '' {
  if (original === 'L' || original === 'P') return original
  const word = original.toUpperCase().replace(NOT_A_LETTER, '')
  if (word !== '') return SEX_OF_WORD.get(word) ?? ''
  const code = CODE.exec(original)?.[1]
  if (code === undefined) return ''
  return code === '1' ? 'L' : 'P'
}
