import { daysInMonth } from '../../../domain/identity/dates/calendar.js'
import type { Sex } from '../../../domain/identity/sex.js'
import type { Regency, Village } from './areas.js'
import { twoDigits, type Day } from './calendar.js'
import type { NameType } from './name-type.js'
import { makeChildName, makeMarga, makeName, makeTwinName, type Name } from './names.js'
import type { Home, Household, FamilyGroup, Living, Person, RelationLabel } from './population.js'
import type { Random } from './random.js'
import type { Custom } from './regional-names.js'
import type { Office, NumberIssuer } from './number-issuer.js'
import { Weighted } from './weighted.js'

/** The shares of households by desil in lists of social assistance, which hold more of the poor. */
const DESILS = new Weighted(
  [0.177, 0.118, 0.111, 0.092, 0.098, 0.082, 0.078, 0.084, 0.082, 0.078].map((share, at) => [at + 1, share] as const),
)
const FLOORS = ['SEMEN', 'TANAH', 'KAYU'] as const
const WALLS = ['TEMBOK', 'BAMBU', 'KAYU'] as const
const ROOFS = ['GENTENG', 'SENG', 'RUMBIA'] as const
const WATERS = ['PDAM', 'SUMUR', 'SUNGAI'] as const
const TOILETS = ['SENDIRI', 'BERSAMA', 'TIDAK ADA'] as const
const STREETS = [
  'MERDEKA',
  'SUDIRMAN',
  'MASJID',
  'PASAR',
  'MAWAR',
  'MELATI',
  'DAHLIA',
  'SEKAYU',
  'AHMAD YANI',
  'DIPONEGORO',
]
const HAMLETS = ['I', 'II', 'III', 'IV', 'V', 'VI']

/** A head of family whose name and birth year an unrelated person in the village can share. */
export interface Namesake {
  readonly name: Name
  readonly sex: Sex
  readonly birthYear: number
  readonly village: Village
  /** The birth date, where that is given too. */
  readonly born?: Day
}

/** The state kept across family groups: the counts of persons and households, and the latest heads of family. */
export interface Census {
  persons: number
  households: number
  readonly heads: Namesake[]
}

/** The parameters of a family group. */
export interface Setting {
  readonly index: number
  readonly regency: Regency
  readonly custom: Custom
  readonly nameType: NameType | undefined
  readonly issuer: NumberIssuer
  readonly census: Census
  readonly startYear: number
}

/** A person before the numbers are issued. */
export interface NewPerson {
  readonly sex: Sex
  readonly birthYear: number
  readonly name?: Name
  readonly born?: Day
  readonly mother?: Name
  readonly father?: Name
  /** The village of the person's household, where the person may have been registered. */
  readonly village?: Village
}

/** A child to name, and the family that the name can follow. */
export interface NewChild {
  readonly sex: Sex
  readonly birthYear: number
  readonly household: Household
  readonly mother: Person | undefined
  readonly father: Person | undefined
  /** The names of brothers of a boy, of sisters of a girl. */
  readonly siblings: readonly Name[]
}

/** The shares of persons whose birth date or sex was corrected after the NIK was issued. */
const CORRECTED_RATE = 0.01
const WRONG_SEX_RATE = 0.001

/** Builds the persons and households of one family group from its own random numbers. */
export class FamilyGroupBuilder {
  readonly persons: Person[] = []
  readonly households: Household[] = []
  /** Of one birth in about 85 twins are born. */
  readonly twinRate: number = 0.012

  constructor(
    readonly setting: Setting,
    readonly random: Random,
  ) {}

  build(): FamilyGroup {
    const { index, regency, custom } = this.setting
    return { index, regency, custom, households: this.households, persons: this.persons }
  }

  /** Adds a person with a new NIK, in no household yet. */
  addPerson(facts: NewPerson): Person {
    const { random, setting } = this
    const born = facts.born ?? this.birthday(facts.birthYear)
    const office = this.chooseBirthOffice(facts)
    const numbered = this.originallyRegistered(facts.sex, born)
    const parentYear = facts.birthYear - random.between(18, 38)
    const person: Person = {
      id: setting.census.persons++,
      sex: facts.sex,
      name: facts.name ?? this.name(facts.sex, facts.birthYear),
      born,
      nik: setting.issuer.issueNik(office, numbered.sex, numbered.born, random),
      secondNik: random.chance(0.01)
        ? setting.issuer.issueNik(random.pick(setting.issuer.local), facts.sex, born, random)
        : undefined,
      birthplace: this.birthplace(office),
      motherName: facts.mother ?? this.name('P', parentYear),
      fatherName: facts.father ?? this.name('L', parentYear),
      phone: this.phone(),
      stays: [],
      diedYear: undefined,
      marriedYear: undefined,
    }
    this.persons.push(person)
    return person
  }

