import type { Random } from '../population/random.js'
import type { KkError, NikError } from './error-rates.js'

/** Other numbers that can appear in the NIK's column. */
export interface NumbersNearby {
  readonly ofHead: string
  readonly familyCard: string
  readonly ofStranger: string
}

function replaceDigit(digits: string, at: number, random: Random): string {
  const digit = (Number(digits[at]) + random.between(1, 9)) % 10
  return `${digits.slice(0, at)}${digit}${digits.slice(at + 1)}`
}

function transpose(digits: string, random: Random): string {
  let at = random.between(6, 14)
  while (at > 0 && digits[at] === digits[at + 1]) at--
  return `${digits.slice(0, at)}${digits[at + 1]!}${digits[at]!}${digits.slice(at + 2)}`
}

function withLetter(digits: string): string {
  return digits.includes('0') ? digits.replace('0', 'O') : digits.replace('1', 'I')
}

/** Returns a NIK with this error: 16 digits, a damaged form of them, a placeholder, or ''. */
export function damageNik(nik: string, error: NikError, nearby: NumbersNearby, random: Random): string {
  switch (error) {
    case 'blank':
      return ''
    case 'dash':
      return '-'
    case 'zero':
      return '0'
    case 'word':
      return random.chance(0.85) ? 'BELUM ADA' : 'PROSES'
    case 'allZeros':
      return random.chance(0.9) ? '0000000000000000' : '9999999999999999'
    case 'sampleNumber':
      return '1234567890123456'
    case 'areaAndZeros':
      return `${nik.slice(0, 6)}0000000000`
    case 'dateAndZeros':
      return `${nik.slice(0, 12)}0000`
    case 'apostrophe':
      return `'${nik}`
    case 'dotted':
      return `${nik.slice(0, 6)}.${nik.slice(6)}`
    case 'spaced':
      return `${nik.slice(0, 4)} ${nik.slice(4, 8)} ${nik.slice(8, 12)} ${nik.slice(12)}`
    case 'pointZero':
      return `${nik}.0`
    case 'scientific':
      return `${Number(nik.slice(0, 6)) / 100000}E+15`
    case 'lastZero':
      return `${nik.slice(0, 15)}0`
    case 'wrongDigit':
      return replaceDigit(nik, random.below(16), random)
    case 'transposed':
      return transpose(nik, random)
    case 'letterForDigit':
      return withLetter(nik)
    case 'ofHead':
      return nearby.ofHead
    case 'familyCard':
      return nearby.familyCard
    case 'ofStranger':
      return nearby.ofStranger
  }
}

/** Returns a KK with this error. */
export function damageKk(kk: string, error: KkError, random: Random): string {
  switch (error) {
    case 'blank':
      return ''
    case 'truncated':
      return kk.slice(0, 15)
    case 'digitTooMany':
      return `${kk.slice(0, 12)}${random.below(10)}${kk.slice(12)}`
    case 'wrongDigit':
      return replaceDigit(kk, random.below(16), random)
  }
}
