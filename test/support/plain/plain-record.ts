import type { PlainName } from './plain-person-name.js'
import { parseAddress } from '../../../src/domain/identity/areas/address.js'
import { parseAreaCode } from '../../../src/domain/identity/areas/area.js'
import { parseBirthDate } from '../../../src/domain/identity/dates/birth-date.js'
import { isBlankValue } from '../../../src/domain/identity/blank-value.js'
import { parseKk } from '../../../src/domain/identity/numbers/kk.js'
import { parseName } from '../../../src/domain/identity/names/name.js'
import { parseNik } from '../../../src/domain/identity/numbers/nik.js'
import { isFillerPhone, parsePhone } from '../../../src/domain/identity/numbers/phone.js'
import { parseRelation } from '../../../src/domain/identity/relation.js'
import { parseSex } from '../../../src/domain/identity/sex.js'
import type { FlatRecord } from '../../../src/tools/synthetic/population/record.js'

/** A number of a record as text; `digits` is '' where nothing can be compared. */
export interface PlainNumber {
  readonly digits: string
  readonly status: 'valid' | 'damaged' | 'missing'
}

/** A date in its parts; month and day are 0 where only the year or the month is known. */
export interface PlainDate {
  readonly year: number
  readonly month: number
  readonly day: number
}

/** One record of a list as strings and small numbers; '' and undefined are not known. */
export interface PlainRecord {
  readonly source: string
  /** List and mark of the family in it, or ''. */
  readonly family: string
  readonly nik: PlainNumber
  /** How the record's own birth date compares with its NIK. */
  readonly nikStanding: 'unknown' | 'confirmed' | 'contradicted'
  readonly kk: PlainNumber
  readonly date: PlainDate | undefined
  readonly sex: string
  readonly relation: string
  readonly name: PlainName
  readonly father: PlainName
  readonly mother: PlainName
  readonly birthplace: string
  /** Codes with their scheme, from the regency down to the village; '' where the code does not reach. */
  readonly area: { readonly regency: string; readonly district: string; readonly village: string }
  readonly address: { readonly street: string; readonly number: string; readonly rt: number; readonly rw: number }
  readonly phone: string
}

const REFERENCE_DATE = 20261231

/** Reads records one by one, then weighs each NIK against the record's family, which is known only when all are read. */
export function readPlainRecords(records: readonly FlatRecord[]): PlainRecord[] {
  const read = records.map(readRecord)
  const families = plainFamilies(read)
  return read.map((record) => {
    return isBorrowed(record, families.get(record.family) ?? []) ? { ...record, nik: MISSING_NUMBER } : record
  })
}

/** The records of each family of each list. */
export function plainFamilies(records: readonly PlainRecord[]): ReadonlyMap<string, readonly PlainRecord[]> {
  const families = new Map<string, PlainRecord[]>()
  for (const record of records) {
    if (record.family !== '') families.set(record.family, [...(families.get(record.family) ?? []), record])
  }
  return families
}

const MISSING_NUMBER: PlainNumber = { digits: '', status: 'missing' }

function readRecord(flat: FlatRecord): PlainRecord {
  const date = readDate(flat.dob)
  const kk = readNumber(parseKk(flat.kk))
  const parsed = readNumber(parseNik(flat.nik))
  const nik =
    parsed.status === 'valid' && kk.status === 'valid' && parsed.digits === kk.digits ? MISSING_NUMBER : parsed
  const nikStanding = standingOf(nik, date)
  return {
    source: clean(flat.source),
    family: familyOf(flat),
    nik,
    nikStanding,
    kk,
    date,
    sex: sexOf(parseSex(flat.sex), nik, nikStanding),
    relation: parseRelation(flat.shdk),
    name: nameOf(flat.name),
    father: { tokens: parseName(flat.name).father, alias: [] },
    mother: motherOf(flat),
    birthplace: clean(flat.birthplace),
    area: areaOf(flat.village_code),
    address: addressOf(flat),
    phone: phoneOf(flat.phone),
  }
}

function readNumber({ digits, status }: { digits: string; status: string }): PlainNumber {
  return status === 'valid' || status === 'damaged' ? { digits, status } : MISSING_NUMBER
}

