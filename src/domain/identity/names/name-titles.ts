import {
  BACK_TITLES,
  BALINESE_MARKERS,
  BALINESE_RANKS,
  BALINESE_WORDS,
  FRONT_PHRASES,
  FRONT_TITLES,
  type NameSex,
  NO_NAMES,
  OPTIONAL_FRONT,
  OPTIONAL_LATER,
  type TitleWord,
} from './name-words.js'

/** Results of the parsing steps besides the tokens. */
export interface NameDraft {
  titles: string[]
  aliases: (readonly string[])[]
  sexHint: NameSex
  deceased: boolean
}

/** Removes titles from the end and records them; one word always remains. */
export function takeBackTitles(words: readonly string[], draft: NameDraft): readonly string[] {
  let end = words.length
  for (; end > 1; end--) {
    const found = BACK_TITLES.get(words[end - 1] ?? '')
    if (found === undefined) break
    draft.titles.push(found.title)
    if (draft.sexHint === '') draft.sexHint = found.sex
  }
  return words.slice(0, end)
}

/** Removes titles from the front and records them; one word always remains. */
export function takeFrontTitles(words: readonly string[], draft: NameDraft): readonly string[] {
  const front: string[] = []
  let rest = words
  for (let found = titleBefore(rest); found !== undefined; found = titleBefore(rest)) {
    front.push(found.word.title)
    if (draft.sexHint === '') draft.sexHint = found.word.sex
    rest = rest.slice(found.length)
  }
  draft.titles.unshift(...front)
  return rest
}

/** Removes a title that is the only word: the name itself is then unknown. */
export function takeLoneTitle(words: readonly string[], draft: NameDraft): readonly string[] {
  const [title = '', second] = words
  if (second !== undefined || !NO_NAMES.has(title)) return words
  const found = FRONT_TITLES.get(title) ?? BALINESE_MARKERS.get(title)
  if (found === undefined) return words
  draft.titles.push(found.title)
  if (draft.sexHint === '') draft.sexHint = found.sex
  return []
}

/** Returns the title at the beginning of the words and its length in words, if another word follows it. */
function titleBefore(words: readonly string[]): { word: TitleWord; length: number } | undefined {
  const [first = '', second, third] = words
  if (second === undefined) return undefined
  if (third !== undefined) {
    const phrase = FRONT_PHRASES.get(`${first} ${second}`) ?? dottedRank(first + second, third)
    if (phrase !== undefined) return { word: phrase, length: 2 }
  }
  const word = (BALINESE_WORDS.has(second) ? BALINESE_MARKERS.get(first) : undefined) ?? FRONT_TITLES.get(first)
  return word && { word, length: 1 }
}

/** A.A., I.A. and I.B. with dots look like two initials; they are a rank only before a Balinese word. */
function dottedRank(letters: string, next: string): TitleWord | undefined {
  if (letters.length !== 2 || !BALINESE_WORDS.has(next)) return undefined
  return BALINESE_RANKS.get(letters)
}

/**
 * Records the optional tokens, as long as another token remains as the name. Returns the index of the first token that
 * is no front title.
 */
export function markOptional(names: readonly string[], draft: NameDraft, optional: string[]): number {
  let first = 0
  while (first + 1 < names.length) {
    const sex = OPTIONAL_FRONT.get(names[first] ?? '')
    if (sex === undefined) break
    optional.push(names[first] ?? '')
    if (draft.sexHint === '') draft.sexHint = sex
    first++
  }
  for (const name of names.slice(first + 1)) if (OPTIONAL_LATER.has(name)) optional.push(name)
  return first
}

const BALINESE_TITLES: ReadonlySet<string> = new Set([
  'I',
  'NI',
  'IDA BAGUS',
  'IDA AYU',
  'ANAK AGUNG',
  'DESAK',
  'SAGUNG',
])

/** Whether the titles show a Balinese name, in which MD is Made and not Muhammad. */
export function isBalinese(titles: readonly string[]): boolean {
  return titles.some((title) => BALINESE_TITLES.has(title))
}
