import { isOneSlip } from '../numbers/slip.js'

/**
 * Endings that make different names of one stem, most of them one for men and one for women: Putra/Putri,
 * Kurniawan/Kurniawati, Suryanto/Suryati, Sunardi/Sunarsih, Fauzi/Fauzan, Yulius/Yulia, Rian/Rina, Andi/Andri.
 */
const NAME_ENDINGS: ReadonlySet<string> = new Set([
  ...['A', 'I', 'O', 'AN', 'IN', 'AT', 'IA', 'US', 'DI', 'TI', 'NI', 'SI', 'MI', 'TO', 'NO', 'YA', 'DRI'],
  ...['ANA', 'ANI', 'ANTI', 'ANTO', 'ATI', 'ATUN', 'ADI', 'ONO', 'INI', 'UDI', 'UNI', 'INA', 'INO', 'IAN'],
])
const LONGEST_ENDING = 4

/**
 * Women's endings that differ in neighbouring keys, so that a typing error is likelier than two names
 * (Suryani/Suryami).
 */
const WOMENS_BY_SLIP: ReadonlySet<string> = new Set(['MI NI', 'NI MI', 'INI UNI', 'UNI INI'])

/**
 * Endings that turn a man's name into a woman's (Surya/Suryani, Hadi/Hadiwati), so the shorter name is not an
 * abbreviation.
 */
const ADDED_TO_SEPARATE: ReadonlySet<string> = new Set(['TI', 'NI', 'NTI', 'IA', 'UN', 'TUN', 'INGSI', 'NINGSI'])

/** Pairs of common names, one letter apart, that no rule about endings covers. */
const NEIGHBOURS: ReadonlySet<string> = new Set(['DWI DEWI', 'ADI ADHI', 'EKA IKA', 'PITRI PUTRI', 'ABDUL ABDULA'])

/** The good-fortune prefix Su- before a Javanese stem: the next letter separates Sukardi, Supardi and Suhardi. */
const SU_NAME = /^SU[BCDGHJKLMNPRSTWY]/
/** The same for a respelt token, in which a J may be an old Y (Soejono is Sujono or Suyono). */
const SU_FORM = /^SU[BCDGHKLMNPRSTW]/
/** No Javanese stem begins with these letters, so one of them after Su- is a typing error (Sumarni/Suqarni). */
const SU_SLIP = /^SU[FQVXZ]/

/** A token as written, and its spelling form. */
interface Spelt {
  readonly text: string
  readonly form: string
}

/**
 * Whether two tokens with similar letters are two different names, by the facts of Indonesian naming. `short` is at
 * most as long as `long`.
 */
export function isSeparated(short: Spelt, long: Spelt): boolean {
  if (NEIGHBOURS.has(`${short.text} ${long.text}`)) return true
  if (short.form === long.form) return false
  if (NEIGHBOURS.has(`${short.form} ${long.form}`)) return true
  if (isDoubledVowel(short.text, long.text)) return false
  return (
    isSexAdded(short.form, long.form, isFeminineH(short.text, long.text)) ||
    (differInEnding(short.form, long.form) && !isSlipInEnding(short, long)) ||
    differInSuName(short, long) ||
    differInFirstJ(short.form, long.form)
  )
}

const DOUBLED_VOWEL = /(?:AA|EE|II|UU)[A-Z]{0,2}$/

/**
 * No name ends in a doubled vowel: one typing error from another token, it is that name (Wartini/Wartii, Diana/Diaan).
 */
function isDoubledVowel(a: string, b: string): boolean {
  return DOUBLED_VOWEL.test(a) !== DOUBLED_VOWEL.test(b) && isOneSlip(a, b)
}

/** Whether -ah is added (Amin/Aminah), excluding a shortened -syah or -ullah. */
function isFeminineH(short: string, long: string): boolean {
  return long.endsWith('H') && !short.endsWith('H') && !/(?:SY|UL+)AH$/.test(long)
}

