import { parseAddress } from '../../identity/areas/address.js'
import { parseAreaCode, type AreaScheme } from '../../identity/areas/area.js'
import { parseBirthDate, partialDateNumber } from '../../identity/dates/birth-date.js'
import { isBlankValue } from '../../identity/blank-value.js'
import { parseKk } from '../../identity/numbers/kk.js'
import { parseName, type ParsedName } from '../../identity/names/name.js'
import { parseNik } from '../../identity/numbers/nik.js'
import { isFillerPhone, parsePhone } from '../../identity/numbers/phone.js'
import { parseRelation } from '../../identity/relation.js'
import { cachedByText } from '../../identity/cached-by-text.js'
import { parseSex } from '../../identity/sex.js'
import { NUMBER_STATUS, type Column, type TokenLists } from './columns.js'
import { familyReader, LARGEST_FAMILY } from './family-reader.js'
import type { FeatureOptions, RawRecord } from './raw-record.js'
import { cleanText, genericTokens, parseDateAs } from '../model/generic-values.js'
import { GrowingInt32, GrowingUint32, GrowingUint8 } from './growing.js'
import type { Field } from '../model/model.js'
import type { Vocabulary } from './vocabulary.js'

/** Parses one field of each record into a column. */
export interface ColumnBuilder {
  append(record: RawRecord): void
  seal(crowds: ReadonlySet<string>): Column
}

/** Returns the builder for a field by its type. */
export function createColumnBuilder(field: Field, vocabulary: Vocabulary, options: FeatureOptions): ColumnBuilder {
  const read = reader(field)
  switch (field.type) {
    case 'person_name':
      return personNameBuilder(field, vocabulary)
    case 'father_name':
      return tokensBuilder((record) => parseName(read(record)).father, vocabulary)
    case 'name':
    case 'text':
      return tokensBuilder((record) => genericTokens(joined(field, record)), vocabulary)
    case 'date':
      return dateBuilder((record) => parseDateAs(read(record), field.format, options.referenceDate))
    case 'birth_date':
      return birthDateBuilder((record) => partialDateNumber(parseBirthDate(read(record), options)))
    case 'nik':
      return numberBuilder((record) => parseNik(read(record)), vocabulary)
    case 'kk':
      return numberBuilder((record) => parseKk(read(record)), vocabulary)
    case 'sex':
      return fewValuesBuilder(read, parseSex, vocabulary)
    case 'relation':
      return fewValuesBuilder(read, parseRelation, vocabulary)
    case 'phone':
      return valueBuilder((record) => parsePhone(read(record)) || foreignPhone(read(record)), vocabulary)
    case 'category':
    case 'source':
      return fewValuesBuilder((record) => joined(field, record), cleanText, vocabulary)
    case 'identifier':
    case 'code':
      return valueBuilder((record) => cleanText(joined(field, record)), vocabulary)
    case 'area':
      return areaBuilder(field, vocabulary)
    case 'address':
      return addressBuilder(field, vocabulary)
    case 'household':
      return familyBuilder(field)
  }
}

function reader(field: Field): (record: RawRecord) => string {
  const column = field.columns[0] ?? ''
  return (record) => record[column] ?? ''
}

function joined(field: Field, record: RawRecord): string {
  if (field.columns.length === 1) return record[field.columns[0] ?? ''] ?? ''
  return field.columns.map((column) => record[column] ?? '').join(' ')
}

/** Blank words are dropped: TIDAK DIKETAHUI as a mother's name would match all records that lack one. */
function personNameOf(original: string): ParsedName | undefined {
  return isBlankValue(original) ? undefined : parseName(original)
}

/**
 * The name of a person, and the other name by which the person is known. A second column is the name of a child, which
 * may say who the mother is ("BY NY SITI").
 */
function personNameBuilder(field: Field, vocabulary: Vocabulary): ColumnBuilder {
  const [own = '', child] = field.columns
  const names = new GrowingTokens(vocabulary)
  const aliases = new GrowingTokens(vocabulary)
  return {
    append: (record) => {
      const name = personNameOf(record[own] ?? '')
      const newbornOf =
        child === undefined || name !== undefined ? undefined : personNameOf(record[child] ?? '')?.newbornOf
      names.push(name?.tokens ?? newbornOf ?? [])
      aliases.push(name?.aliases[0] ?? [])
    },
    seal: () => ({ type: 'tokens', ...names.lists, aliases: aliases.lists }),
  }
}

