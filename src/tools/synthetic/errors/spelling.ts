import type { Random } from '../population/random.js'

type Rule = readonly [RegExp, string]

/** Interchangeable letters of Indonesian names; none of them turns a man's name into a woman's. */
const VARIANTS: readonly Rule[] = [
  [/F/, 'P'],
  [/P(?=[AI])/, 'F'],
  [/V/, 'F'],
  [/Z/, 'J'],
  [/Z/, 'S'],
  [/Y$/, 'I'],
  [/(?<=[DKNRLT])I$/, 'Y'],
  [/KH/, 'H'],
  [/^KH/, 'CH'],
  [/SY/, 'S'],
  [/SH/, 'S'],
  [/TH/, 'T'],
  [/DH/, 'D'],
  [/Q/, 'K'],
  [/AI/, 'AE'],
  [/D$/, 'T'],
  [/T$/, 'D'],
  [/AH$/, 'A'],
  [/HAM/, 'HAMM'],
  [/([A-Z])\1/, '$1'],
  [/([LMNST])(?=[AIU]\w)/, '$1$1'],
  [/IY/, 'I'],
  [/IA/, 'IYA'],
  [/NUR/, 'NOR'],
  [/ROH/, 'RAH'],
]

/** The spelling in force until 1972. */
const OLD_SPELLINGS: readonly Rule[] = [
  [/U/, 'OE'],
  [/(?<!D)J/, 'DJ'],
  [/C(?!H)/, 'TJ'],
  [/NY/, 'NJ'],
  [/SY/, 'SJ'],
  [/Y/, 'J'],
  [/KH/, 'CH'],
]

function respell(word: string, rules: readonly Rule[], random: Random): string {
  const start = random.below(rules.length)
  for (let step = 0; step < rules.length; step++) {
    const [pattern, replacement] = rules[(start + step) % rules.length]!
    const respelt = word.replace(pattern, replacement)
    if (respelt !== word) return respelt
  }
  return word
}

/** Returns the word with one letter or pair of letters respelt. */
export function spellVariant(word: string, random: Random): string {
  return respell(word, VARIANTS, random)
}

/** Returns the word in old spelling, where it has such letters. */
export function spellOld(word: string, random: Random): string {
  return respell(word, OLD_SPELLINGS, random)
}

const KEYBOARD = 'QWERTYUIOPASDFGHJKLZXCVBNM'

/** Returns the word with one typing error: a letter lost, doubled, swapped with the next, or replaced by its neighbour key. */
export function mistype(word: string, random: Random): string {
  if (word.length < 3) return word
  const at = random.between(1, word.length - 2)
  const letter = word[at]!
  const [before, after] = [word.slice(0, at), word.slice(at + 1)]
  switch (random.below(4)) {
    case 0:
      return before + after
    case 1:
      return before + letter + letter + after
    case 2:
      return before + after[0]! + letter + after.slice(1)
    default:
      return before + (KEYBOARD[(KEYBOARD.indexOf(letter) + 1) % KEYBOARD.length] ?? letter) + after
  }
}
