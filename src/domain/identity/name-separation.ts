/**
 * Endings that make different names of one stem, most of them one for men and one for women: Sumarno/Sumarni,
 * Kurniawan/Kurniawati, Wahyudi/Wahyuni, Suryanto/Suryati, Nugraha/Nugroho, Fauzi/Fauzan, Andi/Andri.
 */
const NAME_ENDINGS: ReadonlySet<string> = new Set([
  ...['A', 'I', 'O', 'AN', 'IN', 'ANA', 'ANI', 'ANTI', 'ANTO', 'ATI', 'ADI', 'ONO', 'INI', 'UDI', 'UNI', 'INA', 'INO'],
  ...['ATUN', 'ATMI', 'ATNO', 'IA', 'IAN', 'DI', 'DRI'],
])
const LONGEST_ENDING = 4

/** What makes a man's name a woman's when it is added (Surya/Suryani, Hadi/Hadiwati), and so is no truncation. */
const ADDED_TO_SEPARATE: ReadonlySet<string> = new Set(['TI', 'NI', 'NTI', 'IA', 'UN', 'TUN', 'INGSI', 'NINGSI'])

/** Pairs that no rule about endings reaches: two names, each common, one letter apart. */
const NEIGHBOURS: ReadonlySet<string> = new Set(['DWI DEWI', 'ADI ADHI', 'EKA IKA'])

/** The good-fortune prefix Su- before a stem: the letter that follows tells Sukardi, Supardi and Suhardi apart. */
const SU_NAME = /^SU[^AEIOU]/

/**
 * Whether two tokens, near in letters, are two names by the facts of Indonesian naming. `short` is at most as long as
 * `long`; the forms are their spelling forms.
 */
export function isSeparated(short: string, long: string, shortForm: string, longForm: string): boolean {
  if (NEIGHBOURS.has(`${short} ${long}`) || NEIGHBOURS.has(`${long} ${short}`)) return true
  if (shortForm === longForm) return false
  return (
    isSexAdded(shortForm, longForm, long.endsWith('H') || short.endsWith('H')) ||
    differInEnding(shortForm, longForm) ||
    differAfterSu(shortForm, longForm) ||
    differInFirstJ(shortForm, longForm)
  )
}

function isSexAdded(a: string, b: string, withH: boolean): boolean {
  const [base, longer] = a.length < b.length ? [a, b] : [b, a]
  if (base.length < 3 || !longer.startsWith(base)) return false
  const added = longer.slice(base.length)
  switch (added) {
    case 'A': // Amin/Aminah, Rian/Riana; but Herlin is short for Herlina
      return withH || /[^LT][AI]N$/.test(base)
    case 'N': // Rahmah/Rahman, Novia/Novian
      return /[IM]A$/.test(base)
    case 'T': // Rahma/Rahmat
      return base.endsWith('MA')
    case 'I': // Ramadhan/Ramadhani
      return base.endsWith('AN')
    case 'WATI': // Hadi/Hadiwati; but Erna is short for Ernawati
      return !base.endsWith('A')
    default:
      return ADDED_TO_SEPARATE.has(added)
  }
}

function differInEnding(a: string, b: string): boolean {
  if (a.startsWith(b) || b.startsWith(a)) return false
  for (let length = 1; length <= LONGEST_ENDING && length < a.length; length++) {
    const stem = a.slice(0, -length)
    if (b.startsWith(stem) && NAME_ENDINGS.has(a.slice(-length)) && NAME_ENDINGS.has(b.slice(stem.length))) return true
  }
  return false
}

function differAfterSu(a: string, b: string): boolean {
  return a.length >= 5 && a[2] !== b[2] && a.slice(3) === b.slice(3) && SU_NAME.test(a) && SU_NAME.test(b)
}

/** Yati and Jati are two names, while Jusuf is Yusuf in old spelling, as is most that is longer. */
function differInFirstJ(a: string, b: string): boolean {
  if (a.length > 5 || a.length !== b.length || a[1] === 'U' || a.slice(1) !== b.slice(1)) return false
  return (a.startsWith('J') && b.startsWith('Y')) || (a.startsWith('Y') && b.startsWith('J'))
}