  /** Adds a household that has lived in the village since a year, with a family card of `recordedYear`. */
  addHousehold(from: number, village: Village, recordedYear: number): Household {
    const household: Household = {
      id: this.setting.census.households++,
      homes: [this.home(from, village)],
      cards: [{ from, kk: this.card(village, recordedYear) }],
      living: this.living(),
      marga: makeMarga(this.setting.custom, this.random),
    }
    this.households.push(household)
    return household
  }

  join(person: Person, household: Household, from: number, relation: RelationLabel): void {
    person.stays.push({ from, household, relation })
  }

  name(sex: Sex, birthYear: number): Name {
    const { custom, nameType } = this.setting
    return makeName({ sex, birthYear, custom, nameType }, this.random)
  }

  childName({ sex, birthYear, household, father, siblings }: NewChild): Name {
    const { custom, nameType } = this.setting
    const kin = { marga: household.marga, father: father?.name, siblings }
    return makeChildName({ sex, birthYear, custom, nameType }, kin, this.random)
  }

  twinName(sex: Sex, first: Person): Name {
    const { custom, nameType } = this.setting
    return makeTwinName({ sex, birthYear: first.born.year, custom, nameType }, first, this.random)
  }

  /** Returns a new KK that the village's district issues in a year. */
  card(village: Village, year: number): string {
    const { random, setting } = this
    const month = random.between(1, 12)
    return setting.issuer.issueKk(this.officeOf(village), {
      year,
      month,
      day: random.between(1, daysInMonth(year, month)),
    })
  }

  home(from: number, village: Village): Home {
    const { random } = this
    const street = `JL. ${random.pick(STREETS)}`
    const numbered = random.chance(0.75) ? `${street} NO. ${random.between(1, 140)}` : street
    return {
      from,
      village,
      address: random.chance(0.58) ? `DUSUN ${random.pick(HAMLETS)}` : numbered,
      rt: `0${twoDigits(random.between(1, 12))}`,
      rw: `00${random.between(1, 6)}`,
    }
  }

  /** Returns a day in the year. Persons without papers were registered on 1 January, 1 July or 31 December. */
  birthday(year: number): Day {
    const { random } = this
    if (random.chance(year < 1970 ? 0.16 : 0.035)) {
      return random.pick([
        { year, month: 1, day: 1 },
        { year, month: 7, day: 1 },
        { year, month: 12, day: 31 },
      ])
    }
    const month = random.between(1, 12)
    return { year, month, day: random.between(1, daysInMonth(year, month)) }
  }

  /** Most persons were first registered near their village, some elsewhere in the regency, a few far away. */
  private chooseBirthOffice({ birthYear, village }: NewPerson): Office {
    const { random, setting } = this
    const { local, foreign, retired } = setting.issuer
    const child = birthYear > setting.startYear - 15
    const point = random.next()
    if (village !== undefined && point < (child ? 0.93 : 0.75)) return this.officeOf(village)
    if (child || point < 0.9) return random.pick(local)
    return random.pick(point < 0.993 ? foreign : retired)
  }

  protected officeOf(village: Village): Office {
    const { local } = this.setting.issuer
    const district = village.code.replaceAll('.', '').slice(0, 6)
    return local.find(({ code }) => code === district) ?? local[0]!
  }

  /** Returns the birth date and sex that the NIK was made from. A later correction does not change the NIK. */
  private originallyRegistered(sex: Sex, born: Day): { readonly sex: Sex; readonly born: Day } {
    const { random } = this
    if (random.chance(WRONG_SEX_RATE)) return { sex: sex === 'L' ? 'P' : 'L', born }
    if (!random.chance(CORRECTED_RATE)) return { sex, born }
    return { sex, born: random.chance(0.6) ? { ...born, day: random.between(1, 28) } : this.birthday(born.year - 1) }
  }

  protected birthplace(office: Office): string {
    const point = this.random.next()
    if (point < 0.12) return 'PALEMBANG'
    if (point < 0.2) return this.setting.regency.districts[0]!.name.toUpperCase()
    return office.birthplace
  }

  private phone(): string {
    const { random } = this
    if (random.chance(0.72)) return ''
    const provider = random.pick(['0812', '0813', '0821', '0822', '0852', '0853', '0856', '0857', '0877', '0895'])
    return provider + String(random.below(100000000)).padStart(8, '0')
  }

  private living(): Living {
    const { random } = this
    const desil = DESILS.draw(random)
    return {
      desil,
      floor: random.pick(FLOORS),
      wall: random.pick(WALLS),
      roof: random.pick(ROOFS),
      water: random.pick(WATERS),
      toilet: random.pick(TOILETS),
      income: random.between(3, 12 + desil * 5) * 100000,
      verifyFirst: random.chance(0.2),
      foodAid: random.chance(desil <= 4 ? 0.5 : 0.15),
      familyAid: random.chance(desil <= 4 ? 0.3 : 0.08),
      latitude: -Math.round((2.2 + random.next() * 1.1) * 1e6) / 1e6,
      longitude: Math.round((103.4 + random.next() * 1.2) * 1e6) / 1e6,
    }
  }
}
