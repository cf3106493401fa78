import { listedRelation, marriageOf } from '../population/members.js'
import { isDead, stayIn, type Person } from '../population/population.js'
import type { Random } from '../population/random.js'
import { SOURCE_SHAPES, type Source } from '../population/sources.js'
import { nikIn, type Fate, type Fates } from '../villages/fate.js'
import type { FieldRates } from './field-rates.js'
import type { Kind, Written } from './kinds.js'
import { respellArabic } from './respellings.js'
import type { FieldRow } from './village-file.js'
import type { ListedMember, Visit } from './visit.js'
import { writeBirthDate } from './write-birth-date.js'
import { writeName } from './write-name.js'
import { writeKk, writeNik } from './write-number.js'

/** The programme's bank keeps twenty letters of a name. */
const BANK_WIDTH = 20

/** The list of the rows, and the random numbers that they are drawn from. */
export interface RowList {
  readonly source: Source
  readonly rates: FieldRates['rows']
  readonly year: number
  readonly referenceYear: number
  readonly fates: Fates
  readonly random: Random
}

/** Returns the row of a member; `record_id` and `source_key` are empty. */
export function makeRow(visit: Visit, member: ListedMember, list: RowList): FieldRow {
  const { fates, referenceYear } = list
  const { person } = member
  const fate = fates.get(person)!
  const parts = writeParts(visit, member, { ...list, fate })
  const sex = writeSex(person, list)
  const kinds = new Set<Kind>([
    ...visit.kinds,
    ...kindsOf(member),
    ...[parts.nik, parts.kk, parts.name, parts.dob].flatMap(({ kinds: done }) => done),
  ])
  if (sex !== person.sex) kinds.add('sex_wrong')
  const inForce = nikIn(person, fate, referenceYear)
  return {
    record: describe(visit, member, list),
    flat: {
      record_id: '',
      source: list.source,
      source_key: '',
      nik: parts.nik.text,
      kk: parts.kk.text,
      name: parts.name.text,
      dob: parts.dob.text,
      sex,
      ...writeOthers(visit, member, list),
    },
    kinds,
    traits: [...fate.traits],
    custom: fate.custom,
    truth: { nik: inForce, sex: person.sex },
  }
}

interface Parts {
  readonly nik: Written
  readonly kk: Written
  readonly name: Written
  readonly dob: Written
}

function writeParts(visit: Visit, member: ListedMember, list: RowList & { readonly fate: Fate }): Parts {
  const { person } = member
  const { source, rates, fate, year, random } = list
  const { letters } = SOURCE_SHAPES[source]
  const { misencoded, dates } = visit.file
  const width = source === 'bantu-umak' ? BANK_WIDTH : SOURCE_SHAPES[source].nameWidth
  return {
    nik: writeOwnNik(visit, member, list),
    kk: writeKk(visit.kk, rates, random),
    name: writeName({ person, fate, members: visit.members, year }, { rates, letters, width, misencoded }, random),
    dob: writeBirthDate(person.born, { rates, dates }, random),
  }
}

function writeOwnNik(visit: Visit, member: ListedMember, list: RowList & { readonly fate: Fate }): Written {
  const { rates, fate, fates, year, referenceYear, random } = list
  const { person, secondCard } = member
  const issued = secondCard?.nik ?? nikIn(person, fate, year)
  const old = secondCard?.nik === undefined && issued !== nikIn(person, fate, referenceYear)
  const head = visit.members[0]!.person
  const heir = isDead(person, year) ? visit.members.find((each) => !isDead(each.person, year))?.person : undefined
  const nearby = {
    ofHead: nikIn(head, fates.get(head)!, year),
    ofHeir: heir === undefined ? undefined : nikIn(heir, fates.get(heir)!, year),
    ofNeighbour: visit.file.rows.at(-1)?.flat.nik,
    village: visit.village.code.replaceAll('.', ''),
  }
  const { text, kinds } = writeNik(issued, { rates, nearby }, random)
  return { text, kinds: old && text === issued ? [...kinds, 'nik_old'] : kinds }
}

function kindsOf({ secondCard }: ListedMember): Kind[] {
  if (secondCard === undefined) return []
  return secondCard.nik === undefined ? [secondCard.because] : [secondCard.because, 'nik_second']
}

function writeSex({ sex }: Person, { rates, random }: RowList): string {
  if (!random.chance(rates.sexWrong)) return sex
  return sex === 'L' ? 'P' : 'L'
}

type Others = Omit<FieldRow['flat'], 'record_id' | 'source' | 'source_key' | 'nik' | 'kk' | 'name' | 'dob' | 'sex'>

function writeOthers(visit: Visit, { person, relation }: ListedMember, { source, rates, random }: RowList): Others {
  return {
    birthplace: random.chance(rates.birthplaceBlank) ? '' : person.birthplace,
    mother_name: random.chance(rates.motherBlank) ? '' : writeMother(person, random),
    address: visit.address,
    rt: visit.rt,
    rw: visit.rw,
    village_code: visit.village.code,
    phone: random.chance(rates.phoneBlank) ? '' : person.phone,
    shdk: listedRelation(relation, source),
    household_ref: visit.reference,
  }
}

/** A few mothers are listed by their first word, a few in another spelling. */
function writeMother({ motherName }: Person, random: Random): string {
  if (random.chance(0.04)) return motherName[0]!
  if (!random.chance(0.06)) return motherName.join(' ')
  return motherName.map((word) => respellArabic(word, random)).join(' ')
}

function describe(
  visit: Visit,
  { person, relation }: ListedMember,
  { source, year, referenceYear }: RowList,
): FieldRow['record'] {
  const { household, members, village } = visit
  return {
    source,
    personId: person.id,
    householdIdNow: (stayIn(person, referenceYear) ?? person.stays[0]!).household.id,
    householdIdThen: household.id,
    facts: {
      year,
      village,
      living: household.living,
      householdSize: members.length,
      relation: listedRelation(relation, source),
      marriage: marriageOf({ person, relation }, year),
      dead: isDead(person, year),
      ownNik: true,
    },
  }
}