function isSexAdded(a: string, b: string, withH: boolean): boolean {
  const [base, longer] = a.length < b.length ? [a, b] : [b, a]
  if (base.length < 3 || !longer.startsWith(base)) return false
  const added = longer.slice(base.length)
  switch (added) {
    case 'A': // Amin/Aminah, Rian/Riana, Nabil/Nabila; but Herlin is short for Herlina
      return withH || /[^LT][AI]N$|^.{2,4}I[LRMT]$/.test(base)
    case 'N': // Rahmah/Rahman, Novia/Novian; but Budima is Budiman cut short
      return /(?:HM|I)A$/.test(base)
    case 'T': // Rahma/Rahmat
      return base.endsWith('RAHMA')
    case 'I': // Ramadhan/Ramadhani, Febrian/Febriani
      return /[DI]AN$/.test(base)
    case 'WATI': // Hadi/Hadiwati; but Erna is short for Ernawati
      return !base.endsWith('A')
    default:
      return ADDED_TO_SEPARATE.has(added)
  }
}

/** An -o that breaks the vowel harmony of Javanese, and one that keeps it. */
const BROKEN_O = /[^I]A[^AEIOU]O$/
const HARMONIC_O = /O[^AEIOU]O$/
const SHORTEST_HARMONIC = 6

/**
 * Whether the differing ending belongs to no name, so that it is a typing error. A final -ah, -ih or -oh shows no sex
 * (Ningsih/Ningsoh). In Javanese an O follows an O, not an A over one consonant: Ernawato beside Ernawati is an error,
 * unlike Sumarno beside Sumarni, and so is Handoki beside Handoko.
 */
function isSlipInEnding(a: Spelt, b: Spelt): boolean {
  if (a.text.endsWith('H') && b.text.endsWith('H')) return a.form.length === b.form.length && isOneSlip(a.form, b.form)
  if (a.form.length < SHORTEST_HARMONIC) return false
  const [inO, inI] = a.form.endsWith('O') ? [a.form, b.form] : [b.form, a.form]
  return inI.endsWith('I') && inO.slice(0, -1) === inI.slice(0, -1) && (BROKEN_O.test(inO) || HARMONIC_O.test(inO))
}

function differInEnding(a: string, b: string): boolean {
  if (a.startsWith(b) || b.startsWith(a)) return false
  if (isJavaneseO(a, b)) return true
  for (let length = 1; length <= LONGEST_ENDING && length < a.length; length++) {
    const stem = a.slice(0, -length)
    if (b.startsWith(stem) && areTwoEndings(a.slice(-length), b.slice(stem.length), stem)) return true
  }
  return false
}

/**
 * A short stem may be a whole name less one letter (Hadi/Hdi), so only long endings count for it (Yanto/Yani). A typing
 * error of one letter within an ending does not count either.
 */
function areTwoEndings(a: string, b: string, stem: string): boolean {
  if (!NAME_ENDINGS.has(a) || !NAME_ENDINGS.has(b)) return false
  if (stem.length < 2 && (a.length < 3 || b.length < 3)) return false
  if (WOMENS_BY_SLIP.has(`${a} ${b}`) || (stem.endsWith('UD') && a.endsWith('N'))) return false
  const isSlip = a.slice(1) === b || b.slice(1) === a || (a.length === 2 && a[0] === b[1] && a[1] === b[0])
  return !isSlip
}

/** Nugraha/Nugroho, Wibawa/Wibowo: the vowels of the whole name follow the last one. */
function isJavaneseO(a: string, b: string): boolean {
  const isPair = (a.endsWith('O') && b.endsWith('A')) || (a.endsWith('A') && b.endsWith('O'))
  return isPair && a.replaceAll('O', 'A') === b.replaceAll('O', 'A')
}

function differInSuName(a: Spelt, b: Spelt): boolean {
  if (SU_SLIP.test(a.text) || SU_SLIP.test(b.text)) return false
  return differAfterSu(a.form, b.form, SU_FORM) || differAfterSu(a.text, b.text, SU_NAME)
}

function differAfterSu(a: string, b: string, su: RegExp): boolean {
  return a.length >= 5 && a[2] !== b[2] && a.slice(3) === b.slice(3) && su.test(a) && su.test(b)
}

/** Yati and Jati are two names, but Jusuf is Yusuf in old spelling, as are most longer ones. */
function differInFirstJ(a: string, b: string): boolean {
  if (a.length > 4 || a[1] === 'U' || a.slice(1) !== b.slice(1)) return false
  return (a.startsWith('J') && b.startsWith('Y')) || (a.startsWith('Y') && b.startsWith('J'))
}
