import { membersOf, recipientOf } from '../population/members.js'
import { homeIn, stayIn, type FamilyGroup, type Household, type Person } from '../population/population.js'
import type { Random } from '../population/random.js'
import type { SyntheticRecord } from '../population/record.js'
import { SOURCE_SHAPES, type Source, type SourceShape } from '../population/sources.js'
import type { Fates, SecondCard } from '../villages/fate.js'
import type { Neighbourhood } from '../villages/neighbourhoods.js'
import { fieldRatesOf, type FieldRates } from './field-rates.js'
import { makeRow } from './field-row-maker.js'
import { sorted } from './kinds.js'
import { VillageFile, type FieldRow } from './village-file.js'
import { visit, type ListedMember } from './visit.js'

export interface FieldSamplerOptions {
  readonly referenceYear: number
  readonly dirt: number
}

/** What the households of one neighbourhood are listed with. */
interface Round {
  readonly neighbourhood: Neighbourhood
  readonly files: ReadonlyMap<string, VillageFile>
  readonly secondCards: SecondCards
  readonly random: Random
}

/** Samples the records of one list from neighbourhoods, village by village as the agency's files come in. */
export class FieldSampler {
  private readonly shape: SourceShape
  private readonly rates: FieldRates
  private readonly year: number
  private records = 0
  private visits = 0

  constructor(
    private readonly source: Source,
    private readonly options: FieldSamplerOptions,
  ) {
    this.shape = SOURCE_SHAPES[source]
    this.rates = fieldRatesOf(source, options.dirt)
    this.year = options.referenceYear - this.shape.yearsBack
  }

  /** The list's records of a neighbourhood; `record_id` is empty. */
  recordsOf(neighbourhood: Neighbourhood, random: Random): SyntheticRecord[] {
    const { villages, groups, fates, regency } = neighbourhood
    const files = villages.map((village) => new VillageFile(village, this.rates.files, random))
    const byCode = new Map(files.map((file) => [file.village.code, file]))
    const round = { neighbourhood, files: byCode, secondCards: secondCardsOf(fates), random }
    const again: [FamilyGroup, Household][] = []
    for (const group of groups) {
      for (const household of group.households) {
        if (!random.chance(this.shape.coverage[household.living.desil - 1] ?? 0)) continue
        this.list(group, household, round)
        if (random.chance(this.rates.rows.enumeratedTwice)) again.push([group, household])
      }
    }
    // A household that is counted twice comes again at the end, by another enumerator.
    for (const [group, household] of again) {
      for (const { kinds } of this.list(group, household, round)) kinds.add('enumerated_twice')
    }
    for (const file of files) file.shiftColumns()
    return files.flatMap(({ rows }) => rows.map((row) => this.recordOf(row, regency.code)))
  }

  /** Adds the rows of a household to the file of its village, and returns them. */
  private list(
    group: FamilyGroup,
    household: Household,
    { neighbourhood, files, secondCards, random }: Round,
  ): FieldRow[] {
    const { fates, villages } = neighbourhood
    const { source, year } = this
    const { referenceYear } = this.options
    const rates = this.rates.rows
    const members = this.membersOf(group, household, { secondCards, random })
    if (members.length === 0) return []
    const home = homeIn(household, random.chance(rates.formerHome) ? 0 : year)
    const file = files.get(home.village.code)!
    const visited = visit({ household, home, members, file, reference: this.nextReference() }, villages, {
      year,
      referenceYear,
      rates,
      random,
    })
    const rows: FieldRow[] = []
    for (const member of this.chooseMembers(members, random)) {
      const row = makeRow(visited, member, { source, rates, year, referenceYear, fates, random })
      file.rows.push(row)
      rows.push(row)
    }
    return rows
  }

  private membersOf(
    group: FamilyGroup,
    household: Household,
    { secondCards, random }: Pick<Round, 'secondCards' | 'random'>,
  ): ListedMember[] {
    const { year } = this
    const { listedAfterDeath, secondCard } = this.rates.rows
    const members: ListedMember[] = membersOf(group, household, { year, listedAfterDeath, random })
    if (members.length === 0) return members
    for (const { person, card } of secondCards.get(household) ?? []) {
      const isThere = stayIn(person, year) !== undefined && stayIn(person, year)?.household !== household
      if (isThere && random.chance(secondCard)) members.push({ person, relation: card.relation, secondCard: card })
    }
    return members
  }

  private chooseMembers(members: readonly ListedMember[], random: Random): readonly ListedMember[] {
    if (this.source === 'bantu-umak') return [recipientOf(members, random)]
    return members.filter(() => random.chance(this.shape.members))
  }

  private nextReference(): string {
    const number = this.visits++
    if (this.source === 'p3ke') return String(122000000 + number)
    return this.source === 'sibangkit' ? `SBK-${number + 1}` : ''
  }

  private recordOf({ record, flat, kinds, traits, custom, truth }: FieldRow, regencyCode: string): SyntheticRecord {
    const number = this.records++
    const key =
      this.source === 'dtks' ? `D${regencyCode}${String(number).padStart(7, '0')}` : `${this.source}-${number}`
    return {
      ...record,
      flat: { ...flat, source_key: key },
      facts: { ...record.facts, ownNik: flat.nik === truth.nik },
      labels: { kinds: sorted(kinds), traits, custom, sex: truth.sex },
    }
  }
}

type SecondCards = ReadonlyMap<Household, readonly { readonly person: Person; readonly card: SecondCard }[]>

function secondCardsOf(fates: Fates): SecondCards {
  const cards = new Map<Household, { person: Person; card: SecondCard }[]>()
  for (const [person, { secondCard: card }] of fates) {
    if (card !== undefined) cards.set(card.household, [...(cards.get(card.household) ?? []), { person, card }])
  }
  return cards
}
