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

/** What the steps of parsing note beside the tokens. */
export interface NameDraft {
  titles: string[]
  aliases: (readonly string[])[]
  sexHint: NameSex
  deceased: boolean
}

/** Takes the titles off the end, noting them; one word always stays. */
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

/** Takes the titles off the front, noting them; one word always stays. */
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

/** Takes the title that is all there is of a name; what the name is, the list does not say. */
export function takeLoneTitle(words: readonly string[], draft: NameDraft): readonly string[] {
  const [title = '', second] = words
  if (second !== undefined || !NO_NAMES.has(title)) return words
  const found = FRONT_TITLES.get(title) ?? BALINESE_MARKERS.get(title)
  if (found === undefined) return words
  draft.titles.push(found.title)
  if (draft.sexHint === '') draft.sexHint = found.sex
  return []
}

/** The title that the words begin with and how many of them it takes, when something follows it. */
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

/** A.A., I.A. and I.B. with their dots read as two initials, and are a rank only in front of a Balinese word. */
function dottedRank(letters: string, next: string): TitleWord | undefined {
  if (letters.length !== 2 || !BALINESE_WORDS.has(next)) return undefined
  return BALINESE_RANKS.get(letters)
}

/** Notes the optional tokens while another token remains to be the name; gives the index of the first that is no front title. */
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
