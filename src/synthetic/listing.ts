import type { Village } from './areas.js'
import { isoDate } from './calendar.js'
import { damageBirthDate } from './errors/birth-date-errors.js'
import { drawError, ratesAsList } from './errors/draw-error.js'
import { errorRatesOf, type ErrorRates } from './errors/error-rates.js'
import { damageKk, damageNik } from './errors/number-errors.js'
import { respellPlace, rewriteAddress } from './errors/place-errors.js'
import { listMother, listName } from './errors/record-names.js'
import type { NameType } from './names.js'
import {
  cardIn,
  homeIn,
  isDead,
  stayIn,
  type Household,
  type Kindred,
  type Person,
  type Relation,
} from './population.js'
import type { Random } from './random.js'
import type { FlatRecord, Marriage, SyntheticRecord } from './record.js'
import { SOURCE_SHAPES, type Source, type SourceShape } from './sources.js'

/** A member of a household as the list finds it in its year. */
interface Member {
  readonly person: Person
  readonly relation: Relation
}

/** A household as the list finds it, with the values that its members share. */
interface ListedHousehold {
  readonly household: Household
  readonly members: readonly Member[]
  readonly kk: string
  readonly village: Village
  readonly address: string
  readonly rt: string
  readonly rw: string
  readonly reference: string
}

/** What a name type does to the names in the lists: the variant that it is about appears in every second record. */
const VARIANTS_OF_TYPE: Readonly<Partial<Record<NameType, Partial<ErrorRates['name']>>>> = {
  patronymic: { patronymic: 0.5 },
  title: { title: 0.5 },
  abbreviation: { abbreviation: 0.5 },
  joined: { joined: 0.5 },
}

/** Writes one list: for each kindred the records that the list holds of it, with its errors. */
export class Listing {
  private readonly shape: SourceShape
  private readonly rates: ErrorRates
  private readonly draws
  private records = 0
  private households = 0
  private strangerNik = ''

  constructor(
    readonly source: Source,
    private readonly options: {
      readonly referenceYear: number
      readonly dirt: number
      readonly nameType: NameType | undefined
    },
  ) {
    this.shape = SOURCE_SHAPES[source]
    const rates = errorRatesOf(source, options.dirt)
    const variants = options.nameType === undefined || options.dirt === 0 ? {} : VARIANTS_OF_TYPE[options.nameType]
    this.rates = source === 'disdukcapil' ? rates : { ...rates, name: { ...rates.name, ...variants } }
    this.draws = {
      nik: ratesAsList(this.rates.nik),
      kk: ratesAsList(this.rates.kk),
      name: ratesAsList(this.rates.name),
      birthDate: ratesAsList(this.rates.birthDate),
    }
  }

  /** The list's records of a kindred; `record_id` is left empty. */
  recordsOf(kindred: Kindred, random: Random): SyntheticRecord[] {
    const records: SyntheticRecord[] = []
    for (const household of kindred.households) {
      if (!random.chance(this.shape.coverage[household.living.desil - 1] ?? 0)) continue
      const listed = this.findHousehold(kindred, household, random)
      if (listed === undefined) continue
      for (const member of this.chosenMembers(listed, random))
        this.addRows(records, { kindred, listed, member, random })
    }
    this.strangerNik = kindred.people[0]!.nik
    return records
  }

  private get year(): number {
    return this.options.referenceYear - this.shape.yearsBack
  }

  private findHousehold(kindred: Kindred, household: Household, random: Random): ListedHousehold | undefined {
    const members: Member[] = []
    for (const person of kindred.people) {
      const stay = stayIn(person, this.year)
      if (stay?.household !== household) continue
      if (isDead(person, this.year) && !random.chance(this.rates.row.listedAfterDeath)) continue
      members.push({ person, relation: stay.relation })
    }
    if (members.length === 0) return undefined
    members.sort((a, b) => rank(a.relation) - rank(b.relation))
    return this.describe(kindred, household, { members, random })
  }

  private describe(
    kindred: Kindred,
    household: Household,
    { members, random }: { readonly members: readonly Member[]; readonly random: Random },
  ): ListedHousehold {
    const { row, field } = this.rates
    const home = homeIn(household, random.chance(row.formerHome) ? 0 : this.year)
    const card = cardIn(household, random.chance(row.formerCard) ? 0 : this.year)
    const villages = kindred.regency.villages
    const rtRwBlank = random.chance(field.rtRwBlank)
    const rt = random.chance(field.rtRwWrong) ? `0${String(random.between(1, 12)).padStart(2, '0')}` : home.rt
    return {
      household,
      members,
      kk: this.source === 'sibangkit' ? this.listKk(card.kk, random) : card.kk,
      village: random.chance(field.otherVillage) ? random.pick(villages) : home.village,
      address: random.chance(field.addressRewritten) ? rewriteAddress(home.address, random) : home.address,
      rt: rtRwBlank ? '' : rt,
      rw: rtRwBlank ? '' : home.rw,
      reference: this.referenceOf(this.households++),
    }
  }

  private referenceOf(index: number): string {
    if (this.source === 'p3ke') return String(122000000 + index)
    return this.source === 'sibangkit' ? `SBK-${index + 1}` : ''
  }

  private chosenMembers({ members }: ListedHousehold, random: Random): readonly Member[] {
    if (this.source === 'bantu-umak') {
      // The programme pays one recipient a family, often the mother.
      const wife = members.find(({ relation }) => relation === 'ISTRI')
      return [wife !== undefined && random.chance(0.45) ? wife : members[0]!]
    }
    return members.filter(() => random.chance(this.shape.members))
  }

