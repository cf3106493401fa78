import type { Sex } from '../../../domain/identity/sex.js'
import { FEMALE, MALE, type NameWords } from './name-words.js'
import type { NameType } from './name-type.js'
import type { Random } from './random.js'
import {
  ACEH_TITLES,
  AFTER_ABDUL,
  BALINESE_GIVEN,
  BALINESE_NOBLE,
  BALINESE_ORDER,
  BUGIS_GIVEN,
  BUGIS_TITLES,
  MARGA,
  PALEMBANG_TITLES,
  PREFIXES,
  type Custom,
} from './regional-names.js'
import { Weighted, zipf } from './weighted.js'

/** A name as its words in capitals, without titles. */
export type Name = readonly string[]

/** The person to name. */
export interface Named {
  readonly sex: Sex
  readonly birthYear: number
  readonly custom: Custom
  readonly nameType: NameType | undefined
}

interface Draws {
  readonly elder: Weighted<string>
  readonly common: Weighted<string>
  readonly young: Weighted<string>
  readonly last: Weighted<string>
  readonly prefix: Weighted<string>
}

function drawsOf(words: NameWords, prefixes: readonly string[]): Draws {
  return {
    elder: zipf(words.elder, 12, 0.85),
    common: zipf(words.common, 10, 0.9),
    young: zipf(words.young, 10, 0.85),
    last: zipf(words.last, 6, 0.95),
    prefix: zipf(prefixes, 0.5, 1.3),
  }
}

const DRAWS: Readonly<Record<Sex, Draws>> = { L: drawsOf(MALE, PREFIXES.male), P: drawsOf(FEMALE, PREFIXES.female) }

/** The number of words by generation; over all ages 29 % have one, 45 % two, 20 % three, 6 % four or more. */
const WORD_COUNTS = {
  elder: new Weighted([
    [1, 47],
    [2, 42],
    [3, 9],
    [4, 2],
  ] as const),
  middle: new Weighted([
    [1, 31],
    [2, 50],
    [3, 15],
    [4, 4],
  ] as const),
  young: new Weighted([
    [1, 24],
    [2, 46],
    [3, 23],
    [4, 6],
    [5, 1],
  ] as const),
}

function wordCount(birthYear: number, random: Random): number {
  if (birthYear < 1972) return WORD_COUNTS.elder.draw(random)
  return (birthYear < 1997 ? WORD_COUNTS.middle : WORD_COUNTS.young).draw(random)
}

/** The share of very rare words: the long tail that no list of names contains. */
const RARE_RATE = 0.07
const RARE_STARTS = 'BA BE BO CA DA DE DU GA GE HA JA JE KA KE LA LE MA ME NA NE PA RA RE SA SE TA TE WA YA ZE'.split(
  ' ',
)
const RARE_MIDDLES = 'BI DI GU HI JU KI LI LU MI MU NI NGGA RI RU SI TI TU WI YU NDI MBA NTI RDA RMA STI'.split(' ')
const RARE_ENDS = {
  L: ['N', 'NTO', 'WAN', 'MAN', 'DIN', 'SO', 'R', 'S', 'NUS', 'L', 'M', 'YO'],
  P: ['NA', 'NI', 'TI', 'YAH', 'WATI', 'LA', 'SIH', 'RA', 'MI', 'NAH', 'SA', 'NTI'],
} as const

function rareWord(sex: Sex, random: Random): string {
  const middle = random.chance(0.4) ? random.pick(RARE_MIDDLES) : ''
  return random.pick(RARE_STARTS) + random.pick(RARE_MIDDLES) + middle + random.pick(RARE_ENDS[sex])
}

function givenWord({ sex, birthYear }: Named, random: Random): string {
  if (random.chance(RARE_RATE)) return rareWord(sex, random)
  const draws = DRAWS[sex]
  const point = random.next()
  if (birthYear < 1972) return (point < 0.7 ? draws.elder : draws.common).draw(random)
  if (birthYear < 1997) return (point < 0.6 ? draws.common : point < 0.8 ? draws.young : draws.elder).draw(random)
  return (point < 0.75 ? draws.young : draws.common).draw(random)
}

function plainName(named: Named, count: number, random: Random): string[] {
  const draws = DRAWS[named.sex]
  const words: string[] = []
  if (count === 1 && random.chance(0.03)) return [named.sex === 'L' ? 'MUHAMMAD' : 'SITI']
  if (count > 1 && random.chance(0.32)) {
    const prefix = draws.prefix.draw(random)
    words.push(prefix)
    if (prefix === 'ABDUL') words.push(random.pick(AFTER_ABDUL))
  }
  if (words.length < count) words.push(givenWord(named, random))
  while (words.length < count) {
    const word = random.chance(0.7) ? draws.last.draw(random) : givenWord(named, random)
    if (!words.includes(word)) words.push(word)
  }
  return words
}

function balineseName({ sex }: Named, random: Random): string[] {
  const key = sex === 'L' ? 'male' : 'female'
  const given = random.pick(BALINESE_GIVEN[key])
  if (random.chance(0.15)) return [...random.pick(BALINESE_NOBLE[key]).split(' '), given]
  return [sex === 'L' ? 'I' : 'NI', random.pick(BALINESE_ORDER), given]
}

