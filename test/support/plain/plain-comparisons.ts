import { distance } from 'fastest-levenshtein'
import { comparePlainKks, comparePlainNiks } from './plain-numbers.js'
import { comparePlainNames, type PlainLevel, type PlainName, type PlainRarity } from './plain-person-name.js'
import { dateInNik, isDefaultDay, type PlainDate, type PlainRecord } from './plain-record.js'

/** The data of a comparison besides the two records. */
export interface PlainRecordSet {
  readonly records: readonly PlainRecord[]
  readonly families: ReadonlyMap<string, readonly PlainRecord[]>
  readonly rarity: PlainRarity
  readonly spellingKey: (token: string) => string
}

/** A comparison of the built-in model, on strings; i and j are indexes of records. */
type PlainComparison = (set: PlainRecordSet, i: number, j: number) => PlainLevel

/** All comparisons of the built-in model, by name. */
export const PLAIN_COMPARISONS: Readonly<Record<string, PlainComparison>> = {
  nik: byRecords((a, b) => ({ level: comparePlainNiks(a, b) })),
  name: byRecords((a, b, { rarity }) =>
    comparePlainNames(a.name, b.name, { rarity, inOneRegency: inOneRegency(a, b) }),
  ),
  father: byRecords((a, b, { rarity }) =>
    comparePlainNames(a.father, b.father, { rarity, inOneRegency: inOneRegency(a, b) }),
  ),
  birth_date: byRecords((a, b) => ({ level: compareDates(a, b) })),
  sex: byRecords((a, b) => ({ level: compareEqual(a.sex, b.sex) })),
  relation: byRecords((a, b) => ({ level: compareEqual(a.relation, b.relation) })),
  kk: byRecords((a, b) => ({ level: comparePlainKks(a.kk, b.kk) })),
  mother: byRecords((a, b, { rarity }) =>
    comparePlainNames(a.mother, b.mother, { rarity, inOneRegency: inOneRegency(a, b) }),
  ),
  birthplace: byRecords((a, b) => ({ level: compareTexts(a.birthplace, b.birthplace) })),
  area: byRecords((a, b) => ({ level: compareAreas(a.area, b.area) })),
  address: byRecords((a, b) => ({ level: compareAddresses(a, b) })),
  phone: byRecords((a, b) => ({ level: compareTexts(a.phone, b.phone) })),
  list: byRecords((a, b) => ({ level: compareLists(a, b) })),
  company: compareCompany,
}

function byRecords(compare: (a: PlainRecord, b: PlainRecord, set: PlainRecordSet) => PlainLevel): PlainComparison {
  return (set, i, j) => compare(recordAt(set, i), recordAt(set, j), set)
}

function recordAt({ records }: PlainRecordSet, place: number): PlainRecord {
  const record = records[place]
  if (record === undefined) throw new RangeError('no such record')
  return record
}

function compareEqual(a: string, b: string): string {
  if (a === '' || b === '') return 'missing'
  return a === b ? 'equal' : 'different'
}

function inOneRegency(a: PlainRecord, b: PlainRecord): boolean {
  return a.area.regency !== '' && a.area.regency === b.area.regency
}

function compareDates(a: PlainRecord, b: PlainRecord): string {
  if (a.nik.status === 'valid' && b.nik.status === 'valid' && a.nik.digits === b.nik.digits) return besideNik(a, b)
  if (a.date !== undefined && b.date !== undefined && sameDate(a.date, b.date)) {
    return isDefaultDay(a.date) ? 'equal_default' : 'equal'
  }
  if (nikCarries(a, b.date) || nikCarries(b, a.date)) return 'nik_date'
  return a.date === undefined || b.date === undefined ? 'missing' : compareOtherDates(a.date, b.date)
}

/** The NIK of both records holds the birth date already. */
function besideNik(a: PlainRecord, b: PlainRecord): string {
  if (a.date === undefined || b.date === undefined) return 'missing'
  const areEqual = sameDate(a.date, b.date)
  if (a.nikStanding === 'contradicted' || b.nikStanding === 'contradicted') {
    if (!areEqual) return 'counted_in_nik'
    return isDefaultDay(a.date) ? 'equal_default' : 'equal'
  }
  const isSwapped = a.date.year === b.date.year && a.date.month === b.date.day && a.date.day === b.date.month
  return areEqual || isSwapped ? 'beside_nik' : 'off_beside_nik'
}

function sameDate(a: PlainDate, b: PlainDate): boolean {
  return a.year === b.year && a.month === b.month && a.day === b.day
}

function nikCarries({ nik }: PlainRecord, date: PlainDate | undefined): boolean {
  return (
    date !== undefined && nik.status === 'valid' && sameDate(dateInNik(nik.digits), { ...date, year: date.year % 100 })
  )
}

function compareOtherDates(a: PlainDate, b: PlainDate): string {
  const sameDayAndMonth = a.month === b.month && a.day === b.day
  if (a.year === b.year) {
    if (a.month === b.day && a.day === b.month) return 'swapped'
    if (isDefaultDay(a) || isDefaultDay(b)) return 'same_year_default'
    return a.month === b.month || a.day === b.day ? 'one_part_off' : 'same_year'
  }
  if (sameDayAndMonth && !isDefaultDay(a)) return 'one_part_off'
  if (Math.abs(a.year - b.year) <= 2) return 'near'
  if (a.day === 0 || b.day === 0) return 'different'
  const days = Math.abs(Date.UTC(a.year, a.month - 1, a.day) - Date.UTC(b.year, b.month - 1, b.day)) / 86_400_000
  return days === 1462 ? 'epoch_off' : 'different'
}

