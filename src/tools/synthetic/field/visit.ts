import { rewriteAddress } from '../errors/place-errors.js'
import type { Village } from '../population/areas.js'
import type { Member } from '../population/members.js'
import { cardIn, type Home, type Household } from '../population/population.js'
import type { Random } from '../population/random.js'
import type { SecondCard } from '../villages/fate.js'
import type { FieldRates } from './field-rates.js'
import type { Kind } from './kinds.js'
import type { VillageFile } from './village-file.js'

/** A member as a household's list names them: by the own card, or by a second one. */
export interface ListedMember extends Member {
  readonly secondCard?: SecondCard
}

/** A household as an enumerator or clerk wrote it down, with the values that its rows share. */
export interface Visit {
  readonly household: Household
  readonly members: readonly ListedMember[]
  readonly file: VillageFile
  readonly reference: string
  readonly village: Village
  readonly address: string
  readonly rt: string
  readonly rw: string
  readonly kk: string
  /** What was done to the values that the rows share. */
  readonly kinds: readonly Kind[]
}

/** The years that a list is about, and its rates. */
export interface VisitOptions {
  readonly year: number
  readonly referenceYear: number
  readonly rates: FieldRates['rows']
  readonly random: Random
}

/** Writes down the values that the rows of a household share. */
export function visit(
  of: Pick<Visit, 'household' | 'members' | 'file' | 'reference'> & { readonly home: Home },
  villages: readonly Village[],
  { year, referenceYear, rates, random }: VisitOptions,
): Visit {
  const { household, home, members, file, reference } = of
  const kinds: Kind[] = []
  const card = cardIn(household, random.chance(rates.formerCard) ? 0 : year)
  if (card.kk !== cardIn(household, referenceYear).kk) kinds.push('kk_old')
  const noKk = random.chance(rates.kkMissing)
  // A list without the column lacks nothing.
  if (noKk && rates.kkMissing < 1) kinds.push('kk_missing')
  const elsewhere = random.chance(rates.villageWrong)
  const village = elsewhere ? random.pick(villages) : home.village
  if (village !== home.village) kinds.push('village_wrong')
  const address = random.chance(rates.addressBlank) ? '' : home.address
  const rtKnown = !random.chance(rates.rtBlank)
  return {
    household,
    members,
    file,
    reference,
    village,
    address: random.chance(0.1) ? rewriteAddress(address, random) : address,
    rt: rtKnown ? home.rt : '',
    rw: rtKnown ? home.rw : '',
    kk: noKk ? '' : card.kk,
    kinds: noKk ? kinds.filter((kind) => kind !== 'kk_old') : kinds,
  }
}
