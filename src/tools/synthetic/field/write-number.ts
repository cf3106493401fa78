import { drawError } from '../errors/draw-error.js'
import { damageNik } from '../errors/number-errors.js'
import type { Random } from '../population/random.js'
import type { FieldRates } from './field-rates.js'
import type { Kind, Written } from './kinds.js'
import { misreadDigit } from './misreadings.js'

/** Other numbers that can stand in the place of a NIK. */
export interface NumbersNearby {
  readonly ofHead: string
  /** Of the spouse or a child, for a recipient who died. */
  readonly ofHeir: string | undefined
  /** Of the row above. */
  readonly ofNeighbour: string | undefined
  /** The ten digits of the village's code. */
  readonly village: string
}

const MISSING = [
  ...Array<string>(12).fill(''),
  '-',
  '-',
  '0',
  'BELUM ADA',
  'PROSES',
  '0000000000000000',
  '9999999999999999',
]
/** So few numbers does a village program count up to that two lists give one number to two persons. */
const TEMPORARY_NUMBERS = 90

/** Returns the NIK as the list has it, and what was done to it. */
export function writeNik(
  nik: string,
  { rates, nearby }: { readonly rates: FieldRates['rows']; readonly nearby: NumbersNearby },
  random: Random,
): Written {
  const draws: (readonly [NikKind, number])[] = [
    ['nik_missing', rates.nikMissing],
    ['nik_typo', rates.nikTypo],
    ['nik_neighbour', rates.nikNeighbour],
    ['nik_head', rates.nikHead],
    ['nik_temporary', rates.nikTemporary],
  ]
  const heir = nearby.ofHeir !== undefined && random.chance(rates.nikHeir)
  const kind = heir ? 'nik_heir' : drawError(draws, random)
  const text = kind === undefined ? nik : replaceNik(nik, kind, nearby, random)
  const kinds: Kind[] = kind === undefined || text === nik ? [] : [kind]
  if (!random.chance(rates.ocrNik)) return { text, kinds }
  const misread = misreadDigit(text, random)
  return { text: misread, kinds: misread === text ? kinds : [...kinds, 'ocr_nik'] }
}

type NikKind = 'nik_missing' | 'nik_typo' | 'nik_neighbour' | 'nik_head' | 'nik_heir' | 'nik_temporary'

function replaceNik(nik: string, kind: NikKind, nearby: NumbersNearby, random: Random): string {
  switch (kind) {
    case 'nik_missing':
      return random.pick(MISSING)
    case 'nik_neighbour':
      return nearby.ofNeighbour ?? nik
    case 'nik_head':
      return nearby.ofHead
    case 'nik_heir':
      return nearby.ofHeir ?? nik
    case 'nik_temporary':
      return `0${nearby.village}${String(random.between(1, TEMPORARY_NUMBERS)).padStart(5, '0')}`
    case 'nik_typo':
      return mistyped(nik, random)
  }
}

function mistyped(nik: string, random: Random): string {
  const error = random.chance(0.6) ? 'wrongDigit' : 'transposed'
  return damageNik(nik, error, { ofHead: '', familyCard: '', ofStranger: '' }, random)
}

/** Returns the KK with a misread digit at the rate of the list. */
export function writeKk(kk: string, rates: FieldRates['rows'], random: Random): Written {
  if (kk === '' || !random.chance(rates.ocrKk)) return { text: kk, kinds: [] }
  const text = misreadDigit(kk, random)
  return { text, kinds: text === kk ? [] : ['ocr_kk'] }
}
