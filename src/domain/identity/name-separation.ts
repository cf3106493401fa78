/**
 * Endings that make different names of one stem, most of them one for men and one for women: Putra/Putri,
 * Kurniawan/Kurniawati, Suryanto/Suryati, Sunardi/Sunarsih, Fauzi/Fauzan, Yulius/Yulia, Rian/Rina, Andi/Andri.
 */
const NAME_ENDINGS: ReadonlySet<string> = new Set([
  ...['A', 'I', 'O', 'AN', 'IN', 'AT', 'IA', 'US', 'DI', 'TI', 'NI', 'SI', 'MI', 'TO', 'NO', 'YA', 'DRI'],
  ...['ANA', 'ANI', 'ANTI', 'ANTO', 'ATI', 'ATUN', 'ADI', 'ONO', 'INI', 'UDI', 'UNI', 'INA', 'INO', 'IAN'],
])
const LONGEST_ENDING = 4

/** What makes a man's name a woman's when it is added (Surya/Suryani, Hadi/Hadiwati), and so is no truncation. */
const ADDED_TO_SEPARATE: ReadonlySet<string> = new Set(['TI', 'NI', 'NTI', 'IA', 'UN', 'TUN', 'INGSI', 'NINGSI'])

/** Pairs that no rule about endings reaches: two names, each common, one letter apart. */
const NEIGHBOURS: ReadonlySet<string> = new Set(['DWI DEWI', 'ADI ADHI', 'EKA IKA', 'PITRI PUTRI', 'ABDUL ABDULA'])

/** The good-fortune prefix Su- before a stem: the letter that follows tells Sukardi, Supardi and Suhardi apart. */
const SU_NAME = /^SU[^AEIOU]/
/** The same once respelt, when a J may be an old Y (Soejono is Sujono or Suyono). */
const SU_FORM = /^SU[^AEIOUJY]/

/**
 * Whether two tokens, near in letters, are two names by the facts of Indonesian naming. `short` is at most as long as
 * `long`; the forms are their spelling forms.
 */
export function isSeparated(short: string, long: string, shortForm: string, longForm: string): boolean {
  if (NEIGHBOURS.has(`${short} ${long}`)) return true
  if (shortForm === longForm) return false
  if (NEIGHBOURS.has(`${shortForm} ${longForm}`)) return true
  return (
    isSexAdded(shortForm, longForm, isFeminineH(short, long)) ||
    differInEnding(shortForm, longForm) ||
    differAfterSu(shortForm, longForm, SU_FORM) ||
    differAfterSu(short, long, SU_NAME) ||
    differInFirstJ(shortForm, longForm)
  )
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
  const isSlip = a.slice(1) === b || b.slice(1) === a || (a.length === 2 && a[0] === b[1] && a[1] === b[0])
  return !isSlip
}

/** Nugraha/Nugroho, Wibawa/Wibowo: the vowels of the whole name go with the last one. */
function isJavaneseO(a: string, b: string): boolean {
  const isPair = (a.endsWith('O') && b.endsWith('A')) || (a.endsWith('A') && b.endsWith('O'))
  return isPair && a.replaceAll('O', 'A') === b.replaceAll('O', 'A')
}

function differAfterSu(a: string, b: string, su: RegExp): boolean {
  return a.length >= 5 && a[2] !== b[2] && a.slice(3) === b.slice(3) && su.test(a) && su.test(b)
}

/** Yati and Jati are two names, while Jusuf is Yusuf in old spelling, as is most that is longer. */
function differInFirstJ(a: string, b: string): boolean {
  if (a.length > 4 || a[1] === 'U' || a.slice(1) !== b.slice(1)) return false
  return (a.startsWith('J') && b.startsWith('Y')) || (a.startsWith('Y') && b.startsWith('J'))
}
