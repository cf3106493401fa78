import type { Regency, Village } from './population/areas.js'
import { isoDate } from './population/calendar.js'
import { damageBirthDate } from './errors/birth-date-errors.js'
import { drawError, ratesAsList } from './errors/draw-error.js'
import type { ErrorRates } from './errors/error-rates.js'
import type { NameBearer } from './errors/name-errors.js'
import { damageKk, damageNik } from './errors/number-errors.js'
import { respellPlace } from './errors/place-errors.js'
import { listMother, listName } from './errors/record-names.js'
import { listedRelation, marriageOf, type Member } from './population/members.js'
import type { Name } from './population/names.js'
import { isDead, stayIn, type Household, type Person } from './population/population.js'
import type { Random } from './population/random.js'
import type { FlatRecord, SyntheticRecord } from './population/record.js'
import { SOURCE_SHAPES, type Source, type SourceShape } from './population/sources.js'

/** A household in the year of the list, with the values that its members share. */
export interface ListedHousehold {
  readonly household: Household
  readonly regency: Regency
  readonly members: readonly Member[]
  readonly kk: string
  readonly village: Village
  readonly address: string
  readonly rt: string
  readonly rw: string
  readonly reference: string
}

/** Makes the records of one list from the members of households, with the errors of the list. */
export class RecordMaker {
  readonly year: number
  private readonly shape: SourceShape
  private readonly draws
  private records = 0
  private latest: { readonly household: Household; readonly nik: string } | undefined
  private strangerNik: string | undefined

  constructor(
    private readonly source: Source,
    private readonly rates: ErrorRates,
    private readonly referenceYear: number,
  ) {
    this.shape = SOURCE_SHAPES[source]
    this.year = referenceYear - this.shape.yearsBack
    this.draws = {
      nik: ratesAsList(rates.nik),
      kk: ratesAsList(rates.kk),
      name: ratesAsList(rates.name),
      birthDate: ratesAsList(rates.birthDate),
    }
  }

  /** A record of the member; `record_id` is empty. */
  make(listed: ListedHousehold, member: Member, random: Random): SyntheticRecord {
    this.rememberNik(listed, member.person)
    const second = member.person.secondNik !== undefined && random.chance(this.rates.row.secondNik)
    const issued = second ? member.person.secondNik : member.person.nik
    return this.assemble(listed, member, { nik: this.listNik(issued, listed, random), random })
  }

  /** A record of the member with another NIK, without errors in the number. */
  makeWithNik(nik: string, listed: ListedHousehold, member: Member, random: Random): SyntheticRecord {
    return this.assemble(listed, member, { nik, random })
  }

  /** The KK with the errors of the list. */
  listKk(kk: string, random: Random): string {
    const error = drawError(this.draws.kk, random)
    return error === undefined ? kk : damageKk(kk, error, random)
  }

  /** Keeps a NIK of the previous household, for errors in which two families share a NIK. */
  private rememberNik({ household }: ListedHousehold, { nik }: Person): void {
    if (this.latest !== undefined && this.latest.household !== household) this.strangerNik = this.latest.nik
    this.latest = { household, nik }
  }

  private assemble(
    listed: ListedHousehold,
    { person, relation }: Member,
    { nik, random }: { readonly nik: string; readonly random: Random },
  ): SyntheticRecord {
    const label = listedRelation(relation, this.source)
    return {
      source: this.source,
      flat: this.flatten(listed, { person, relation: label }, { nik, random }),
      personId: person.id,
      householdIdNow: (stayIn(person, this.referenceYear) ?? person.stays[0]!).household.id,
      householdIdThen: listed.household.id,
      facts: {
        year: this.year,
        village: listed.village,
        living: listed.household.living,
        householdSize: listed.members.length,
        relation: label,
        marriage: marriageOf({ person, relation }, this.year),
        dead: isDead(person, this.year),
        ownNik: nik === person.nik,
      },
    }
  }

  private flatten(
    listed: ListedHousehold,
    { person, relation }: Member,
    { nik, random }: { readonly nik: string; readonly random: Random },
  ): FlatRecord {
    const { field } = this.rates
    return {
      record_id: '',
      source: this.source,
      source_key: this.nextKey(listed.regency.code, nik),
      nik,
      // Sibangkit has the KK once for the household, the other lists have it with each member.
      kk: this.source === 'sibangkit' ? listed.kk : this.listKk(listed.kk, random),
      name: listName(this.bearer(person, listed), { shape: this.shape, rates: this.draws.name }, random),
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

  private listNik(nik: string, { members, kk }: ListedHousehold, random: Random): string {
    const error = drawError(this.draws.nik, random)
    if (error === undefined) return nik
    const nearby = { ofHead: members[0]!.person.nik, familyCard: kk, ofStranger: this.strangerNik ?? nik }
    return damageNik(nik, error, nearby, random)
  }

  private bearer(person: Person, { members }: ListedHousehold): NameBearer & { readonly name: Name } {
    const husband = members.find(({ relation }) => relation === 'KEPALA KELUARGA')?.person
    const wife = members.some((member) => member.person === person && member.relation === 'ISTRI')
    return {
      name: person.name,
      sex: person.sex,
      adult: this.year - person.born.year >= 18,
      fatherName: person.fatherName,
      husbandName: wife ? husband?.name : undefined,
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
