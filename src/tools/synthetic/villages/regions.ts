import { FOREIGN_DISTRICTS, regencyOf, type ForeignDistrict, type Regency } from '../population/areas.js'
import type { NamingCustom } from './name-customs.js'

/** A regency with the shares of naming customs in it. */
export interface Region {
  readonly regency: Regency
  readonly customs: readonly (readonly [NamingCustom, number])[]
}

/** Regencies of Java, Madura, Sumatra, Bangka, Sulawesi and Bali: each has its own fashions of names. */
const CODES: readonly (readonly [string, Region['customs']])[] = [
  [
    '33.02',
    [
      ['javanese', 0.7],
      ['santri', 0.3],
    ],
  ],
  ['12.02', [['batak', 1]]],
  ['73.08', [['bugis', 1]]],
  [
    '19.71',
    [
      ['chinese', 0.4],
      ['malay', 0.6],
    ],
  ],
  ['35.26', [['santri', 1]]],
  [
    '51.07',
    [
      ['balinese', 0.85],
      ['santri', 0.15],
    ],
  ],
]

export const REGIONS: readonly Region[] = CODES.map(([code, customs]) => ({ regency: regencyOf(code), customs }))

const OWN = new Set(CODES.map(([code]) => code.replace('.', '')))

/** The districts outside the regions, where some residents registered first. */
export const DISTRICTS_ELSEWHERE: readonly ForeignDistrict[] = FOREIGN_DISTRICTS.filter(
  ({ code }) => !OWN.has(code.slice(0, 4)),
)
