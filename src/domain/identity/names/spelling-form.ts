import { letterBits } from './letters.js'

/**
 * A spelling rule, with the letters that a token must have: all before the comma, and one of those after it. Most rules
 * are so skipped by a test of bits.
 */
interface Respelling {
  pattern: RegExp
  replacement: string
  needs: number
  oneOf: number
  /** What the token must have besides; undefined if nothing. */
  beside?: RegExp
}

function respell(letters: string, pattern: RegExp, replacement: string): Respelling {
  const [needs = '', oneOf = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ'] = letters.split(',')
  return { pattern, replacement, needs: letterBits(needs), oneOf: letterBits(oneOf) }
}

/**
 * Van Ophuijsen and Soewandi spelling, in use until 1972 and kept in names. A single J is a Y only beside another sign
 * of old spelling (Tjahjono), since modern names such as Joko and Jati have one too. DJ is matched before it becomes J.
 */
const OLD_SPELLING: readonly Respelling[] = [
  { ...respell('J,TO', /(?<![DTSN])J/g, 'Y'), beside: /TJ|OE/ },
  respell('JT', /TJ/g, 'C'),
  respell('DJ', /DJ/g, 'J'),
  respell('JS', /SJ/g, 'SY'),
  respell('O', /OE|OO/g, 'U'),
]

/**
 * Arabic A after a heavy consonant is written A or O (Rahman/Rohman, Khairul/Khoirul, Abdullah/Abdulloh). Only the
 * surrounding consonants separate this O from the Javanese O that makes another name, so a final vowel is never
 * changed.
 */
const ARABIC_A: readonly Respelling[] = [
  respell('DLO', /DLO/g, 'DO'),
  respell('O,HQ', /(KH|CH|GH|Q)O(?=.)/g, '$1A'),
  respell('OR', /RO(?=[HBJSFKCMZDWUIY].{2})/g, 'RA'),
  respell('OS,LBDHFMW', /^(S[HY]?)O(?=[LBDHFMW].{2})/, '$1A'),
  respell('OT,HLYF', /^(TH?)O(?=[HLYF].{2})/, '$1A'),
  respell('HO', /^HO(?=[LITD].{2})/, 'HA'),
  respell('KO,MDSY', /^KO(?=[MDSY].{2})/, 'KA'),
  respell('GO,FZN', /^GO(?=[FZN].)/, 'GA'),
  respell('NO,DRQ', /(DH?|R|Q)ON$/, '$1AN'),
  respell('AOST,FP', /STO(?=[FP]A)/, 'STA'),
  respell('HLO', /LOH/g, 'LAH'),
  respell('HO', /OH$/, 'AH'),
  respell('AHMO', /^MO(?=[CK]?HAM)/, 'MU'),
  respell('AMO', /^O(?=MAR$|T?SMAN$)/, 'U'),
]

const CONSONANTS: readonly Respelling[] = [
  respell('CHR', /CHR/g, 'KR'),
  respell('CH,EIA', /CH(?=[EI]|A[NR])/g, 'C'),
  respell('H,CK', /[CK]H/g, 'H'),
  respell('DZ', /DZ/g, 'Z'),
  respell('S,HYT', /T?S[HY]|^TS|TS(?=MAN$)/g, 'S'),
  respell('H,DTGBJZ', /([DTGBJZ])H/g, '$1'),
  respell('F', /F/g, 'P'),
  respell('V', /V/g, 'P'),
  respell('HP', /PH/g, 'P'),
  respell('Q', /Q/g, 'K'),
  respell('CK', /CK/g, 'K'),
  respell('X', /X/g, 'KS'),
  respell('C', /C(?![AEIOUY])/g, 'K'),
]

const DOUBLED = respell('', /([A-Z])\1+/g, '$1')

const VOWELS: readonly Respelling[] = [
  respell('A,IEY', /A[IEY](?![AEIOU])/g, 'E'),
  respell('A,WO', /AW(?![AEIOU])|AO/g, 'AU'),
  respell('Y', /IY(?=[AEIOU])|(?<=[^AEIOUN])Y(?=[AEIOU])|Y(?![AEIOU])/g, 'I'),
  respell('EI', /IE(?=[^AEIOU]?$)/, 'I'),
  respell('UW', /UW(?=[AEIOU])/g, 'U'),
  respell('EKR,ZSJ', /^RE(?=[ZSJ]K)/, 'RI'),
  // Slamet/Selamet, Pratama/Peratama: the weak E in an opening cluster is optional.
  respell('E,LR', /^([SKPTBG])E(?=[LR][AEIOU].{2})/, '$1'),
  respell('NOR', /^NOR$/, 'NUR'),
]

const ENDINGS: readonly Respelling[] = [
  respell('H', /(?<=[AEIOU])H$/, ''),
  respell('D', /(?<=.{2})D$/, 'T'),
  respell('B', /(?<=.{2})B$/, 'P'),
  respell('EMT', /MET$/, 'MAT'),
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
 * Returns one form for all spellings of a name: two tokens (upper-case A-Z) with equal forms are spellings of one name.
 * Differences between names are kept: final vowels, A and O in Javanese names, J, Y, Z and S.
 */
export function spellingForm(token: string): string {
  let form = token
  let letters = letterBits(token)
  for (const rule of RESPELLINGS) {
    if ((letters & rule.needs) !== rule.needs || (letters & rule.oneOf) === 0) continue
    if (rule === DOUBLED && !hasDoubled(form)) continue
    if (rule.beside?.test(form) === false) continue
    const respelt = form.replace(rule.pattern, rule.replacement)
    if (respelt !== form) letters = letterBits(respelt)
    form = respelt
  }
  return form
}

function hasDoubled(token: string): boolean {
  for (let at = 1; at < token.length; at++) if (token.charCodeAt(at) === token.charCodeAt(at - 1)) return true
  return false
}
