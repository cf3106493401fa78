import { GOLDEN_FIELDS, type GoldenField, type GoldenPerson, type GoldenValue } from './values/golden-value.js'
import type { Absence } from '../records/presence.js'

/**
 * A golden value in compact form. `record` and `others` are indexes into the person's list of record ids; `record` is
 * -1 if the value came from no record. Empty elements at the end are left out.
 */
export type PackedValue = readonly [
  value: string,
  record: number,
  others?: readonly number[],
  doubtful?: 0 | 1,
  judgement?: string,
]

/**
 * Golden values as stored. Record ids are replaced by their indexes in the person's list of records, which takes a
 * third of the space.
 */
export type PackedGolden = { readonly [field in GoldenField]?: PackedValue } & {
  readonly former_niks?: readonly (readonly [value: string, record: number])[]
  readonly absence?: readonly [value: Absence, record: number]
}

export function packGolden(golden: GoldenPerson, recordIds: readonly string[]): PackedGolden {
  const packed: Record<string, unknown> = {}
  for (const field of GOLDEN_FIELDS) {
    const value = golden[field]
    if (value !== undefined) packed[field] = packValue(value, recordIds)
  }
  if (golden.former_niks !== undefined) {
    packed['former_niks'] = golden.former_niks.map(({ value, record }) => [value, recordIds.indexOf(record)])
  }
  if (golden.absence !== undefined) packed['absence'] = [golden.absence.value, recordIds.indexOf(golden.absence.record)]
  return packed
}

function packValue(
  { value, record, others, doubtful, judgement }: GoldenValue,
  recordIds: readonly string[],
): PackedValue {
  const place = record === undefined ? -1 : recordIds.indexOf(record)
  const places = (others ?? []).map((id) => recordIds.indexOf(id))
  if (judgement !== undefined) return [value, place, places, doubtful === true ? 1 : 0, judgement]
  if (doubtful === true) return [value, place, places, 1]
  return places.length === 0 ? [value, place] : [value, place, places]
}

export function unpackGolden(packed: PackedGolden, recordIds: readonly string[]): GoldenPerson {
  const golden: Record<string, unknown> = {}
  for (const field of GOLDEN_FIELDS) {
    const value = packed[field]
    if (value !== undefined) golden[field] = unpackValue(value, recordIds)
  }
  if (packed.former_niks !== undefined) {
    golden['former_niks'] = packed.former_niks.map(([value, place]) => ({ value, record: recordIds[place] ?? '' }))
  }
  if (packed.absence !== undefined) {
    const [value, place] = packed.absence
    golden['absence'] = { value, record: recordIds[place] ?? '' }
  }
  return golden
}

function unpackValue(
  [value, place, places, doubtful, judgement]: PackedValue,
  recordIds: readonly string[],
): GoldenValue {
  const record = recordIds[place]
  const others = (places ?? []).flatMap((other) => recordIds[other] ?? [])
  return {
    value,
    ...(record === undefined ? {} : { record }),
    ...(others.length === 0 ? {} : { others }),
    ...(doubtful === 1 ? { doubtful: true as const } : {}),
    ...(judgement === undefined ? {} : { judgement }),
  }
}
