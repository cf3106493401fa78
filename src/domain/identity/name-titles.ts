import {
  BACK_TITLES,
  BALINESE_MARKERS,
  BALINESE_WORDS,
  FRONT_PHRASES,
  FRONT_TITLES,
  type NameSex,
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
  let at = 0
  const front: string[] = []
  while (at + 1 < words.length) {
    const word = words[at] ?? ''
    const next = words[at + 1] ?? ''
    const phrase = at + 2 < words.length ? FRONT_PHRASES.get(`${word} ${next}`) : undefined
    const found = phrase ?? markerBefore(next, word) ?? FRONT_TITLES.get(word)
    if (found === undefined) break
    front.push(found.title)
    if (draft.sexHint === '') draft.sexHint = found.sex
    at += phrase === undefined ? 1 : 2
  }
  draft.titles.unshift(...front)
  return words.slice(at)
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

function markerBefore(next: string, word: string): TitleWord | undefined {
  return BALINESE_WORDS.has(next) ? BALINESE_MARKERS.get(word) : undefined
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
