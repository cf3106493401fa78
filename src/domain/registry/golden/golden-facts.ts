import type { Facts, Photo } from '../records/canonical-record.js'
import { byKey, type RegistryRecord } from '../records/registry-record.js'
import { parsedRecord } from './values/survivorship-record.js'
import type { TrustField, TrustOf } from '../records/trust.js'

/** Facts about a house that sources give as text. */
export const HOUSE_FACTS = [
  'floor',
  'wall',
  'roof',
  'water',
  'latrine',
  'lighting',
  'power',
  'fuel',
  'house_ownership',
] as const
export type HouseFact = (typeof HOUSE_FACTS)[number]

/** A fact and the id of the record it came from. */
export interface GoldenFact<Value> {
  readonly value: Value
  readonly record: string
}

/**
 * Facts of a household beyond its members. Facts without a value in any record are left out. Coordinates are in
 * degrees.
 */
export type GoldenFacts = { readonly [fact in HouseFact]?: GoldenFact<string> } & {
  /** Square metres. */
  readonly floor_area?: GoldenFact<number>
  /** Tenth of welfare; 1 is the poorest. */
  readonly desil?: GoldenFact<number>
  readonly coordinates?: GoldenFact<readonly [latitude: number, longitude: number]>
  readonly photos?: GoldenFact<readonly Photo[]>
}

/**
 * Returns the facts of a household from the records of its members, in any order. Each fact comes from the most trusted
 * record that has it, then from the newest. If `village` is given, records of other villages are ignored for facts
 * about the house: they describe another house.
 */
export function goldenFacts(records: readonly RegistryRecord[], trustOf: TrustOf, village = ''): GoldenFacts {
  const here = village === '' ? records : records.filter(({ record }) => isAt(record.village_code, village))
  const houses = inOrderOfTrust(here, 'house', trustOf)
  const facts: { [fact in HouseFact]?: GoldenFact<string> } = {}
  for (const fact of HOUSE_FACTS) {
    const found = firstWith(houses, (each) => each[fact])
    if (found !== undefined) facts[fact] = found
  }
  return {
    ...facts,
    ...known('floor_area', firstWith(houses, areaOf)),
    ...known('desil', firstWith(inOrderOfTrust(records, 'desil', trustOf), desilOf)),
    ...known('coordinates', firstWith(houses, coordinatesOf)),
    ...known('photos', firstWith(houses, photosOf)),
  }
}

function isAt(code: string, village: string): boolean {
  return code === '' || code === village
}

function known<Name extends string, Value>(name: Name, value: Value | undefined): { readonly [key in Name]?: Value } {
  return value === undefined ? {} : ({ [name]: value } as { readonly [key in Name]?: Value })
}

function inOrderOfTrust(records: readonly RegistryRecord[], field: TrustField, trustOf: TrustOf): RegistryRecord[] {
  const ranked = records.map((record) => ({
    record,
    trust: trustOf(record.source, field),
    year: parsedRecord(record).year,
  }))
  ranked.sort((a, b) => b.trust - a.trust || b.year - a.year || byKey(a.record, b.record))
  return ranked.map(({ record }) => record)
}

function firstWith<Value>(
  records: readonly RegistryRecord[],
  valueOf: (facts: Facts) => Value | undefined,
): GoldenFact<Value> | undefined {
  for (const { id, facts } of records) {
    const value = valueOf(facts)
    if (value !== undefined && value !== '') return { value, record: id }
  }
  return undefined
}

function areaOf({ floor_area }: Facts): number | undefined {
  return floor_area !== undefined && floor_area > 0 ? floor_area : undefined
}

const MOST_DESIL = 10

function desilOf({ desil }: Facts): number | undefined {
  return desil !== undefined && Number.isInteger(desil) && desil >= 1 && desil <= MOST_DESIL ? desil : undefined
}

const INDONESIA = { south: -11.5, north: 6.5, west: 94.5, east: 141.5 }

/** Returns undefined for coordinates outside Indonesia. Devices without a position fix write 0, 0. */
function coordinatesOf({ latitude, longitude }: Facts): readonly [number, number] | undefined {
  if (latitude === undefined || longitude === undefined) return undefined
  if (latitude < INDONESIA.south || latitude > INDONESIA.north) return undefined
  return longitude < INDONESIA.west || longitude > INDONESIA.east ? undefined : [latitude, longitude]
}

function photosOf({ photos }: Facts): readonly Photo[] | undefined {
  return photos === undefined || photos.length === 0 ? undefined : photos
}