const FEWEST_PHONE_DIGITS = 6

/** Foreign phone numbers have other forms: six or more digits are kept as they are, unless they are a filler. */
function foreignPhone(original: string): string {
  const digits = original.replace(/\D/g, '')
  return digits.length >= FEWEST_PHONE_DIGITS && !isFillerPhone(digits) && !/^(\d)\1*$/.test(digits) ? digits : ''
}

function valueBuilder(parse: (record: RawRecord) => string, vocabulary: Vocabulary): ColumnBuilder {
  const values = new GrowingUint32()
  return {
    append: (record) => {
      values.push(vocabulary.intern(parse(record)))
    },
    seal: () => ({ type: 'value', values: values.array }),
  }
}

const LEAST_CACHED = 10_000

/** For fields with few distinct values: each is parsed once. */
function fewValuesBuilder(
  read: (record: RawRecord) => string,
  parse: (original: string) => string,
  vocabulary: Vocabulary,
): ColumnBuilder {
  const values = new GrowingUint32()
  const idOf = cachedByText((original) => vocabulary.intern(parse(original)), LEAST_CACHED)
  return {
    append: (record) => {
      values.push(idOf(read(record)))
    },
    seal: () => ({ type: 'value', values: values.array }),
  }
}

function tokensBuilder(parse: (record: RawRecord) => readonly string[], vocabulary: Vocabulary): ColumnBuilder {
  const lists = new GrowingTokens(vocabulary)
  return {
    append: (record) => {
      lists.push(parse(record))
    },
    seal: () => ({ type: 'tokens', ...lists.lists }),
  }
}

/** A growing list of tokens for each row. */
class GrowingTokens {
  readonly #vocabulary: Vocabulary
  readonly #offsets = new GrowingUint32()
  readonly #tokens = new GrowingUint32()

  constructor(vocabulary: Vocabulary) {
    this.#vocabulary = vocabulary
    this.#offsets.push(0)
  }

  push(tokens: readonly string[]): void {
    for (const token of tokens) this.#tokens.push(this.#vocabulary.intern(token))
    this.#offsets.push(this.#tokens.length)
  }

