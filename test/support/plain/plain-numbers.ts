import { dateInNik, isDefaultDay, type PlainNumber, type PlainRecord } from './plain-record.js'

/** The level of two NIKs, in words. */
export function comparePlainNiks(a: PlainRecord, b: PlainRecord): string {
  if (a.nik.status === 'missing' || b.nik.status === 'missing') return 'missing'
  if (a.nik.status === 'damaged' || b.nik.status === 'damaged')
    return canBeOneNumber(a.nik, b.nik) ? 'compatible' : 'missing'
  const [left, right] = [a.nik.digits, b.nik.digits]
  const doubtful = a.nikStanding === 'contradicted' || b.nikStanding === 'contradicted'
  if (left === right) return doubtful ? 'equal_doubtful' : 'equal'
  const sameArea = left.slice(0, 6) === right.slice(0, 6)
  const sameDay = left.slice(6, 12) === right.slice(6, 12)
  const sameSerial = left.slice(12) === right.slice(12)
  if (sameArea && sameDay) return compareSerials(left, right)
  if (sameDay) return sameSerial && isSlip(left, right) ? 'region_slip' : 'same_day_and_sex'
  if (a.nikStanding === 'confirmed' && b.nikStanding === 'confirmed') return 'different_confirmed'
  if (sameArea && sameSerial && isSlip(left, right)) return 'date_slip'
  return doubtful ? 'different_doubtful' : 'different'
}

/**
 * A kecamatan sees no hundred births of one sex in a day, so a higher serial is a slip of the hand. On the days that
 * people without papers are given it numbers hundreds.
 */
function compareSerials(left: string, right: string): string {
  const [a, b] = [left.slice(12), right.slice(12)]
  const isOrdinary = isDefaultDay(dateInNik(left))
  return (Number(a) > 99 || Number(b) > 99) && !isOrdinary && isSlip(a, b) ? 'serial_slip' : 'serial_apart'
}

/** The level of two KK numbers, in words. */
export function comparePlainKks(a: PlainNumber, b: PlainNumber): string {
  if (a.status === 'missing' || b.status === 'missing') return 'missing'
  if (a.status === 'damaged' || b.status === 'damaged') return canBeOneNumber(a, b) ? 'damaged' : 'missing'
  if (a.digits === b.digits) return 'equal'
  const [headA, headB] = [a.digits.slice(0, 8), b.digits.slice(0, 8)]
  const slip = isSlip(a.digits, b.digits) && (headA === headB || a.digits.slice(8) === b.digits.slice(8))
  if (!slip) return 'different'
  return a.digits.slice(0, 12) === b.digits.slice(0, 12) ? 'serial_near' : 'near'
}

/** One digit wrong, or two neighbours swapped. */
function isSlip(a: string, b: string): boolean {
  const places = Array.from(a).flatMap((digit, place) => (digit === b[place] ? [] : [place]))
  const [first = 0, second = 0] = places
  if (places.length === 1) return true
  return places.length === 2 && second === first + 1 && a[first] === b[second] && a[second] === b[first]
}

/** Can what is left of a damaged number, and the other one, come from one number? */
function canBeOneNumber(a: PlainNumber, b: PlainNumber): boolean {
  const [short = '', long = ''] = [a.digits, b.digits].sort((x, y) => x.length - y.length)
  if (short.length < 6) return false
  if (short.length === 16 && long.length === 16) {
    const differing = Array.from(short).filter((digit, place) => digit !== long[place]).length
    return differing <= 1 || short.slice(0, 15) === long.slice(0, 15)
  }
  const shortened = Array.from(long).map((_, place) => long.slice(0, place) + long.slice(place + 1))
  return long.startsWith(short) || shortened.includes(short)
}
