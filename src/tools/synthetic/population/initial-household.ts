import type { FamilyGroupBuilder, Namesake } from './family-group-builder.js'
import type { Name } from './names.js'
import type { Household, Person, RelationLabel } from './population.js'
import { Weighted } from './weighted.js'

const HEAD_AGES = new Weighted([
  [[21, 29], 0.12],
  [[30, 39], 0.26],
  [[40, 49], 0.26],
  [[50, 59], 0.19],
  [[60, 69], 0.11],
  [[70, 84], 0.06],
] as const)

export interface Parents {
  readonly mother: Person | undefined
  readonly father: Person | undefined
  readonly household: Household
}

/** The share of heads with a namesake of the same birth year in the village, besides those by chance. */
const NAMESAKE_RATE = 0.012
const KEPT_HEADS = 64

/**
 * Adds a household of the first year of the lists: head, spouse, children, sometimes a parent or relative. The head is
 * drawn, or the preset one.
 */
export function addInitialHousehold(builder: FamilyGroupBuilder, preset?: Namesake): Household {
  const { random } = builder
  const { name, sex, birthYear, village, born } = preset ?? chooseHead(builder)
  const age = builder.setting.startYear - birthYear
  const recorded = Math.max(2006, builder.setting.startYear - random.between(0, Math.min(15, age - 20)))
  const household = builder.addHousehold(0, village, recorded)
  const head = builder.addPerson({ sex, birthYear, name, village, ...(born === undefined ? {} : { born }) })
  builder.join(head, household, 0, 'KEPALA KELUARGA')
  const spouse = sex === 'L' && random.chance(0.85) ? addWife(builder, head, household) : undefined
  const mother = sex === 'P' ? head : spouse
  addChildren(builder, { mother, father: sex === 'L' ? head : undefined, household }, age)
  addRelatives(builder, household, age)
  return household
}

function chooseHead(builder: FamilyGroupBuilder): Namesake {
  const { random, setting } = builder
  const { heads } = setting.census
  if (heads.length > 0 && random.chance(NAMESAKE_RATE)) {
    const namesake = random.pick(heads)
    if (namesake.village.regency === setting.regency) return namesake
  }
  const [low, high] = HEAD_AGES.draw(random)
  const sex = random.chance(0.82) ? 'L' : 'P'
  const birthYear = setting.startYear - random.between(low, high)
  const head = {
    name: builder.name(sex, birthYear),
    sex,
    birthYear,
    village: random.pick(setting.regency.villages),
  } as const
  heads.push(head)
  if (heads.length > KEPT_HEADS) heads.shift()
  return head
}

function addWife(builder: FamilyGroupBuilder, head: Person, household: Household): Person {
  const birthYear = Math.min(head.born.year + builder.random.between(-2, 8), builder.setting.startYear - 17)
  const wife = builder.addPerson({ sex: 'P', birthYear, village: household.homes[0]!.village })
  builder.join(wife, household, 0, 'ISTRI')
  head.marriedYear = wife.marriedYear = builder.setting.startYear
  return wife
}

function addChildren(builder: FamilyGroupBuilder, parents: Parents, headAge: number): void {
  const { random, setting } = builder
  const parent = parents.mother ?? parents.father!
  if (headAge < 23 || (parents.mother === undefined && random.chance(0.5))) return
  let age = setting.startYear - parent.born.year - random.between(19, 27)
  while (age >= 0 && setting.startYear - parent.born.year - age <= 42) {
    const atHome = age < 20 || random.chance(age < 30 ? 0.55 : 0.14)
    if (atHome) addBirth(builder, parents, { year: setting.startYear - age, from: 0 })
    age -= random.between(3, 9)
  }
}

/** Adds one birth: a child of these parents, or twins. They belong to the household from the given year on. */
export function addBirth(
  builder: FamilyGroupBuilder,
  parents: Parents,
  birth: { readonly year: number; readonly from: number },
): void {
  const { random } = builder
  const first = addChild(builder, parents, birth)
  if (!random.chance(builder.twinRate)) return
  const sex = random.chance(0.7) ? first.sex : random.chance(0.5) ? 'L' : 'P'
  const twin = builder.addPerson({
    sex,
    birthYear: birth.year,
    born: first.born,
    name: builder.twinName(sex, first),
    village: parents.household.homes.at(-1)!.village,
    mother: first.motherName,
    father: first.fatherName,
  })
  builder.join(twin, parents.household, birth.from, 'ANAK')
}

function isChildOf(person: Person, household: Household): boolean {
  const stay = person.stays.at(-1)
  return stay?.household === household && stay.relation === 'ANAK'
}

function nameOf(person: Person): Name {
  return person.name
}

function addChild(
  builder: FamilyGroupBuilder,
  { mother, father, household }: Parents,
  birth: { readonly year: number; readonly from: number },
): Person {
  const sex = builder.random.chance(0.51) ? 'L' : 'P'
  const siblings = builder.persons.filter((person) => person.sex === sex && isChildOf(person, household)).map(nameOf)
  const name = builder.childName({ sex, birthYear: birth.year, household, mother, father, siblings })
  const child = builder.addPerson({
    sex,
    birthYear: birth.year,
    name,
    village: household.homes.at(-1)!.village,
    ...(mother === undefined ? {} : { mother: mother.name }),
    ...(father === undefined ? {} : { father: father.name }),
  })
  builder.join(child, household, birth.from, 'ANAK')
  return child
}

const RELATIVES = new Weighted<readonly [RelationLabel, number, number]>([
  [['FAMILI LAIN', -25, 20], 0.55],
  [['CUCU', 42, 60], 0.3],
  [['MENANTU', 20, 28], 0.15],
])

function addRelatives(builder: FamilyGroupBuilder, household: Household, headAge: number): void {
  const { random, setting } = builder
  if (headAge < 58 && random.chance(0.13)) {
    const birthYear = setting.startYear - Math.min(92, headAge + random.between(18, 30))
    builder.join(builder.addPerson({ sex: random.chance(0.3) ? 'L' : 'P', birthYear }), household, 0, 'ORANG TUA')
  }
  if (!random.chance(0.09)) return
  const [relation, youngest, oldest] = RELATIVES.draw(random)
  const age = headAge - random.between(youngest, oldest)
  const adult = relation === 'MENANTU'
  if (age < (adult ? 18 : 1) || age > 88) return
  const relative = builder.addPerson({ sex: random.chance(0.5) ? 'L' : 'P', birthYear: setting.startYear - age })
  builder.join(relative, household, 0, relation)
}
