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

/** Women's endings that differ by a key side by side, so that a slip is likelier than a sister (Suryani/Suryami). */
const WOMENS_BY_SLIP: ReadonlySet<string> = new Set(['MI NI', 'NI MI', 'INI UNI', 'UNI INI'])

/** What makes a man's name a woman's when it is added (Surya/Suryani, Hadi/Hadiwati), and so is no truncation. */
const ADDED_TO_SEPARATE: ReadonlySet<string> = new Set(['TI', 'NI', 'NTI', 'IA', 'UN', 'TUN', 'INGSI', 'NINGSI'])

/** Pairs that no rule about endings reaches: two names, each common, one letter apart. */
const NEIGHBOURS: ReadonlySet<string> = new Set(['DWI DEWI', 'ADI ADHI', 'EKA IKA', 'PITRI PUTRI', 'ABDUL ABDULA'])

/** The good-fortune prefix Su- before a Javanese stem: the letter that follows tells Sukardi, Supardi and Suhardi apart. */
const SU_NAME = /^SU[BCDGHJKLMNPRSTWY]/
/** The same once respelt, when a J may be an old Y (Soejono is Sujono or Suyono). */
const SU_FORM = /^SU[BCDGHKLMNPRSTW]/
/** No Javanese stem begins with these, so that one of them behind Su- is a slip (Sumarni/Suqarni). */
const SU_SLIP = /^SU[FQVXZ]/

/** What the facts of naming are read from: a token as it is written and its spelling form. */
interface Spelt {
  readonly text: string
  readonly form: string
}

/**
 * Whether two tokens, near in letters, are two names by the facts of Indonesian naming. `short` is at most as long as
 * `long`.
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

/** No name ends in a doubled vowel: one slip from another it is that name (Wartini/Wartii, Diana/Diaan). */
function isDoubledVowel(a: string, b: string): boolean {
  return DOUBLED_VOWEL.test(a) !== DOUBLED_VOWEL.test(b) && isOneSlip(a, b)
}

/** -ah added (Amin/Aminah), and not a Syah or an -ullah cut short. */
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

/** An -o that breaks the harmony of Javanese vowels, and an -i where the name in -o keeps it. */
const BROKEN_O = /[^I]A[^AEIOU]O$/
const HARMONIC_O = /O[^AEIOU]O$/
const SHORTEST_HARMONIC = 6

/**
 * Whether an ending is none that a name has, and so a slip. An -ah, -ih or -oh tells no man from a woman
 * (Ningsih/Ningsoh). In Javanese an O follows an O and not an A over one consonant, so that Ernawato is no man beside
 * Ernawati as Sumarno is one beside Sumarni, nor Handoki a woman beside Handoko.
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

/** A short stem may be a whole name less one letter (Hadi/Hdi), so only long endings count on it (Yanto/Yani); nor is a slip of one letter within the ending one. */
function areTwoEndings(a: string, b: string, stem: string): boolean {
  if (!NAME_ENDINGS.has(a) || !NAME_ENDINGS.has(b)) return false
  if (stem.length < 2 && (a.length < 3 || b.length < 3)) return false
  if (WOMENS_BY_SLIP.has(`${a} ${b}`) || (stem.endsWith('UD') && a.endsWith('N'))) return false
  const isSlip = a.slice(1) === b || b.slice(1) === a || (a.length === 2 && a[0] === b[1] && a[1] === b[0])
  return !isSlip
}

/** Nugraha/Nugroho, Wibawa/Wibowo: the vowels of the whole name go with the last one. */
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

/** Yati and Jati are two names, while Jusuf is Yusuf in old spelling, as is most that is longer. */
function differInFirstJ(a: string, b: string): boolean {
  if (a.length > 4 || a[1] === 'U' || a.slice(1) !== b.slice(1)) return false
  return (a.startsWith('J') && b.startsWith('Y')) || (a.startsWith('Y') && b.startsWith('J'))
}
