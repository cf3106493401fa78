import { splitJoined, splitMark, startsLikeJoined } from './joined-name.js'
import { splitDegrees } from './name-degrees.js'
import { LONGEST_NAME, nameText } from './name-text.js'
import {
  isBalinese,
  markOptional,
  type NameDraft,
  takeBackTitles,
  takeFrontTitles,
  takeLoneTitle,
} from './name-titles.js'
import {
  ABBREVIATIONS,
  ALIAS_MARKS,
  BALINESE_WORDS,
  DECEASED,
  FRONT_ABBREVIATIONS,
  type NameSex,
  NEWBORN_MARKS,
  PATRONYMICS,
  SPECIAL_WORDS,
} from './name-words.js'
import { remembered } from '../remembered.js'

/** A name taken apart. Every token is upper-case A-Z and not empty. */
export interface ParsedName {
  readonly original: string
  /** The given part: abbreviations expanded, titles and notes removed, known joined names split. */
  readonly tokens: readonly string[]
  /** Those tokens that may as well be a title, so that their absence elsewhere says nothing. */
  readonly optional: readonly string[]
  readonly titles: readonly string[]
  readonly father: readonly string[]
  readonly aliases: readonly (readonly string[])[]
  readonly deceased: boolean
  /** The mother of a child that has no name yet ("BY NY SITI"); the child's own tokens are then empty. */
  readonly newbornOf: readonly string[]
  /** What titles and patronymic say of the bearer; the first to speak is believed. */
  readonly sexHint: NameSex
  /** The text was longer than any name, and only its beginning was read. */
  readonly truncated: boolean
}

const NONE: readonly string[] = []
const NO_ALIASES: readonly (readonly string[])[] = []

/** Takes a name apart, whatever its text; never throws, and a blank name has no tokens. Reading its tokens again gives them again. */
export function parseName(original: string): ParsedName {
  return rememberedName(original)
}

const LEAST_REMEMBERED = 10_000

/** Somebody's name stands in every list, and the mother's beside each of her children. */
const rememberedName = remembered(
  (original): ParsedName => ({ original, ...(parseClean(original) ?? parseMarked(original)) }),
  LEAST_REMEMBERED,
)

type NameParts = Omit<ParsedName, 'original'>

function parseClean(original: string): NameParts | undefined {
  const tokens = cleanTokens(original)
  if (tokens === undefined) return undefined
  return {
    tokens,
    optional: NONE,
    titles: NONE,
    father: NONE,
    aliases: NO_ALIASES,
    deceased: false,
    newbornOf: NONE,
    sexHint: '',
    truncated: false,
  }
}

/** The tokens of a name of letters and single spaces in which no step of parsing finds work; most names are such. */
function cleanTokens(original: string): readonly string[] | undefined {
  if (original.length > LONGEST_NAME || !/^[A-Za-z]+(?: +[A-Za-z]+)* *$/.test(original)) return undefined
  const tokens: string[] = []
  for (const word of original.toUpperCase().split(' ')) {
    if (word === '') continue
    if (word.length === 1 || SPECIAL_WORDS.has(word) || splitMark(word) !== undefined) return undefined
    if (word.length >= 7 && startsLikeJoined(word.charCodeAt(0))) tokens.push(...splitJoined(word))
    else tokens.push(word)
  }
  return tokens
}

function parseMarked(original: string): NameParts {
  const { text, degrees } = splitDegrees(nameText(original))
  const draft: NameDraft = { titles: [], aliases: [], sexHint: '', deceased: false }
  const words = takeAliases(takeDeceased(wordsOf(text), draft), draft)
  const { own, mother } = takeMother(words)
  const [given, father, fatherSex] = takeFather(own)
  const optional: string[] = []
  const tokens = mother === undefined ? readGiven(given, draft, optional) : NONE
  if (draft.sexHint === '') draft.sexHint = fatherSex
  return {
    tokens,
    optional,
    titles: [...draft.titles, ...degrees],
    father: readPlain(father),
    aliases: draft.aliases,
    deceased: draft.deceased,
    newbornOf: mother === undefined ? NONE : readPlain(mother),
    sexHint: draft.sexHint,
    truncated: original.length > LONGEST_NAME,
  }
}

