import type { Sex } from '../../../domain/identity/sex.js'
import type { Regency, Village } from './areas.js'
import type { Day } from './calendar.js'
import type { Name } from './names.js'
import type { Custom } from './regional-names.js'

/** The labels of relations to the head of family. */
export type RelationLabel = 'KEPALA KELUARGA' | 'ISTRI' | 'ANAK' | 'MENANTU' | 'CUCU' | 'ORANG TUA' | 'FAMILI LAIN'

/** From a year on a person belongs to a household, in a relation to its head. */
export interface Stay {
  readonly from: number
  readonly household: Household
  readonly relation: RelationLabel
}

/** A generated person; `nik` is the one in force, `secondNik` one issued on a second registration. */
export interface Person {
  readonly id: number
  readonly sex: Sex
  readonly name: Name
  readonly born: Day
  readonly nik: string
  readonly secondNik: string | undefined
  readonly birthplace: string
  readonly motherName: Name
  readonly fatherName: Name
  readonly phone: string
  readonly stays: Stay[]
  diedYear: number | undefined
  marriedYear: number | undefined
}

/** From a year on a household lives here. */
export interface Home {
  readonly from: number
  readonly village: Village
  readonly address: string
  readonly rt: string
  readonly rw: string
}

/** From a year on a household has this number of its family card. */
export interface FamilyCard {
  readonly from: number
  readonly kk: string
}

/** The facts of a household that surveys record. */
export interface Living {
  readonly desil: number
  readonly floor: string
  readonly wall: string
  readonly roof: string
  readonly water: string
  readonly toilet: string
  readonly income: number
  /** Whether the village is to verify the household first. */
  readonly verifyFirst: boolean
  /** Whether it receives BPNT (food) and PKH (families). */
  readonly foodAid: boolean
  readonly familyAid: boolean
  readonly latitude: number
  readonly longitude: number
}

/** A generated household with its history. */
export interface Household {
  readonly id: number
  readonly homes: Home[]
  readonly cards: FamilyCard[]
  readonly living: Living
  readonly marga: string | undefined
}

/** Households related by marriage or descent, generated together. */
export interface FamilyGroup {
  readonly index: number
  readonly regency: Regency
  readonly custom: Custom
  readonly households: readonly Household[]
  readonly persons: readonly Person[]
}

function latest<T extends { readonly from: number }>(history: readonly T[], year: number): T | undefined {
  let found: T | undefined
  for (const entry of history) if (entry.from <= year) found = entry
  return found
}

/** Where the household lives in a year (its first home before that). */
export function homeIn(household: Household, year: number): Home {
  return latest(household.homes, year) ?? household.homes[0]!
}

/** The family card in force in a year (the first one before that). */
export function cardIn(household: Household, year: number): FamilyCard {
  return latest(household.cards, year) ?? household.cards[0]!
}

/** Where the person belongs in a year; undefined before birth or before they came into the population. */
export function stayIn(person: Person, year: number): Stay | undefined {
  return latest(person.stays, year)
}

/** Whether the person died before or in the given year. */
export function isDead(person: Person, year: number): boolean {
  return person.diedYear !== undefined && person.diedYear <= year
}
