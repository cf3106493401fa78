import type { Random } from '../population/random.js'
import { mistype } from './spelling.js'

/** Short forms and popular names of birthplaces. */
const PLACE_VARIANTS: Readonly<Record<string, readonly string[]>> = {
  'MUSI BANYUASIN': ['MUBA', 'MUSI BANYU ASIN', 'MUSI BANYUASIN SUMSEL', 'KAB. MUSI BANYUASIN'],
  PALEMBANG: ['PLG', 'PALEMBAN', 'KOTA PALEMBANG'],
  BANYUASIN: ['BANYU ASIN', 'BANYUASIN SUMSEL'],
  'LUBUK LINGGAU': ['LUBUKLINGGAU', 'LB. LINGGAU'],
  LUBUKLINGGAU: ['LUBUK LINGGAU', 'LB. LINGGAU'],
  'OGAN KOMERING ILIR': ['OKI', 'KAYU AGUNG'],
  'OGAN KOMERING ULU': ['OKU', 'BATURAJA'],
}

/** Returns a birthplace as another clerk would write it. */
export function respellPlace(place: string, random: Random): string {
  const variants = PLACE_VARIANTS[place]
  if (variants !== undefined) return random.pick(variants)
  return random.chance(0.5) ? `KAB. ${place}` : mistype(place, random)
}

const REWRITINGS: readonly (readonly [RegExp, string])[] = [
  [/^JL\. /, 'JALAN '],
  [/^JL\. /, 'JLN '],
  [/^JL\. /, 'JL.'],
  [/ NO\. /, ' NO '],
  [/ NO\. \d+$/, ''],
  [/^DUSUN /, 'DSN '],
  [/^DUSUN /, 'DSN. '],
  [/^DUSUN /, 'DUSUN'],
]

/** Returns an address with other abbreviations, or without the number. */
export function rewriteAddress(address: string, random: Random): string {
  const [pattern, replacement] = random.pick(REWRITINGS)
  return address.replace(pattern, replacement)
}