function titledName(named: Named, titles: readonly string[], random: Random): string[] {
  return [...random.pick(titles).split(' '), ...plainName(named, random.chance(0.5) ? 1 : 2, random)]
}

function customName(named: Named, random: Random): string[] {
  const key = named.sex === 'L' ? 'male' : 'female'
  switch (named.custom) {
    case 'balinese':
      return balineseName(named, random)
    case 'palembang':
      return titledName(named, PALEMBANG_TITLES[key], random)
    case 'bugis':
      if (random.chance(0.3)) return [random.pick(BUGIS_TITLES[key]), random.pick(BUGIS_GIVEN[key])]
      return [random.pick(BUGIS_GIVEN[key]), ...plainName(named, 1, random)]
    case 'aceh':
      if (random.chance(0.3)) return titledName(named, ACEH_TITLES[key], random)
      return plainName(named, wordCount(named.birthYear, random), random)
    case 'batak':
    case 'malay':
    case 'javanese':
      return plainName(named, wordCount(named.birthYear, random), random)
  }
}

function nameOfType(named: Named, type: NameType, random: Random): string[] {
  const prefixed = (): string[] => {
    const first = DRAWS[named.sex].prefix.draw(random)
    return first === 'ABDUL' ? [first, random.pick(AFTER_ABDUL)] : [first, givenWord(named, random)]
  }
  switch (type) {
    case 'mononym':
      return [givenWord(named, random)]
    case 'balinese':
      return balineseName(named, random)
    case 'palembang':
      return titledName(named, PALEMBANG_TITLES[named.sex === 'L' ? 'male' : 'female'], random)
    case 'abbreviation':
    case 'joined':
      return prefixed()
    case 'patronymic':
    case 'title':
      return plainName(named, random.chance(0.4) ? 1 : 2, random)
  }
}

/** A new name for a person of this sex, generation and custom. */
export function makeName(named: Named, random: Random): Name {
  return named.nameType === undefined ? customName(named, random) : nameOfType(named, named.nameType, random)
}

/** A clan name for a Batak family; other families have none. */
export function makeMarga(custom: Custom, random: Random): string | undefined {
  return custom === 'batak' ? random.pick(MARGA) : undefined
}

/** The names whose words a child's name can repeat: the clan name, the father's and siblings' names. */
export interface Kin {
  readonly marga: string | undefined
  readonly father: Name | undefined
  /** Brothers of a boy, sisters of a girl. */
  readonly siblings: readonly Name[]
}

/**
 * Makes a child's name. Most share nothing with the family's names; some repeat the father's last word, a word of a
 * sibling, or (rarely) the father's whole name.
 */
export function makeChildName(named: Named, kin: Kin, random: Random): Name {
  const name = [...makeName(named, random)]
  if (named.nameType !== undefined) return name
  if (kin.marga !== undefined) return [...name.slice(0, 3), kin.marga]
  const point = random.next()
  const father = kin.father
  const sibling = kin.siblings.at(-1)
  if (father !== undefined && named.sex === 'L' && point < 0.004) return father
  if (father !== undefined && point < 0.1) return appendOnce(name, father.at(-1)!)
  if (sibling !== undefined && point < 0.16) return appendOnce(name, sibling.at(-1)!)
  if (sibling !== undefined && point < 0.2) return appendOnce([sibling[0]!], name[0]!)
  return name
}

function appendOnce(name: readonly string[], word: string): Name {
  return name.includes(word) ? name : [...name.slice(0, 3), word]
}

/** Makes the name of a twin. Twins of one sex often share a word or have rhyming names (HASAN, HASIN). */
export function makeTwinName(named: Named, other: { readonly name: Name; readonly sex: Sex }, random: Random): Name {
  for (;;) {
    const name = twinName(named, other, random)
    // Twins never have equal names, so an equal name is drawn again.
    if (name.join(' ') !== other.name.join(' ')) return name
  }
}

function twinName(named: Named, other: { readonly name: Name; readonly sex: Sex }, random: Random): Name {
  const name = makeName(named, random)
  if (named.nameType !== undefined) return name
  const point = random.next()
  if (other.sex !== named.sex)
    return point < 0.15 && other.name.length === 1 ? [changeEnding(other.name[0]!, named.sex)] : name
  if (point < 0.35) return appendOnce([other.name[0]!], name[0]!)
  if (point < 0.6 && other.name.length > 1) return appendOnce([name[0]!], other.name.at(-1)!)
  if (point < 0.7) return [changeVowel(other.name[0]!), ...other.name.slice(1)]
  return name
}

/** The last vowel shows the sex: PUTRA and PUTRI, SUMARNO and SUMARNI. */
function changeEnding(word: string, sex: Sex): string {
  return word.replace(/[AIO]?$/, sex === 'L' ? 'O' : 'I')
}

function changeVowel(word: string): string {
  return word.replace(/[AU](?=[A-Z]$|[A-Z]{2}$)/, (vowel) => (vowel === 'A' ? 'I' : 'A'))
}
