import type { Name } from '../population/names.js'
import type { Household, Person, RelationLabel } from '../population/population.js'
import type { NamingCustom } from './name-customs.js'

/** What is special about a person: it makes others like them, or their own records unlike each other. */
export const TRAITS = [
  'twin',
  'like_sibling',
  'namesake',
  'namesake_date',
  'namesake_kin',
  'nik_reissued',
  'nik_double',
  'two_cards',
  'second_wife',
  'moved',
  'dead',
] as const
export type Trait = (typeof TRAITS)[number]

/** A card on which a person stands besides the own one. The NIK there is another one of the person's, or the same. */
export interface SecondCard {
  readonly household: Household
  readonly relation: RelationLabel
  readonly nik: string | undefined
  readonly because: 'two_cards' | 'second_wife'
}

/** What befell a person beyond the ordinary life of a family. */
export interface Fate {
  readonly custom: NamingCustom
  readonly traits: Set<Trait>
  /** The name by which a person is also known. */
  otherName?: Name
  /** The number issued anew to a person who moved without a letter; lists of earlier years have the first one. */
  reissued?: { readonly nik: string; readonly from: number }
  /** Another person's number, which an office issued to this person too. */
  doubledNik?: string
  secondCard?: SecondCard
}

/** The fates of all persons of a neighbourhood. */
export type Fates = ReadonlyMap<Person, Fate>

/** The NIK that offices hold for a person in a year, without errors of lists. */
export function nikIn(person: Person, { reissued, doubledNik }: Fate, year: number): string {
  if (reissued !== undefined && year >= reissued.from) return reissued.nik
  return doubledNik ?? person.nik
}
