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
import { cachedByText } from '../cached-by-text.js'

/** A parsed name. Every token is upper-case A-Z and not empty. */
export interface ParsedName {
  readonly original: string
  /** The given name: abbreviations expanded, titles and notes removed, known joined names split. */
  readonly tokens: readonly string[]
  /** Tokens that may also be a title, so their absence in another record says nothing. */
  readonly optional: readonly string[]
  readonly titles: readonly string[]
  readonly father: readonly string[]
  readonly aliases: readonly (readonly string[])[]
  readonly deceased: boolean
  /** The mother of a child without a name yet ("BY NY SITI"); `tokens` is then empty. */
  readonly newbornOf: readonly string[]
  /** The sex shown by titles and patronymic; the first one found counts. */
  readonly sexHint: NameSex
  /** Whether the text was longer than any name and only its beginning was parsed. */
  readonly truncated: boolean
}

const ON_BEHALF_OF = 'QQ'
const NONE: readonly string[] = []
const NO_ALIASES: readonly (readonly string[])[] = []

/** Parses a name. Never throws; a blank name has no tokens. Parsing the tokens again returns the same tokens. */
export function parseName(original: string): ParsedName {
  return cachedName(original)
}

const LEAST_CACHED = 10_000

/** Cached, because a person's name is in every source, and the mother's name in the record of each child. */
const cachedName = cachedByText(
  (original): ParsedName => ({ original, ...(parseClean(original) ?? parseMarked(original)) }),
  LEAST_CACHED,
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

/** Returns the tokens of a name of letters and single spaces on which no parsing step acts, as for most names. */
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

/**
 * Splits into words of A-Z. A dot ends a word and is kept only in "B." and "AL.", which are marks with the dot and
 * names without.
 */
function wordsOf(text: string): string[] {
  const words = Array.from(text.matchAll(/\b(?:B|AL)\.(?= *[A-Z])|[A-Z]+|[()/@]/g), (found) => found[0])
  return words.flatMap((word) => splitMark(word) ?? [word])
}

function takeDeceased(words: readonly string[], draft: NameDraft): readonly string[] {
  const living = words.filter((word) => !DECEASED.has(word))
  draft.deceased = living.length < words.length
  return living
}

/**
 * An alias runs from its mark to the closing bracket, the next mark or the end. What follows QQ is the name of another
 * person: this one only receives the money.
 */
function takeAliases(words: readonly string[], draft: NameDraft): readonly string[] {
  const own: string[] = []
  let into = own
  const aliases: string[][] = []
  for (const word of words) {
    if (word === ')') into = own
    else if (word === ON_BEHALF_OF) into = []
    else if (ALIAS_MARKS.has(word)) aliases.push((into = []))
    else into.push(word)
  }
  draft.aliases.push(...aliases.map(readPlain).filter((alias) => alias.length > 0))
  return own
}

/** Splits the words at the mark of a newborn; `mother` is undefined without a mark. */
function takeMother(words: readonly string[]): { own: readonly string[]; mother: readonly string[] | undefined } {
  const at = words.findIndex((word) => NEWBORN_MARKS.has(word))
  return at < 0 ? { own: words, mother: undefined } : { own: words.slice(0, at), mother: words.slice(at + 1) }
}

function takeFather(words: readonly string[]): [given: readonly string[], father: readonly string[], sex: NameSex] {
  const at = words.findIndex((word, index) => isPatronymic(words, word, index))
  if (at < 0) return [words, NONE, '']
  return [words.slice(0, at), words.slice(at + 1), PATRONYMICS.get(words[at] ?? '') ?? '']
}

/** B. and Ak are initials at the edges of a name; Bin and Binti are always marks. */
function isPatronymic(words: readonly string[], word: string, at: number): boolean {
  if (!PATRONYMICS.has(word)) return false
  if (word !== 'B.' && word !== 'AK' && word !== 'ANAK') return true
  return at > 0 && at + 1 < words.length
}

function readPlain(words: readonly string[]): readonly string[] {
  const names = words.filter((word) => !PATRONYMICS.has(word))
  return readGiven(names, { titles: [], aliases: [], sexHint: '', deceased: false }, [])
}

/** Reads the given name: removes titles at both ends, expands abbreviations, joins and splits words. */
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

/**
 * Joins an Arabic article to its name (AL FATIH becomes ALFATIH); Abdul before a sun letter becomes a word of its own
 * (ABDUR RAHMAN becomes ABDUL RAHMAN).
 */
function joinArticles(names: readonly string[]): readonly string[] {
  const joined: string[] = []
  // From the end, so that a joined word is complete before the article in front of it is examined.
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
