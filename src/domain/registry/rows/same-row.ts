import { isDefault } from '../../linkage/features/default-date.js'
import { agreeDates, type Agreement, agreementOf, type RowAgreement } from './row-agreement.js'
import type { RowTraits } from './row-traits.js'

/** What is known of two rows of one list besides what stands in them. */
export interface RowSetting {
  /** Whether the profile makes the same key of both, and of no other row. */
  readonly haveOneKey: boolean
  /** Whether the later batch is a full list that no longer has the earlier row, so that it went or was changed. */
  readonly isMissing: boolean
}

/**
 * Returns how much speaks for two rows of one list, from two of its batches, being the same row, corrected or written anew; 0
 * where they are not. With another name and another birth date they are two people, whatever else agrees: a couple, twins, or
 * a recipient and their successor share card, house and account. The more a row has in common with a former one, the greater
 * the number; it serves only to find the best of several.
 */
export function sameRowWeight(a: RowTraits, b: RowTraits, setting: RowSetting): number {
  if (!setting.haveOneKey && haveNothingOfTheirOwn(a, b)) return 0
  const agreement = agreementOf(a, b)
  const isSame = setting.haveOneKey
    ? !areOtherPeople(agreement)
    : isSameRow(agreement, { ...setting, date: a.birthDate })
  return isSame ? weightOf(agreement) + (setting.haveOneKey ? WEIGHT_OF_KEY : 0) : 0
}

/** Neighbours share house and village, and are most candidates of a row: the comparison of names would take most of the time. */
function haveNothingOfTheirOwn(a: RowTraits, b: RowTraits): boolean {
  const haveOneNumber = (a.nik !== '' && a.nik === b.nik) || (a.account !== '' && a.account === b.account)
  return !haveOneNumber && agreeDates(a.birthDate, b.birthDate) === 'differs'
}

function areOtherPeople({ name, birthDate, nik }: RowAgreement): boolean {
  if (name === 'differs') return birthDate === 'differs' || (birthDate === 'unknown' && nik !== 'same')
  return name === 'unknown' && birthDate === 'differs' && nik !== 'same'
}

interface PairSetting extends RowSetting {
  readonly date: number
}

function isSameRow(agreement: RowAgreement, setting: PairSetting): boolean {
  switch (agreement.name) {
    case 'same':
      return isSameByName(agreement, setting)
    case 'near':
      return isSameByNearName(agreement, setting)
    case 'differs':
      return isRenamed(agreement)
    case 'unknown':
      return agreement.nik === 'same' && agreement.birthDate !== 'differs'
  }
}

/** A father and a son, or two cousins, may have one name; a birth date or a number of the person's own parts them. */
function isSameByName(agreement: RowAgreement, setting: PairSetting): boolean {
  const { birthDate, nik, kk, account } = agreement
  if (nik === 'same') return true
  if (account === 'same') return birthDate !== 'differs' || nik !== 'differs'
  const isFamily = kk === 'same' || agreement.household === 'same'
  if (birthDate === 'differs') return false
  if (birthDate !== 'same') return isFamily && nik !== 'differs'
  if (isFamily) return true
  if (nik === 'differs') return false
  const isHome = [agreement.mother, agreement.house, agreement.phone].includes('same')
  return isHome || nik === 'near' || kk === 'near' || (setting.isMissing && isAloneOfName(agreement, setting.date))
}

/**
 * Of two with one name, born on one day, one is rarely missing from a list in the month in which the other joins it; unless they
 * live in two villages, or the day is one that is given to many.
 */
function isAloneOfName({ village }: RowAgreement, date: number): boolean {
  return village !== 'differs' && !isDefault(date)
}

/** The names of twins are near as well, and their numbers one digit apart: only a number of their own parts them. */
function isSameByNearName(agreement: RowAgreement, { isMissing }: PairSetting): boolean {
  const { birthDate, nik, account, areOtherSexes } = agreement
  if (nik === 'same') return true
  if (birthDate === 'differs' || areOtherSexes) return false
  if (nik !== 'unknown') return false
  const isFamily = agreement.kk === 'same' || agreement.household === 'same'
  return account === 'same' || (isMissing && isFamily && birthDate === 'same')
}

/** Another name is a correction only of a number that has all else in common: a mistyped NIK is often that of another person. */
function isRenamed({ nik, birthDate, kk, account, areOtherSexes }: RowAgreement): boolean {
  return nik === 'same' && birthDate === 'same' && !areOtherSexes && (kk === 'same' || account === 'same')
}

type Weighed = Exclude<keyof RowAgreement, 'areOtherSexes'>

const WEIGHT_OF_KEY = 64
/** Of `same`; `near` weighs half. Numbers that one person has outweigh what a family or a village shares. */
const WEIGHTS: Readonly<Record<Weighed, number>> = {
  nik: 16,
  account: 12,
  name: 12,
  birthDate: 10,
  kk: 6,
  household: 6,
  mother: 4,
  house: 4,
  phone: 4,
  village: 2,
}
const SHARE: Readonly<Record<Agreement, number>> = { same: 1, near: 0.5, differs: 0, unknown: 0 }

function weightOf(agreement: RowAgreement): number {
  let weight = 0
  for (const trait of Object.keys(WEIGHTS) as Weighed[]) weight += WEIGHTS[trait] * SHARE[agreement[trait]]
  return weight
}
