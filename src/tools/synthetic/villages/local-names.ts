import type { Sex } from '../../../domain/identity/sex.js'
import type { NewChild } from '../population/family-group-builder.js'
import type { Name } from '../population/names.js'
import type { Random } from '../population/random.js'
import { BALINESE_ORDER } from '../population/regional-names.js'
import { zipf, type Weighted } from '../population/weighted.js'
import { CHINESE_CLANS, CHINESE_WORDS, CLANS, CUSTOM_WORDS, type NamingCustom } from './name-customs.js'

/** The words of one sex that are in use in a village, the first ones far more often than the others. */
interface LocalWords {
  readonly elder: Weighted<string>
  readonly young: Weighted<string>
  readonly second: Weighted<string>
}

/** A village uses this many words of each of its custom's lists: a name is common there though rare in the country. */
const WORDS_IN_USE = 9
const CLANS_IN_USE = 5
const ELDER_UNTIL = 1978

/** How often a child is named after a parent or grandparent, and how often with a word of a sibling. */
const AFTER_PARENT = 0.025
const AFTER_GRANDPARENT = 0.035
const LIKE_SIBLING = 0.09
/** How often one letter is all that differs between the names of twins of one sex. */
const RHYMING_TWINS = 0.35

function choose(words: readonly string[], count: number, random: Random): readonly string[] {
  const left = [...words]
  return Array.from({ length: Math.min(count, left.length) }, () => left.splice(random.below(left.length), 1)[0]!)
}

/** The names of one custom in one village: its own few words out of those of the custom. */
export class LocalNames {
  private readonly words: Readonly<Record<Sex, LocalWords>>
  private readonly clans: readonly string[]

  constructor(
    readonly custom: NamingCustom,
    random: Random,
  ) {
    this.words = { L: this.localWords('L', random), P: this.localWords('P', random) }
    this.clans = choose(CLANS, CLANS_IN_USE, random)
  }

  /** A name for a person who is named after nobody. */
  name(sex: Sex, birthYear: number, random: Random): Name {
    const given = this.given(sex, birthYear, random)
    if (this.custom === 'batak') return [...given, random.pick(this.clans)]
    if (this.custom !== 'balinese') return given
    return [sex === 'L' ? 'I' : 'NI', random.pick(BALINESE_ORDER), ...given]
  }

  /** A child's name: with the father's clan, sometimes the whole name of a parent or grandparent, or like a sibling's. */
  childName(child: NewChild, random: Random): Name {
    const after = this.namedAfter(child, random)
    const isTaken = after !== undefined && child.siblings.some((name) => name.join(' ') === after.join(' '))
    if (isTaken) return this.ofClan(this.name(child.sex, child.birthYear, random), clanOf(child))
    const name = this.ofClan(after ?? this.name(child.sex, child.birthYear, random), clanOf(child))
    if (after !== undefined) return name
    const sibling = child.siblings.at(-1)
    if (sibling === undefined || sibling.length < 2 || !random.chance(LIKE_SIBLING)) return name
    return [name[0]!, ...sibling.slice(1)]
  }

  /** The name of a twin: it always differs from the first one's. */
  twinName(
    sex: Sex,
    first: { readonly name: Name; readonly sex: Sex; readonly birthYear: number },
    random: Random,
  ): Name {
    if (sex === first.sex && random.chance(RHYMING_TWINS)) {
      const rhyming = first.name.map((word, at) => (at === 0 ? otherVowel(word) : word))
      if (rhyming[0] !== first.name[0]) return rhyming
    }
    for (;;) {
      const name = this.ofClan(this.name(sex, first.birthYear, random), first.name.at(-1))
      if (name.join(' ') !== first.name.join(' ')) return name
    }
  }

  /** The name of a person's father, of the same clan. */
  fatherOf(name: Name, birthYear: number, random: Random): Name {
    return this.ofClan(this.name('L', birthYear, random), name.at(-1))
  }

  /** The name by which a person is also known: a Chinese one, or another name of the custom. */
  otherName(sex: Sex, birthYear: number, random: Random): Name {
    if (this.custom !== 'chinese') return this.given(sex, birthYear, random)
    return [random.pick(CHINESE_CLANS), ...choose(CHINESE_WORDS, 2, random)]
  }

  private localWords(sex: Sex, random: Random): LocalWords {
    const { elder, young, second } = CUSTOM_WORDS[this.custom][sex]
    const inUse = (words: readonly string[]): Weighted<string> => zipf(choose(words, WORDS_IN_USE, random), 2, 1)
    return { elder: inUse(elder), young: inUse(young), second: inUse(second) }
  }

  private given(sex: Sex, birthYear: number, random: Random): string[] {
    const words = this.words[sex]
    const elder = birthYear < ELDER_UNTIL
    const first = (elder ? words.elder : words.young).draw(random)
    if (elder && random.chance(this.custom === 'javanese' ? 0.55 : 0.35)) return [first]
    const name = [first, words.second.draw(random)]
    const more = words.second.draw(random)
    return random.chance(elder ? 0.08 : 0.32) && !name.includes(more) ? [...name, more] : name
  }

  private namedAfter({ sex, mother, father }: NewChild, random: Random): Name | undefined {
    const point = random.next()
    const parent = sex === 'L' ? father : mother
    if (point < AFTER_PARENT) return parent?.name
    if (point >= AFTER_PARENT + AFTER_GRANDPARENT) return undefined
    return sex === 'L' ? father?.fatherName : mother?.motherName
  }

  private ofClan(name: Name, clan: string | undefined): Name {
    return this.custom === 'batak' && clan !== undefined ? [...name.slice(0, -1), clan] : name
  }
}

function clanOf({ father, siblings }: NewChild): string | undefined {
  return (father?.name ?? siblings.at(-1))?.at(-1)
}

const VOWELS = 'AIUEO'

function otherVowel(word: string): string {
  const at = word.search(/[AIUEO][^AIUEO]*$/)
  if (at <= 0) return word
  return word.slice(0, at) + VOWELS[(VOWELS.indexOf(word[at]!) + 1) % 3]! + word.slice(at + 1)
}