function readDate(text: string): PlainDate | undefined {
  const { year, month, day } = parseBirthDate(text, { referenceDate: REFERENCE_DATE })
  return year === 0 ? undefined : { year, month, day }
}

/** The days registered for persons without papers, and dates without a day. */
export function isDefaultDay({ month, day }: PlainDate): boolean {
  return day === 0 || ['31-12', '1-1', '1-7'].includes(`${day}-${month}`)
}

/** The date that a valid NIK carries, with a year of two digits; women have 40 added to the day. */
export function dateInNik(digits: string): PlainDate {
  return {
    day: Number(digits.slice(6, 8)) % 40,
    month: Number(digits.slice(8, 10)),
    year: Number(digits.slice(10, 12)),
  }
}

function standingOf(nik: PlainNumber, date: PlainDate | undefined): PlainRecord['nikStanding'] {
  if (nik.status !== 'valid' || date === undefined) return 'unknown'
  const inNik = dateInNik(nik.digits)
  const inPlace = Number(inNik.day === date.day) + Number(inNik.month === date.month)
  const agreeing = inNik.day === date.month && inNik.month === date.day ? 2 : inPlace
  const parts = agreeing + Number(inNik.year === date.year % 100)
  if (parts === 3) return 'confirmed'
  return parts === 2 || isDefaultDay(date) ? 'unknown' : 'contradicted'
}

/** Another row of the family has this number with a birth date that confirms it, and this row's date contradicts it. */
function isBorrowed(record: PlainRecord, family: readonly PlainRecord[]): boolean {
  if (record.nikStanding !== 'contradicted') return false
  return family.some(({ nik, nikStanding }) => nik.digits === record.nik.digits && nikStanding === 'confirmed')
}

/** A recorded sex that a confirmed NIK denies is no evidence either way. */
function sexOf(sex: string, nik: PlainNumber, standing: PlainRecord['nikStanding']): string {
  if (standing !== 'confirmed') return sex
  return (Number(nik.digits.slice(6, 8)) > 40 ? 'P' : 'L') === sex ? sex : ''
}

function familyOf({ source, household_ref: reference, kk }: FlatRecord): string {
  const mark = [reference, kk].map(familyMark).find((known) => known !== '')
  return mark === undefined ? '' : `${source}|${mark}`
}

function familyMark(text: string): string {
  const { status, digits } = parseKk(text)
  if (status === 'valid') return digits
  const isFailedNumber = /^[\d\s'.-]*$/.test(text.trim()) && text.trim().length > 12
  return isFailedNumber && status !== 'damaged' ? '' : text.trim()
}

function nameOf(text: string): PlainName {
  if (isBlankValue(text)) return { tokens: [], alias: [] }
  const { tokens, aliases } = parseName(text)
  return { tokens, alias: aliases[0] ?? [] }
}

/** The name of a child may say who the mother is ("BY NY SITI"). */
function motherOf({ mother_name: mother, name }: FlatRecord): PlainName {
  if (!isBlankValue(mother)) return nameOf(mother)
  return { tokens: isBlankValue(name) ? [] : parseName(name).newbornOf, alias: [] }
}

function areaOf(text: string): PlainRecord['area'] {
  const area = parseAreaCode(text, 'kemendagri')
  if (area === undefined) return { regency: '', district: '', village: '' }
  const part = (length: number): string => (area.code.length < length ? '' : area.scheme + area.code.slice(0, length))
  return { regency: part(4), district: part(6), village: part(10) }
}

function addressOf({ address, rt, rw }: FlatRecord): PlainRecord['address'] {
  const parsed = parseAddress(address, { rt, rw })
  const unit = (value: number): number => (value > 255 ? 0 : value)
  return { street: parsed.street || parsed.dusun, number: parsed.number, rt: unit(parsed.rt), rw: unit(parsed.rw) }
}

function phoneOf(text: string): string {
  const digits = text.replace(/\D/g, '')
  const isUsable = digits.length >= 6 && !isFillerPhone(digits) && !/^(\d)\1*$/.test(digits)
  return parsePhone(text) || (isUsable ? digits : '')
}

function clean(text: string): string {
  return text
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^a-z0-9]/g, '')
}
