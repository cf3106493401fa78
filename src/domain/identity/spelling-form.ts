/** A rule of spelling, with the letters that a token must have for it to apply, so that most rules cost one test of bits. */
interface Respelling {
  pattern: RegExp
  replacement: string
  needs: number
}

function respell(needs: string, pattern: RegExp, replacement: string): Respelling {
  return { pattern, replacement, needs: letterBits(needs) }
}

function letterBits(token: string): number {
  let bits = 0
  for (let at = 0; at < token.length; at++) bits |= 1 << (token.charCodeAt(at) - 65)
  return bits
}

/**
 * Van Ophuijsen and Soewandi spelling, in use until 1972 and kept in names. A bare J is a Y only beside another sign of
 * old spelling (Tjahjono), since today's Joko and Jati have one too; DJ is read before it ends as J.
 */
const OLD_SPELLING: readonly Respelling[] = [
  respell('J', /(?<![DTSN])J(?=.*(?:TJ|OE))|(?<=(?:TJ|OE).*)(?<![DTSN])J/g, 'Y'),
  respell('JT', /TJ/g, 'C'),
  respell('DJ', /DJ/g, 'J'),
  respell('JS', /SJ/g, 'SY'),
  respell('O', /OE|OO/g, 'U'),
]

/**
 * Arabic A after a heavy consonant is written A or O (Rahman/Rohman, Khairul/Khoirul, Abdullah/Abdulloh). Only the
 * consonants around it tell such an O from the Javanese O that makes another name, so a last vowel is never touched.
 */
const ARABIC_A: readonly Respelling[] = [
  respell('DLO', /DLO/g, 'DO'),
  respell('O', /(KH|CH|GH|Q)O(?=.)/g, '$1A'),
  respell('OR', /RO(?=[HBJSFKCMZDWUIY].{2})/g, 'RA'),
  respell('OS', /^(S[HY]?)O(?=[LBDHFMW].{2})/, '$1A'),
  respell('OT', /^(TH?)O(?=[HLYF].{2})/, '$1A'),
  respell('HO', /^HO(?=[LITD].{2})/, 'HA'),
  respell('KO', /^KO(?=[MDSY].{2})/, 'KA'),
  respell('GO', /^GO(?=[FZN].)/, 'GA'),
  respell('NO', /(DH?|R|Q)ON$/, '$1AN'),
  respell('OST', /STO(?=[FP]A)/, 'STA'),
  respell('HLO', /LOH/g, 'LAH'),
  respell('HO', /OH$/, 'AH'),
  respell('AHMO', /^MO(?=[CK]?HAM)/, 'MU'),
  respell('AMO', /^O(?=MAR$|T?SMAN$)/, 'U'),
]

const CONSONANTS: readonly Respelling[] = [
  respell('CHR', /CHR/g, 'KR'),
  respell('CH', /CH(?=[EI]|A[NR])/g, 'C'),
  respell('H', /[CK]H/g, 'H'),
  respell('DZ', /DZ/g, 'Z'),
  respell('S', /T?S[HY]|^TS|TS(?=MAN$)/g, 'S'),
  respell('H', /([DTGBJ])H/g, '$1'),
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
  respell('A', /A[IEY](?![AEIOU])/g, 'E'),
  respell('A', /AW(?![AEIOU])|AO/g, 'AU'),
  respell('Y', /IY(?=[AEIOU])|(?<=[^AEIOUN])Y(?=[AEIOU])|Y(?![AEIOU])/g, 'I'),
  respell('EI', /IE(?=[^AEIOU]?$)/, 'I'),
  respell('UW', /UW(?=[AEIOU])/g, 'U'),
  respell('EKR', /^RE(?=[ZSJ]K)/, 'RI'),
  // Slamet/Selamet, Pratama/Peratama: the murmured E of an opening cluster is optional.
  respell('E', /^([SKPTBG])E(?=[LR][AEIOU].{2})/, '$1'),
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
 * One spelling for all spellings of one name, so that two tokens (upper-case A-Z) with the same form are the same name
 * written in two ways. It keeps apart what separates people: last vowels, A and O in Javanese names, J, Y, Z and S.
 */
export function spellingForm(token: string): string {
  let form = token
  let letters = letterBits(token)
  for (const rule of RESPELLINGS) {
    if ((letters & rule.needs) !== rule.needs || (rule === DOUBLED && !hasDoubled(form))) continue
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
