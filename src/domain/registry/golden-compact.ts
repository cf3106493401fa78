import { z } from 'zod'
import { GOLDEN_FIELDS, type GoldenField, type GoldenPerson, type GoldenValue } from './golden-value.js'

const Place = z.int().min(-1)
const CompactValue = z.union([
  z.tuple([z.string(), Place]),
  z.tuple([z.string(), Place, z.array(Place)]),
  z.tuple([z.string(), Place, z.array(Place), z.literal([0, 1])]),
  z.tuple([z.string(), Place, z.array(Place), z.literal([0, 1]), z.string()]),
])
type CompactValue = z.infer<typeof CompactValue>

/**
 * Golden values as they are stored: the ids of records once, and each value as `[value, record, others, doubtful,
 * judgement]` by places in them (-1 for none), with what is empty left off the end.
 */
export const CompactGolden = z.strictObject({
  records: z.array(z.string()),
  values: z.partialRecord(z.enum(GOLDEN_FIELDS), CompactValue),
  former_niks: z.array(z.tuple([z.string(), Place])).optional(),
})
export type CompactGolden = z.infer<typeof CompactGolden>

/** The form in which golden values are stored; about half the size. */
export function packGolden(golden: GoldenPerson): CompactGolden {
  const records: string[] = []
  const placeOf = (id: string | undefined): number => {
    if (id === undefined) return -1
    const place = records.indexOf(id)
    return place >= 0 ? place : records.push(id) - 1
  }
  const values: { [field in GoldenField]?: CompactValue } = {}
  for (const field of GOLDEN_FIELDS) {
    const value = golden[field]
    if (value !== undefined) values[field] = packValue(value, placeOf)
  }
  const former = golden.former_niks?.map(({ value, record }): [string, number] => [value, placeOf(record)])
  return { records, values, ...(former === undefined ? {} : { former_niks: former }) }
}

function packValue(golden: GoldenValue, placeOf: (id: string | undefined) => number): CompactValue {
  const { value, record, others = [], doubtful, judgement } = golden
  const place = placeOf(record)
  if (judgement !== undefined) return [value, place, others.map(placeOf), doubtful === true ? 1 : 0, judgement]
  if (doubtful === true) return [value, place, others.map(placeOf), 1]
  return others.length === 0 ? [value, place] : [value, place, others.map(placeOf)]
}

/** The golden values out of their stored form. */
export function unpackGolden({ records, values, former_niks }: CompactGolden): GoldenPerson {
  const golden: { [field in GoldenField]?: GoldenValue } = {}
  for (const field of GOLDEN_FIELDS) {
    const value = values[field]
    if (value !== undefined) golden[field] = unpackValue(value, records)
  }
  if (former_niks === undefined) return golden
  return { ...golden, former_niks: former_niks.map(([value, place]) => ({ value, record: records[place] ?? '' })) }
}

function unpackValue(
  [value, place, others = [], doubtful = 0, judgement]: CompactValue,
  records: readonly string[],
): GoldenValue {
  const record = records[place]
  return {
    value,
    ...(record === undefined ? {} : { record }),
    ...(others.length === 0 ? {} : { others: others.map((other) => records[other] ?? '') }),
    ...(doubtful === 1 ? { doubtful: true as const } : {}),
    ...(judgement === undefined ? {} : { judgement }),
  }
}
