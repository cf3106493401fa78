import type { Random } from '../population/random.js'

type Rule = readonly [pattern: RegExp, replacement: string]

/** Spellings of one Arabic word; none makes a man's name a woman's. */
const ARABIC: readonly Rule[] = [
  [/DZ/, 'Z'],
  [/DH/, 'D'],
  [/TH/, 'T'],
  [/SH(?=[AIOU])/, 'S'],
  [/SY/, 'S'],
  [/Q/, 'K'],
  [/K(?=[AO])/, 'Q'],
  [/KH/, 'H'],
  [/KH/, 'CH'],
  [/GH/, 'G'],
  [/F/, 'P'],
  [/Z/, 'J'],
  [/AI/, 'AE'],
  [/UDD/, 'UD'],
  [/IYAH$/, 'IAH'],
  [/IAH$/, 'IYAH'],
  [/O(?=[HL])/, 'A'],
  [/(?<=R)A(?=[HFS])/, 'O'],
  [/'/, ''],
  [/([LMNS])\1/, '$1'],
]

/** What a listener writes who does not know the name. */
const PHONETIC: readonly Rule[] = [
  [/E(?=[A-Z])/, 'I'],
  [/I(?=[^AIUEO][AIUEO])/, 'E'],
  [/O(?=[A-Z])/, 'U'],
  [/U(?=[^AIUEO][AIUEO])/, 'O'],
  [/^H(?=[AIUEO])/, ''],
  [/Y(?=[AIUEO])/, 'I'],
  [/^Y/, 'I'],
  [/F/, 'P'],
  [/V/, 'P'],
  [/T$/, 'D'],
  [/R(?=[AIUEO])/, 'RR'],
  [/NG$/, 'N'],
]

function respell(word: string, rules: readonly Rule[], random: Random): string {
  const start = random.below(rules.length)
  for (let step = 0; step < rules.length; step++) {
    const [pattern, replacement] = rules[(start + step) % rules.length]!
    const respelt = word.replace(pattern, replacement)
    if (respelt !== word && respelt.length > 1) return respelt
  }
  return word
}

/** Returns the word in another spelling of its Arabic sounds. */
export function respellArabic(word: string, random: Random): string {
  return respell(word, ARABIC, random)
}

/** Returns the word as it was heard. */
export function respellHeard(word: string, random: Random): string {
  return respell(word, PHONETIC, random)
}

/** The last two syllables of a longer word, by which people are called. */
export function nicknameOf(word: string): string {
  const short = /(?:^|[^AIUEO])[AIUEO]+[^AIUEO]+[AIUEO]+[^AIUEO]*$/.exec(word)?.[0] ?? word
  return short.length >= 3 && short.length < word.length ? short : word
}
