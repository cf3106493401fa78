/**
 * Codes of regencies that ended when a new province took them over, with the present code, and the numbers of their
 * kecamatan in the order of their present numbers, which count from 1. Without a list the kecamatan kept their numbers.
 *
 * In force until 2012: Kalimantan Utara out of 64 (UU 20/2012). Until 2022: Papua Selatan, Tengah and Pegunungan out of 91
 * (UU 14, 15 and 16/2022) and Papua Barat Daya out of 92 (UU 29/2022). Sources: the annexes of Permendagri 72/2019 and
 * Kepmendagri 050-145/2022 against the codes in force.
 */
const ENDED_REGENCIES: readonly (readonly [ended: string, present: string, districts?: string])[] = [
  ['6404', '6501'],
  ['6405', '6503'],
  ['6406', '6502'],
  ['6410', '6504'],
  ['6473', '6571'],
  ['9101', '9301', '1-22'],
  ['9102', '9501', '1 3-4 12 15 25 27-29 34-35 40-68'],
  ['9104', '9401', '1-3 6-7 10-12 16-17 21-25'],
  ['9107', '9402', '1 3 6-8 10-12 17-34'],
  ['9108', '9403', '1-2 4 7 9 12-13 19-34'],
  ['9109', '9404', '1-18'],
  ['9112', '9502', '1-34'],
  ['9113', '9503', '1-3 6-53'],
  ['9114', '9504', '1-16 18-47'],
  ['9116', '9302', '1-20'],
  ['9117', '9303', '1-15'],
  ['9118', '9304', '1-23'],
  ['9121', '9505', '1-5'],
  ['9122', '9506', '1-5'],
  ['9123', '9507', '1-39'],
  ['9124', '9508', '1-32'],
  ['9125', '9405', '1-25'],
  ['9126', '9406', '1-10'],
  ['9127', '9407', '1-8'],
  ['9128', '9408', '1-5'],
  ['9201', '9601', '1 4-8 10 12-14 17-18 20 39-55'],
  ['9204', '9602', '1 4 6 9-12 14-15 20-22 24-26'],
  ['9205', '9603', '1-11 13-25'],
  ['9209', '9604', '1-29'],
  ['9210', '9605', '1-24'],
  ['9271', '9671', '1-10'],
]

const REGENCY_LENGTH = 4
const DISTRICT_LENGTH = 6

/** The present codes of the ended regencies and of their kecamatan. */
const PRESENT: ReadonlyMap<string, string> = new Map(ENDED_REGENCIES.flatMap(presentCodes))

function presentCodes([ended, present, districts = '']: (typeof ENDED_REGENCIES)[number]): [string, string][] {
  const numbers = districts.split(' ').filter(Boolean).flatMap(numbersOf)
  const renumbered = numbers.map((number, at): [string, string] => [
    ended + twoDigits(number),
    present + twoDigits(at + 1),
  ])
  return [[ended, present], ...renumbered]
}

/** `3-5` is 3, 4 and 5. */
function numbersOf(range: string): readonly number[] {
  const [first = 0, last = first] = range.split('-').map(Number)
  return Array.from({ length: last - first + 1 }, (_, at) => first + at)
}

function twoDigits(number: number): string {
  return String(number).padStart(2, '0')
}

/**
 * Returns the present code of an area whose code ended with its regency, in Kemendagri codes of any level without dots; any
 * other code as it is. Villages kept their number within the kecamatan as a rule; where they did not, only their names tell
 * which village is meant.
 */
export function presentCode(code: string): string {
  if (code.charCodeAt(0) !== NINE && code.charCodeAt(0) !== SIX) return code
  const regency = PRESENT.get(code.slice(0, REGENCY_LENGTH))
  if (regency === undefined) return code
  const district = PRESENT.get(code.slice(0, DISTRICT_LENGTH))
  return district === undefined ? regency + code.slice(REGENCY_LENGTH) : district + code.slice(DISTRICT_LENGTH)
}

const DOTTED_VILLAGE = /^(\d\d)\.(\d\d)\.(\d\d)\.(\d{4})$/

/** Returns the present code of a village, dotted; any other text as it is. */
export function presentVillage(text: string): string {
  if (text.charCodeAt(0) !== NINE && text.charCodeAt(0) !== SIX) return text
  const groups = DOTTED_VILLAGE.exec(text)
  if (groups === null) return text
  return presentCode(groups.slice(1).join('')).replace(/^(..)(..)(..)/, '$1.$2.$3.')
}

const SIX = 54
const NINE = 57

/** Whether a code of four or six digits ended with its regency. */
export function hasEnded(code: string): boolean {
  return presentCode(code) !== code
}
