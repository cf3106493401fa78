type Respelling = readonly [pattern: RegExp, replacement: string]

/** Van Ophuijsen and Soewandi spelling, in use until 1972 and kept in names. DJ is read before J, since it is the older J. */
const OLD_SPELLING: readonly Respelling[] = [
  [/TJ/g, 'C'],
  [/DJ/g, 'J'],
  [/SJ/g, 'SY'],
  [/OE|OO|UU/g, 'U'],
]

/**
 * Arabic A after a heavy consonant is written A or O (Rahman/Rohman, Khairul/Khoirul, Abdullah/Abdulloh). Only the
 * consonants around it tell such an O from the Javanese O that makes another name, so a last vowel is never touched.
 */
const ARABIC_A: readonly Respelling[] = [
  [/(KH|CH|GH|Q)O(?=.)/g, '$1A'],
  [/RO(?=[HBJSFKMZDWUIY].{2})/g, 'RA'],
  [/^(S[HY]?)O(?=[LBDHFMW].{2})/, '$1A'],
  [/^(TH?)O(?=[HLYF].{2})/, '$1A'],
  [/^HO(?=[LITD].{2})/, 'HA'],
  [/^KO(?=[MDSY].{2})/, 'KA'],
  [/^GO(?=[FZN].)/, 'GA'],
  [/(D[HL]?|R|Q)ON$/, '$1AN'],
  [/STO(?=[FP]A)/, 'STA'],
  [/LOH/g, 'LAH'],
  [/OH$/, 'AH'],
  [/^MO(?=[CK]?HAM)/, 'MU'],
  [/^O(?=MAR$|SMAN$)/, 'U'],
]

const CONSONANTS: readonly Respelling[] = [
  [/CHR/g, 'KR'],
  [/CH(?=[EI]|A[NR])/g, 'C'],
  [/[CK]H/g, 'H'],
  [/DLO/g, 'DO'],
  [/DZ/g, 'Z'],
  [/S[HY]|^TS/g, 'S'],
  [/([DTGBJ])H/g, '$1'],
  [/PH|[FV]/g, 'P'],
  [/CK|Q/g, 'K'],
  [/X/g, 'KS'],
  [/C(?![AEIOUY])/g, 'K'],
]

const DOUBLED: Respelling = [/([A-Z])\1+/g, '$1']

const VOWELS: readonly Respelling[] = [
  [/A[IEY](?![AEIOU])/g, 'E'],
  [/AW(?![AEIOU])|AO/g, 'AU'],
  [/IY(?=[AEIOU])|(?<=[^AEIOUN])Y(?=[AEIOU])|Y(?![AEIOU])/g, 'I'],
  [/IE(?=[^AEIOU]?$)/, 'I'],
  [/UW(?=[AEIOU])/g, 'U'],
  [/^RE(?=[ZSJ]K)/, 'RI'],
  // Slamet/Selamet, Pratama/Peratama: the murmured E of an opening cluster is optional.
  [/^([SKPTBG])E(?=[LR][AEIOU].{2})/, '$1'],
  [/^NOR$/, 'NUR'],
]

const ENDINGS: readonly Respelling[] = [
  [/(?<=[AEIOU])H$/, ''],
  [/(?<=.{2})D$/, 'T'],
  [/(?<=.{2})B$/, 'P'],
  [/MET$/, 'MAT'],
]

const RESPELLINGS: readonly Respelling[] = [
  ...OLD_SPELLING,
  ...ARABIC_A,
  ...CONSONANTS,
  DOUBLED,
  ...VOWELS,
  DOUBLED,
  ...ENDINGS,
]

/**
 * One spelling for all spellings of one name, so that two tokens (upper-case A-Z) with the same form are the same name
 * written in two ways. It keeps apart what separates people: last vowels, A and O in Javanese names, J, Y, Z and S.
 */
export function spellingForm(token: string): string {
  let form = token
  for (const [pattern, replacement] of RESPELLINGS) form = form.replace(pattern, replacement)
  return form
}
