import { parseAddress } from '../../identity/areas/address.js'
import { parseAreaCode, type AreaScheme } from '../../identity/areas/area.js'
import { cachedByText } from '../../identity/cached-by-text.js'
import type { Field } from '../model/model.js'
import { LEAST_CACHED, reader, type ColumnBuilder } from './field-reader.js'
import { GrowingUint32, GrowingUint8 } from './growing.js'
import type { Vocabulary } from './vocabulary.js'

const DISTRICT_LENGTH: Record<AreaScheme, number> = { kemendagri: 6, bps: 7 }
const REGENCY_LENGTH = 4
const VILLAGE_LENGTH = 10

/** Codes are stored with their scheme, so that similar codes of two schemes never match. */
export function areaBuilder(field: Field, vocabulary: Vocabulary): ColumnBuilder {
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

/** Street or hamlet, house number, RT and RW; numbers over 255 are none. */
export function addressBuilder(field: Field, vocabulary: Vocabulary): ColumnBuilder {
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
