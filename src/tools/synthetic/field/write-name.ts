import { mistype } from '../errors/spelling.js'
import type { Member } from '../population/members.js'
import type { Name } from '../population/names.js'
import type { Person } from '../population/population.js'
import type { Random } from '../population/random.js'
import type { Fate } from '../villages/fate.js'
import type { FieldRates } from './field-rates.js'
import type { Kind, Written } from './kinds.js'
import { misencode, misreadLetter } from './misreadings.js'
import { nicknameOf, respellArabic, respellHeard } from './respellings.js'

/** The person to name, and the members of the household, by some of which a list can name the person. */
export interface Named {
  readonly person: Person
  readonly fate: Fate
  readonly members: readonly Member[]
  readonly year: number
}

/** The list that names them. */
export interface NamingList {
  readonly rates: FieldRates['rows']
  readonly letters: 'upper' | 'title'
  /** The letters of a name that the list has room for. */
  readonly width: number
  /** Whether the village's file was read in another encoding than it was written in. */
  readonly misencoded: boolean
}

const MUHAMMAD = ['MUHAMMAD', 'MUH', 'MOHAMMAD']
const SHORT_MUHAMMAD = ['M.', 'MOH.', 'MHD', 'MUHAMAD', 'MOCH.', 'MUH.', 'MOHAMAD', 'MUCHAMAD', 'M']
const ARABIC_CUSTOMS = new Set(['santri', 'malay', 'bugis'])

/** Collects what is done to one name. */
class NameWriter {
  readonly kinds: Kind[] = []

  constructor(
    public name: Name,
    private readonly rates: NamingList['rates'],
    private readonly random: Random,
  ) {}

  /** Changes the name at the rate; the kind is noted where that made a difference. */
  change(kind: Kind, rate: number, to: (name: Name) => Name): boolean {
    if (!this.random.chance(rate)) return false
    const changed = to(this.name)
    if (changed.join(' ') === this.name.join(' ')) return false
    this.name = changed
    this.kinds.push(kind)
    return true
  }

  /** Changes one word of the name, at the rate of the process. */
  changeWord(kind: Kind, process: keyof NamingList['rates'], to: (word: string, random: Random) => string): void {
    this.change(kind, this.rates[process], (name) => {
      const start = this.random.below(name.length)
      for (let step = 0; step < name.length; step++) {
        const at = (start + step) % name.length
        const word = to(name[at]!, this.random)
        if (word !== name[at]) return name.with(at, word)
      }
      return name
    })
  }
}

/** Returns the name as the list has it, and what was done to it. */
export function writeName(named: Named, list: NamingList, random: Random): Written {
  const { rates } = list
  const { person, fate } = named
  const writer = new NameWriter(person.name, rates, random)
  if (!renamed(writer, named, rates, random)) {
    if (fate.custom === 'batak') writeClan(writer, rates, random)
    writer.change('muhammad', rates.muhammad, (name) => shortenMuhammad(name, random))
    if (ARABIC_CUSTOMS.has(fate.custom)) writer.changeWord('arabic', 'arabic', respellArabic)
    writer.changeWord('phonetic', 'phonetic', respellHeard)
    writer.changeWord('name_typo', 'nameTypo', mistype)
    writer.change('father_appended', rates.fatherAppended, (name) => appendFather(name, person, random))
  }
  writer.changeWord('ocr_name', 'ocrName', misreadLetter)
  return writeText(writer, person.name, list)
}

/** A name that stands in the place of the own one. */
function renamed(writer: NameWriter, named: Named, rates: NamingList['rates'], random: Random): boolean {
  const { person, fate, members, year } = named
  const { otherName } = fate
  if (
    otherName !== undefined &&
    writer.change('second_name', rates.secondName, (name) => alias(name, otherName, random))
  ) {
    return true
  }
  if (year - person.born.year < 18) return false
  const child = members.find(({ relation, person: { born } }) => relation === 'ANAK' && born.year > person.born.year)
  const parent = members.find((member) => member.person === person)?.relation
  if (child !== undefined && (parent === 'KEPALA KELUARGA' || parent === 'ISTRI')) {
    const of = child.person.name[0]!
    if (writer.change('teknonym', rates.teknonym, () => [random.pick(TEKNONYMS[person.sex]), of])) return true
  }
  const husband = members.find(({ relation, person: { sex } }) => relation === 'KEPALA KELUARGA' && sex === 'L')?.person
  if (parent === 'ISTRI' && husband !== undefined) {
    if (writer.change('husbands_name', rates.husbandsName, () => [random.pick(WIFE_OF), husband.name[0]!])) return true
  }
  return writer.change('nickname', rates.nickname, (name) => nickname(name, random))
}

const TEKNONYMS = { L: ['BAPAK', 'PAK', 'BPK'], P: ['MAK', 'IBU', 'BU'] } as const
const WIFE_OF = ['NY.', 'NYONYA', 'IBU'] as const

function alias(name: Name, other: Name, random: Random): Name {
  const forms: readonly Name[] = [
    other,
    other,
    [...name, 'ALIAS', ...other],
    [...name, 'AL', ...other],
    [...name, '/', ...other],
    [...name, `(${other.join(' ')})`],
    [...other, 'ALS', ...name],
  ]
  return random.pick(forms)
}

function nickname(name: Name, random: Random): Name {
  const at = random.below(name.length)
  const short = nicknameOf(name[at]!)
  return random.chance(0.5) ? [short] : name.with(at, short)
}

function writeClan(writer: NameWriter, rates: NamingList['rates'], random: Random): void {
  const dropped = writer.change('clan_dropped', rates.clanDropped, (name) =>
    random.chance(0.75) ? name.slice(0, -1) : name.with(-1, `${name.at(-1)![0]!}.`),
  )
  if (!dropped) writer.change('clan_first', rates.clanFirst, (name) => [name.at(-1)!, ...name.slice(0, -1)])
}

function shortenMuhammad(name: Name, random: Random): Name {
  const at = name.findIndex((word) => MUHAMMAD.includes(word))
  return at < 0 || name.length < 2 ? name : name.with(at, random.pick(SHORT_MUHAMMAD))
}

/** Villages tell persons of one name apart by their fathers, with a word for it or without. */
function appendFather(name: Name, { sex, fatherName }: Person, random: Random): Name {
  const between = random.pick(sex === 'L' ? ['', 'BIN', 'B.', ''] : ['', 'BINTI', 'BT', ''])
  return [...name, ...(between === '' ? [] : [between]), fatherName[0]!]
}

function writeText(writer: NameWriter, own: Name, { letters, width, misencoded }: NamingList): Written {
  const whole = writer.name.join(' ')
  const encoded = misencoded ? misencode(whole) : whole
  const cut = encoded.slice(0, width).trimEnd()
  const kinds = [...writer.kinds]
  if (cut !== encoded) kinds.push('name_cut')
  if (encoded !== whole && cut !== whole.slice(0, cut.length)) kinds.push('mojibake')
  // What the cut took away again, and two changes that undo each other, are nothing done.
  const done = cut === own.join(' ') ? [] : kinds
  return { text: letters === 'title' ? titleCase(cut) : cut, kinds: done }
}

function titleCase(text: string): string {
  return text.toLowerCase().replace(/(^|[^\p{L}'])\p{L}/gu, (start) => start.toUpperCase())
}
