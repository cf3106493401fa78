import type { Random } from '../population/random.js'

/** What a reader of scanned pages takes digits for. */
const MISREAD_DIGITS: Readonly<Record<string, readonly string[]>> = {
  '0': ['O', 'O', 'O', 'D', '8'],
  '1': ['I', 'I', 'l', 'l', '7'],
  '2': ['Z', 'Z', 'Z'],
  '5': ['S', 'S', 'S', 'S', '6'],
  '6': ['G', 'G', 'b', '8'],
  '8': ['B', 'B', 'B', '3'],
}

/** What it takes letters for. */
const MISREAD_LETTERS: readonly (readonly [string, string])[] = [
  ['M', 'RN'],
  ['RN', 'M'],
  ['O', '0'],
  ['I', '1'],
  ['I', 'l'],
  ['S', '5'],
  ['B', '8'],
  ['H', 'N'],
  ['U', 'V'],
  ['Z', '2'],
]

/** Returns the text with one digit misread; a text without digits stays as it is. */
export function misreadDigit(text: string, random: Random): string {
  const places = text.split('').flatMap((letter, at) => (MISREAD_DIGITS[letter] === undefined ? [] : [at]))
  if (places.length === 0) return text
  const at = random.pick(places)
  return text.slice(0, at) + random.pick(MISREAD_DIGITS[text[at]!]!) + text.slice(at + 1)
}

/** Returns the text with one letter, or pair of letters, misread; a text without such letters stays as it is. */
export function misreadLetter(text: string, random: Random): string {
  const start = random.below(MISREAD_LETTERS.length)
  for (let step = 0; step < MISREAD_LETTERS.length; step++) {
    const [from, to] = MISREAD_LETTERS[(start + step) % MISREAD_LETTERS.length]!
    const at = text.lastIndexOf(from)
    if (at >= 0) return text.slice(0, at) + to + text.slice(at + from.length)
  }
  return text
}

/** Returns the text as one that was written in UTF-8 and read as Windows-1252: a typographic apostrophe is three letters. */
export function misencode(text: string): string {
  return text.replaceAll("'", 'â€™')
}
