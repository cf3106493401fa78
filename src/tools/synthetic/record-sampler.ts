import { twoDigits } from './population/calendar.js'
import { errorRatesOf, type ErrorRates } from './errors/error-rates.js'
import { rewriteAddress } from './errors/place-errors.js'
import type { NameType } from './population/name-type.js'
import { membersOf, recipientOf, type Member } from './population/members.js'
import { cardIn, homeIn, type Household, type FamilyGroup } from './population/population.js'
import type { Random } from './population/random.js'
import { RecordMaker, type ListedHousehold } from './record-maker.js'
import type { SyntheticRecord } from './population/record.js'
import { SOURCE_SHAPES, type Source, type SourceShape } from './population/sources.js'

/** The parameters of the lists, besides the population. */
export interface SamplerOptions {
  readonly referenceYear: number
  readonly dirt: number
  readonly nameType: NameType | undefined
}

/** The name errors of a name type: its variant appears in every second record. */
const VARIANTS_OF_TYPE: Readonly<Partial<Record<NameType, Partial<ErrorRates['name']>>>> = {
  patronymic: { patronymic: 0.5 },
  title: { title: 0.5 },
  abbreviation: { abbreviation: 0.5 },
  joined: { joined: 0.5 },
}

function ratesOf(source: Source, { dirt, nameType }: SamplerOptions): ErrorRates {
  const rates = errorRatesOf(source, dirt)
  if (nameType === undefined || dirt === 0 || source === 'disdukcapil') return rates
  return { ...rates, name: { ...rates.name, ...VARIANTS_OF_TYPE[nameType] } }
}

/** Samples the records of one list from family groups, with the errors of the list. */
export class RecordSampler {
  private readonly shape: SourceShape
  private readonly rates: ErrorRates
  private readonly maker: RecordMaker
  private households = 0

  constructor(
    private readonly source: Source,
    options: SamplerOptions,
  ) {
    this.shape = SOURCE_SHAPES[source]
    this.rates = ratesOf(source, options)
    this.maker = new RecordMaker(source, this.rates, options.referenceYear)
  }

  /** The list's records of a family group; `record_id` is empty. */
  recordsOf(group: FamilyGroup, random: Random): SyntheticRecord[] {
    const { listedAfterDeath } = this.rates.row
    const records: SyntheticRecord[] = []
    for (const household of group.households) {
      if (!random.chance(this.shape.coverage[household.living.desil - 1] ?? 0)) continue
      const members = membersOf(group, household, { year: this.maker.year, listedAfterDeath, random })
      if (members.length === 0) continue
      const listed = this.describe(group, household, { members, random })
      for (const member of this.chooseMembers(members, random)) records.push(...this.rowsOf(listed, member, random))
    }
    return records
  }

  private describe(
    { regency }: FamilyGroup,
    household: Household,
    { members, random }: { readonly members: readonly Member[]; readonly random: Random },
  ): ListedHousehold {
    const { row, field } = this.rates
    const { year } = this.maker
    const home = homeIn(household, random.chance(row.formerHome) ? 0 : year)
    const { kk } = cardIn(household, random.chance(row.formerCard) ? 0 : year)
    const blank = random.chance(field.rtRwBlank)
    const rt = random.chance(field.rtRwWrong) ? `0${twoDigits(random.between(1, 12))}` : home.rt
    return {
      household,
      regency,
      members,
      kk: this.source === 'sibangkit' ? this.maker.listKk(kk, random) : kk,
      village: random.chance(field.otherVillage) ? random.pick(regency.villages) : home.village,
      address: random.chance(field.addressRewritten) ? rewriteAddress(home.address, random) : home.address,
      rt: blank ? '' : rt,
      rw: blank ? '' : home.rw,
      reference: this.nextReference(),
    }
  }

  private nextReference(): string {
    const number = this.households++
    if (this.source === 'p3ke') return String(122000000 + number)
    return this.source === 'sibangkit' ? `SBK-${number + 1}` : ''
  }

  private chooseMembers(members: readonly Member[], random: Random): readonly Member[] {
    if (this.source !== 'bantu-umak') return members.filter(() => random.chance(this.shape.members))
    return [recipientOf(members, random)]
  }

  private rowsOf(listed: ListedHousehold, member: Member, random: Random): SyntheticRecord[] {
    const { listedTwice, registeredTwice } = this.rates.row
    const rows = [this.maker.make(listed, member, random)]
    if (random.chance(listedTwice)) rows.push(this.maker.make(listed, member, random))
    const { secondNik } = member.person
    const again = secondNik !== undefined && random.chance(registeredTwice)
    if (again) rows.push(this.maker.makeWithNik(secondNik, listed, member, random))
    return rows
  }
}