/** Words of A-Z; a dot ends a word, and stays only on "B." and "AL.", which are marks with it and names without. */
function wordsOf(text: string): string[] {
  const words = Array.from(text.matchAll(/\b(?:B|AL)\.(?= *[A-Z])|[A-Z]+|[()/@]/g), (found) => found[0])
  return words.flatMap((word) => splitMark(word) ?? [word])
}

function takeDeceased(words: readonly string[], draft: NameDraft): readonly string[] {
  const living = words.filter((word) => !DECEASED.has(word))
  draft.deceased = living.length < words.length
  return living
}

/** An alias runs from its mark to the closing bracket, the next mark or the end. */
function takeAliases(words: readonly string[], draft: NameDraft): readonly string[] {
  const own: string[] = []
  let into = own
  const aliases: string[][] = []
  for (const word of words) {
    if (word === ')') into = own
    else if (ALIAS_MARKS.has(word)) aliases.push((into = []))
    else into.push(word)
  }
  draft.aliases.push(...aliases.map(readPlain).filter((alias) => alias.length > 0))
  return own
}

/** The words before and behind the mark of a newborn; undefined behind it when there is none. */
function takeMother(words: readonly string[]): { own: readonly string[]; mother: readonly string[] | undefined } {
  const at = words.findIndex((word) => NEWBORN_MARKS.has(word))
  return at < 0 ? { own: words, mother: undefined } : { own: words.slice(0, at), mother: words.slice(at + 1) }
}

function takeFather(words: readonly string[]): [given: readonly string[], father: readonly string[], sex: NameSex] {
  const at = words.findIndex((word, index) => isPatronymic(words, word, index))
  if (at < 0) return [words, NONE, '']
  return [words.slice(0, at), words.slice(at + 1), PATRONYMICS.get(words[at] ?? '') ?? '']
}

/** B. and Ak are initials at the edges of a name; Bin and Binti are never anything but marks. */
function isPatronymic(words: readonly string[], word: string, at: number): boolean {
  if (!PATRONYMICS.has(word)) return false
  if (word !== 'B.' && word !== 'AK' && word !== 'ANAK') return true
  return at > 0 && at + 1 < words.length
}

function readPlain(words: readonly string[]): readonly string[] {
  const names = words.filter((word) => !PATRONYMICS.has(word))
  return readGiven(names, { titles: [], aliases: [], sexHint: '', deceased: false }, [])
}

/** Steps 3, 5 and 6 on the given part: titles at both ends, abbreviations, words joined or split. */
function readGiven(words: readonly string[], draft: NameDraft, optional: string[]): readonly string[] {
  const bare = words.map((word) => (word.endsWith('.') ? word.slice(0, -1) : word))
  const untitled = takeLoneTitle(takeFrontTitles(takeBackTitles(bare, draft), draft), draft)
  const balinese = isBalinese(draft.titles)
  const names = untitled.map(
    (word) => (balinese ? BALINESE_WORDS.get(word) : undefined) ?? ABBREVIATIONS.get(word) ?? word,
  )
  const first = markOptional(names, draft, optional)
  const expanded = FRONT_ABBREVIATIONS.get(names[first] ?? '')
  if (expanded !== undefined && first + 1 < names.length) names[first] = expanded
  return joinArticles(names).flatMap(splitJoined)
}

/** The Arabic article and Abdul before a sun letter are written apart or joined: AL FATIH is ALFATIH, ABDUR RAHMAN is ABDUL RAHMAN. */
function joinArticles(names: readonly string[]): readonly string[] {
  const joined: string[] = []
  // From the end, so that a joined word is whole before the article in front of it is looked at.
  for (const name of names.toReversed()) {
    const next = joined.at(-1) ?? ''
    if (isSunAbdul(name, next)) joined.push('ABDUL')
    else if (isArticle(name, next)) joined.splice(-1, 1, name + next)
    else joined.push(name)
  }
  return joined.reverse()
}

function isSunAbdul(name: string, next: string): boolean {
  return /^ABDU[RSNTDZ]$/.test(name) && next.startsWith(name.slice(-1))
}

function isArticle(name: string, next: string): boolean {
  if (next.length < 3 || SPECIAL_WORDS.has(next) || SPECIAL_WORDS.has(name + next)) return false
  if (name === 'AL' || name === 'EL') return true
  return /^A(?:[RSZNDT]|SY)$/.test(name) && next.startsWith(name.slice(1))
}
