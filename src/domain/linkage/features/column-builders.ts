import { parseBirthDate, partialDateNumber } from '../../identity/dates/birth-date.js'
import { parseKk } from '../../identity/numbers/kk.js'
import { parseName } from '../../identity/names/name.js'
import { parseNik } from '../../identity/numbers/nik.js'
import { isFillerPhone, parsePhone } from '../../identity/numbers/phone.js'
import { parseRelation } from '../../identity/relation.js'
import { cachedByText } from '../../identity/cached-by-text.js'
import { parseSex } from '../../identity/sex.js'
import { NUMBER_STATUS } from './columns.js'
import { familyBuilder } from './family-column.js'
import { joined, LEAST_CACHED, reader, type ColumnBuilder } from './field-reader.js'
import { addressBuilder, areaBuilder } from './place-columns.js'
import type { FeatureOptions, RawRecord } from './raw-record.js'
import { cleanText, genericTokens, parseDateAs } from '../model/generic-values.js'
import { GrowingInt32, GrowingUint32, GrowingUint8 } from './growing.js'
import { personNameBuilder, tokensBuilder } from './token-columns.js'
import type { Field } from '../model/model.js'
import type { Vocabulary } from './vocabulary.js'

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