function compareTexts(a: string, b: string): string {
  if (a === '' || b === '') return 'missing'
  if (a === b) return 'equal'
  const isBeginning = a.startsWith(b) || b.startsWith(a)
  if (Math.min(a.length, b.length) < 3) return isBeginning ? 'abbreviated' : 'different'
  const edits = isSwap(a, b) ? 1 : distance(a, b)
  if (edits === 1) return 'one_edit'
  if (edits === 2 && Math.min(a.length, b.length) >= 5) return 'two_edits'
  if (isBeginning) return 'abbreviated'
  return 1 - edits / Math.max(a.length, b.length) >= 0.6 ? 'similar' : 'different'
}

/** Whether swapping two adjacent letters of one text makes the other. */
function isSwap(a: string, b: string): boolean {
  return Array.from(a).some((letter, at) => a.slice(0, at) + (a[at + 1] ?? '') + letter + a.slice(at + 2) === b)
}

function compareAreas(a: PlainRecord['area'], b: PlainRecord['area']): string {
  if (a.regency === '' || b.regency === '') return 'missing'
  if (a.regency !== b.regency) return 'different'
  if (a.village !== '' && a.village === b.village) return 'village'
  return a.district !== '' && a.district === b.district ? 'district' : 'regency'
}

function compareAddresses(a: PlainRecord, b: PlainRecord): string {
  if (a.area.village === '' || a.area.village !== b.area.village) return 'missing'
  const street = a.address.street === '' || b.address.street === '' ? 'unknown' : a.address.street === b.address.street
  const neighbourhood =
    a.address.rt === 0 || b.address.rt === 0
      ? 'unknown'
      : a.address.rt === b.address.rt && a.address.rw === b.address.rw
  if (street === 'unknown' && neighbourhood === 'unknown') return 'missing'
  if (street === true && neighbourhood === true) {
    return a.address.number !== '' && a.address.number === b.address.number ? 'house' : 'street_and_rt'
  }
  if (neighbourhood === true) return 'rt'
  return street === true ? 'street' : 'different'
}

function compareLists(a: PlainRecord, b: PlainRecord): string {
  if (a.source !== b.source) return 'different_lists'
  return a.family !== '' && a.family === b.family ? 'same_family_in_list' : 'same_list'
}

function compareCompany(set: PlainRecordSet, i: number, j: number): PlainLevel {
  const [a, b] = [recordAt(set, i), recordAt(set, j)]
  if (a.family === '' || b.family === '' || a.family === b.family) return { level: 'missing' }
  const othersOfA = (set.families.get(a.family) ?? []).filter((record) => record !== a)
  const othersOfB = (set.families.get(b.family) ?? []).filter((record) => record !== b)
  if (othersOfA.length === 0 || othersOfB.length === 0) return { level: 'missing' }
  const likeness = (x: PlainRecord, y: PlainRecord): number => resemblance(set, x, y)
  const own = likeness(a, b)
  if (othersOfB.some((other) => likeness(a, other) > own) || othersOfA.some((other) => likeness(b, other) > own)) {
    return { level: 'rival' }
  }
  const known = (those: readonly PlainRecord[], among: readonly PlainRecord[]): number =>
    those.filter((member) => among.some((other) => likeness(member, other) > 0)).length
  const shared = Math.min(known(othersOfA, othersOfB), known(othersOfB, othersOfA))
  return { level: ['none', 'one', 'two'][shared] ?? 'three_or_more' }
}

/**
 * 3: one NIK; 2: one birth date and the whole shorter name; 1: one birth date and a token; 0: nothing, or two NIKs. Without
 * a day there is no birth date, and one of the two rarest tokens of each must be the same; with an alias these are the
 * rarest of each name.
 */
function resemblance({ rarity, spellingKey }: PlainRecordSet, a: PlainRecord, b: PlainRecord): number {
  if (a.nik.status === 'valid' && b.nik.status === 'valid') return a.nik.digits === b.nik.digits ? 3 : 0
  if (a.date === undefined || b.date === undefined || a.date.day === 0 || !sameDate(a.date, b.date)) return 0
  const keysOf = (name: readonly string[]): string[] => name.map((token) => spellingKey(token) || token)
  const byRarity = (name: readonly string[]): readonly string[] =>
    name.toSorted((x, y) => rarity.alone(y) - rarity.alone(x))
  const rarest = ({ tokens, alias }: PlainName): string[] => {
    const [first, second] = [byRarity(tokens).slice(0, 1), byRarity(alias).slice(0, 1)]
    return keysOf(second.length === 0 ? byRarity(tokens).slice(0, 2) : [...first, ...second])
  }
  if (!rarest(a.name).some((key) => rarest(b.name).includes(key))) return 0
  const [keysA, keysB] = [keysOf(a.name.tokens), keysOf(b.name.tokens)]
  const shared = Math.min(
    keysA.filter((key) => keysB.includes(key)).length,
    keysB.filter((key) => keysA.includes(key)).length,
  )
  if (shared === 0) return 0
  return shared >= Math.min(keysA.length, keysB.length) ? 2 : 1
}
