import { daysInMonth } from '../../../domain/identity/dates/calendar.js'
import type { Sex } from '../../../domain/identity/sex.js'
import type { Village } from '../population/areas.js'
import type { Day } from '../population/calendar.js'
import { FamilyGroupBuilder, type NewChild, type NewPerson, type Setting } from '../population/family-group-builder.js'
import type { Name } from '../population/names.js'
import type { Office } from '../population/number-issuer.js'
import type { Household, Person } from '../population/population.js'
import type { Random } from '../population/random.js'
import type { LocalNames } from './local-names.js'

/** The share of elder persons, and of others, who were registered on a default date. */
const DEFAULT_DATES_OF_ELDER = 0.06
const DEFAULT_DATES = 0.012
const ELDER_UNTIL = 1970

/** The share of family cards that were recorded on one of the few days on which officers came to the village. */
const CARDS_OF_DRIVES = 0.6
const DRIVES = 4

/** The share of families whose card was renewed in the years of the lists, besides those of other events. */
const RENEWED_CARDS = 0.15
const YEARS_OF_RENEWAL = 4

/** Builds the families of one village: names by its fashions, and family cards of one day with neighbouring numbers. */
export class VillageBuilder extends FamilyGroupBuilder {
  override readonly twinRate = 0.03

  constructor(
    setting: Setting,
    random: Random,
    readonly names: LocalNames,
  ) {
    super(setting, random)
  }

  override addPerson(facts: NewPerson): Person {
    const name = facts.name ?? this.name(facts.sex, facts.birthYear)
    const father = facts.father ?? this.names.fatherOf(name, facts.birthYear - 27, this.random)
    return super.addPerson({ ...facts, name, father })
  }

  override name(sex: Sex, birthYear: number): Name {
    return this.names.name(sex, birthYear, this.random)
  }

  override childName(child: NewChild): Name {
    return this.names.childName(child, this.random)
  }

  override twinName(sex: Sex, { name, sex: firstSex, born }: Person): Name {
    return this.names.twinName(sex, { name, sex: firstSex, birthYear: born.year }, this.random)
  }

  override addHousehold(from: number, village: Village, recordedYear: number): Household {
    const household = super.addHousehold(from, village, recordedYear)
    const { startYear } = this.setting
    if (from === 0 && this.random.chance(RENEWED_CARDS)) {
      const year = startYear + this.random.between(1, YEARS_OF_RENEWAL)
      household.cards.push({ from: year, kk: this.card(village, year) })
    }
    return household
  }

  override card(village: Village, year: number): string {
    if (!this.random.chance(CARDS_OF_DRIVES)) return super.card(village, year)
    return this.setting.issuer.issueKk(this.officeOf(village), this.dayOfDrive(year))
  }

  override birthday(year: number): Day {
    const { random } = this
    if (random.chance(year < ELDER_UNTIL ? DEFAULT_DATES_OF_ELDER : DEFAULT_DATES)) {
      const [month, day] = random.pick([
        [1, 1],
        [7, 1],
        [12, 31],
      ] as const)
      return { year, month, day }
    }
    const month = random.between(1, 12)
    return { year, month, day: random.between(1, daysInMonth(year, month)) }
  }

  protected override birthplace(office: Office): string {
    return office.birthplace
  }

  /** The officers came in the dry months, on days that differ from year to year. */
  private dayOfDrive(year: number): Day {
    const drive = this.random.below(DRIVES)
    return { year, month: 5 + drive, day: 1 + ((year * 7 + drive * 11) % 28) }
  }
}