  private addRows(
    records: SyntheticRecord[],
    row: {
      readonly kindred: Kindred
      readonly listed: ListedHousehold
      readonly member: Member
      readonly random: Random
    },
  ): void {
    records.push(this.makeRecord(row))
    if (row.random.chance(this.rates.row.listedTwice)) records.push(this.makeRecord(row))
  }

  private makeRecord({
    kindred,
    listed,
    member,
    random,
  }: {
    readonly kindred: Kindred
    readonly listed: ListedHousehold
    readonly member: Member
    readonly random: Random
  }): SyntheticRecord {
    const { person } = member
    const nik = this.listNik(person, listed, random)
    return {
      source: this.source,
      flat: this.flatten(listed, member, { nik, random, regencyCode: kindred.regency.code }),
      personId: person.id,
      householdIdNow: (stayIn(person, this.options.referenceYear) ?? person.stays[0]!).household.id,
      householdIdThen: listed.household.id,
      facts: {
        year: this.year,
        village: listed.village,
        living: listed.household.living,
        householdSize: listed.members.length,
        marriage: marriageOf(member, this.year),
        dead: isDead(person, this.year),
        ownNik: nik === person.nik,
      },
    }
  }

  private flatten(
    listed: ListedHousehold,
    { person, relation }: Member,
    { nik, random, regencyCode }: { readonly nik: string; readonly random: Random; readonly regencyCode: string },
  ): FlatRecord {
    const { field } = this.rates
    const list = { shape: this.shape, rates: this.draws.name }
    return {
      record_id: '',
      source: this.source,
      source_key: this.nextKey(regencyCode, nik),
      nik,
      kk: this.source === 'sibangkit' ? listed.kk : this.listKk(listed.kk, random),
      name: listName(this.bearer(person, listed), list, random),
      dob: this.listBirthDate(person, random),
      sex: random.chance(field.otherSex) ? (person.sex === 'L' ? 'P' : 'L') : person.sex,
      birthplace: this.listBirthplace(person, random),
      mother_name: listMother(person.motherName, field, { shape: this.shape, random }),
      address: listed.address,
      rt: listed.rt,
      rw: listed.rw,
      village_code: listed.village.code,
      phone: this.listPhone(person, listed, random),
      shdk: relation,
      household_ref: listed.reference,
    }
  }

  private nextKey(regencyCode: string, nik: string): string {
    const number = this.records++
    if (this.source === 'disdukcapil') return nik
    if (this.source === 'dtks') return `D${regencyCode}${String(number).padStart(7, '0')}`
    return `${this.source}-${number}`
  }

  private listNik(person: Person, { members, kk }: ListedHousehold, random: Random): string {
    const second = person.secondNik !== undefined && random.chance(this.rates.row.secondNik)
    const nik = second ? person.secondNik : person.nik
    const error = drawError(this.draws.nik, random)
    if (error === undefined) return nik
    const nearby = { ofHead: members[0]!.person.nik, familyCard: kk, ofStranger: this.strangerNik }
    return damageNik(nik, error, nearby, random)
  }

  private listKk(kk: string, random: Random): string {
    const error = drawError(this.draws.kk, random)
    return error === undefined ? kk : damageKk(kk, error, random)
  }

  private bearer(person: Person, { members }: ListedHousehold) {
    const head = members[0]!
    const wifeOfHead = head.person !== person && head.person.sex === 'L' && person.marriedYear !== undefined
    return {
      name: person.name,
      sex: person.sex,
      adult: this.year - person.born.year >= 18,
      fatherName: person.fatherName,
      husbandName: wifeOfHead && person.sex === 'P' ? head.person.name : undefined,
    }
  }

  private listBirthDate(person: Person, random: Random): string {
    const error = drawError(this.draws.birthDate, random)
    return error === undefined ? isoDate(person.born) : damageBirthDate(person.born, error, random)
  }

  private listBirthplace(person: Person, random: Random): string {
    const { field } = this.rates
    if (random.chance(field.birthplaceBlank)) return ''
    return random.chance(field.birthplaceVariant) ? respellPlace(person.birthplace, random) : person.birthplace
  }

  private listPhone(person: Person, { members }: ListedHousehold, random: Random): string {
    const { field } = this.rates
    if (random.chance(field.phoneBlank)) return ''
    return random.chance(field.phoneOfKin) ? random.pick(members).person.phone : person.phone
  }
}

const RANKS: Readonly<Record<Relation, number>> = {
  'KEPALA KELUARGA': 0,
  ISTRI: 1,
  ANAK: 2,
  MENANTU: 3,
  CUCU: 4,
  'ORANG TUA': 5,
  'FAMILI LAIN': 6,
}

function rank(relation: Relation): number {
  return RANKS[relation]
}

function marriageOf({ person, relation }: Member, year: number): Marriage {
  const age = year - person.born.year
  if (person.marriedYear !== undefined && person.marriedYear <= year)
    return relation === 'KEPALA KELUARGA' && person.sex === 'P' ? 'Cerai Mati' : 'Kawin'
  if (relation === 'ORANG TUA') return person.sex === 'P' ? 'Cerai Mati' : 'Kawin'
  if (relation === 'MENANTU') return 'Kawin'
  return relation === 'KEPALA KELUARGA' && person.sex === 'P' && age > 30 ? 'Cerai Hidup' : 'Belum Kawin'
}