  get lists(): TokenLists {
    return { offsets: this.#offsets.array, tokens: this.#tokens.array }
  }
}

function dateBuilder(parse: (record: RawRecord) => number): ColumnBuilder {
  const dates = new GrowingInt32()
  return {
    append: (record) => {
      dates.push(parse(record))
    },
    seal: () => ({ type: 'date', dates: dates.array }),
  }
}

/** The dates in the NIKs are filled in when the table is complete. */
function birthDateBuilder(parse: (record: RawRecord) => number): ColumnBuilder {
  const dates = new GrowingInt32()
  return {
    append: (record) => {
      dates.push(parse(record))
    },
    seal: () => ({
      type: 'date',
      dates: dates.array,
      nikDates: new Int32Array(new SharedArrayBuffer(dates.length * 4)),
    }),
  }
}

function numberBuilder(
  parse: (record: RawRecord) => { readonly digits: string; readonly status: string },
  vocabulary: Vocabulary,
): ColumnBuilder {
  const head = new GrowingUint32()
  const tail = new GrowingUint32()
  const status = new GrowingUint8()
  const remains = new GrowingUint32()
  return {
    append: (record) => {
      const number = parse(record)
      const valid = number.status === 'valid'
      head.push(valid ? Number(number.digits.slice(0, 8)) : 0)
      tail.push(valid ? Number(number.digits.slice(8)) : 0)
      const damaged = number.status === 'damaged'
      status.push(valid ? NUMBER_STATUS.valid : damaged ? NUMBER_STATUS.damaged : NUMBER_STATUS.missing)
      remains.push(damaged ? vocabulary.intern(number.digits) : 0)
    },
    seal: () => ({
      type: 'number',
      head: head.array,
      tail: tail.array,
      status: status.array,
      dateCheck: new Uint8Array(new SharedArrayBuffer(status.length)),
      remains: remains.array,
    }),
  }
}

const DISTRICT_LENGTH: Record<AreaScheme, number> = { kemendagri: 6, bps: 7 }
const REGENCY_LENGTH = 4
const VILLAGE_LENGTH = 10

/** Codes are stored with their scheme, so that similar codes of two schemes never match. */
function areaBuilder(field: Field, vocabulary: Vocabulary): ColumnBuilder {
  const village = new GrowingUint32()
  const district = new GrowingUint32()
  const regency = new GrowingUint32()
  const scheme = field.scheme ?? 'kemendagri'
  const idsOf = cachedByText((original) => {
    const code = parseAreaCode(original, scheme)?.code ?? ''
    const part = (length: number): number =>
      code.length >= length ? vocabulary.intern(`${scheme}:${code.slice(0, length)}`) : 0
    return [part(VILLAGE_LENGTH), part(DISTRICT_LENGTH[scheme]), part(REGENCY_LENGTH)] as const
  }, LEAST_CACHED)
  const read = reader(field)
  return {
    append: (record) => {
      const ids = idsOf(read(record))
      village.push(ids[0])
      district.push(ids[1])
      regency.push(ids[2])
    },
    seal: () => ({ type: 'area', village: village.array, district: district.array, regency: regency.array }),
  }
}

const LARGEST_RT = 255

/** Cached, because the members of a family share one address and sources list the same families. */
const addressOf = cachedByText((columns) => {
  const [address = '', rt = '', rw = ''] = columns.split('\0')
  return parseAddress(address, { rt, rw })
}, LEAST_CACHED)

function addressBuilder(field: Field, vocabulary: Vocabulary): ColumnBuilder {
  const street = new GrowingUint32()
  const number = new GrowingUint32()
  const rt = new GrowingUint8()
  const rw = new GrowingUint8()
  const [addressColumn = '', rtColumn = '', rwColumn = ''] = field.columns
  return {
    append: (record) => {
      const address = addressOf(
        [record[addressColumn] ?? '', record[rtColumn] ?? '', record[rwColumn] ?? ''].join('\0'),
      )
      street.push(vocabulary.intern(address.street || address.dusun))
      number.push(vocabulary.intern(address.number))
      rt.push(address.rt > LARGEST_RT ? 0 : address.rt)
      rw.push(address.rw > LARGEST_RT ? 0 : address.rw)
    },
    seal: () => ({ type: 'address', street: street.array, number: number.array, rt: rt.array, rw: rw.array }),
  }
}

function familyBuilder(field: Field): ColumnBuilder {
  const family = new GrowingUint32()
  const families = new Map<string, number>()
  const sizes = [0]
  const familyOf = familyReader(field)
  return {
    append: (record) => {
      const key = familyOf(record)
      if (key === '') {
        family.push(0)
        return
      }
      let id = families.get(key)
      if (id === undefined) {
        id = sizes.length
        families.set(key, id)
        sizes.push(0)
      }
      sizes[id] = (sizes[id] ?? 0) + 1
      family.push(id)
    },
    seal: (crowds) => {
      for (const crowd of crowds) sizes[families.get(crowd) ?? 0] = Infinity
      return sealFamilies(family, sizes)
    },
  }
}

/** Families larger than any real one, such as those of a filler number, become family 0. */
function sealFamilies(family: GrowingUint32, sizes: readonly number[]): Column {
  const isFamily = (id: number): boolean => id !== 0 && (sizes[id] ?? 0) <= LARGEST_FAMILY
  const offsets = new Uint32Array(new SharedArrayBuffer((sizes.length + 1) * 4))
  for (let id = 0; id < sizes.length; id += 1)
    offsets[id + 1] = (offsets[id] ?? 0) + (isFamily(id) ? (sizes[id] ?? 0) : 0)
  const members = new Uint32Array(new SharedArrayBuffer(Math.max(1, offsets[sizes.length] ?? 0) * 4))
  const families = new Uint32Array(new SharedArrayBuffer(Math.max(1, family.length) * 4))
  const next = offsets.slice()
  for (let row = 0; row < family.length; row += 1) {
    const id = family.array[row] ?? 0
    if (!isFamily(id)) continue
    const place = next[id] ?? 0
    families[row] = id
    members[place] = row
    next[id] = place + 1
  }
  return { type: 'family', family: families, offsets, members }
}
