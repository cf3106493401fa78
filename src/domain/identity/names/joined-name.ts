import { SPECIAL_WORDS } from './name-words.js'

/** Endings that form one name with the part before them: Nuryanto, Sriwati and Trisnawati are not two names each. */
const DERIVED_ENDING =
  /^(?:[YW]?AN(?:TO|TI|A|I)?|[YW]?AT(?:I|UN|NO|MI)|YON?O|[YW]?ADI|[IY].?[AEIOU].*|ONO|ASIH|WATI|NATUN|UN|UL.*|UD.*)$/

interface JoinedPrefix {
  prefix: string
  /** What may follow the prefix to be a second name. */
  rest: RegExp
}

/**
 * A second name may begin with two consonants only if they can open a syllable, unlike those in Sitinjak and
 * Trisnawati.
 */
const PREFIXES: readonly JoinedPrefix[] = [
  { prefix: 'NURUL', rest: /^[^L].{3}/ },
  { prefix: 'NUR', rest: /^.{4}/ },
  { prefix: 'NOOR', rest: /^.{4}/ },
  { prefix: 'NOR', rest: /^.{4}/ },
  { prefix: 'NOER', rest: /^.{4}/ },
  { prefix: 'SITI', rest: /^(?:[^AEIOUN]|N[AEIOUY])..+/ },
  { prefix: 'SRI', rest: /^[^AEIOUY].{4}/ },
  { prefix: 'EKA', rest: /^[^AEIOU].{3}/ },
  { prefix: 'DWI', rest: /^[^EIOUY].{4}/ },
  { prefix: 'TRI', rest: /^(?:[^AEIOUYS]|S[AEIOUY]).{4}/ },
  { prefix: 'MUHAMMAD', rest: /^.{4}/ },
  { prefix: 'MUHAMAD', rest: /^.{4}/ },
  { prefix: 'MOHAMMAD', rest: /^.{4}/ },
  { prefix: 'MOHAMAD', rest: /^.{4}/ },
]

/** Abdul before a sun letter: Abdurrahman, Abdurahman, Abdussalam, Abdul Rahman; but Abdullah is one word. */
const SUN_ABDUL = /^ABDU([RSNTDZ])\1?([A-Z]{3,})$/
const MOON_ABDUL = /^ABDUL(?!L?[AO]H)([A-Z]{3,})$/

/**
 * A title or abbreviation written together with the name. The short ones are followed by consonants with which no name
 * begins. MSY is excluded where the word is M. and a name in Sy- (MSYARIF).
 */
const JOINED_MARKS: readonly RegExp[] = [
  /^(HJ|KGS|KMS|MGS|TGK|DRS|MHD|MUHD|MOHD|NYAYU|MASAYU|MASAGUS|KIAGUS|KEMAS|DESAK)([A-Z]{3,})$/,
  /^(MSY)((?!A[FHIKMRW]|AU[KQ]|E|U)[A-Z]{3,})$/,
  /^(ABD)([BFGKMNPQRSTWZ][A-Z]{3,})$/,
  /^(ST)([BDFGKLMNPW][A-Z]{2,})$/,
]
const MAY_BEGIN_WITH_MARK = /^(?:HJ|K[GMIE]|M[GSHUOA]|TG|DRS|NYA|DES|ABD|ST)[A-Z]{4}/

/** Splits a word into title or abbreviation and name (MSYHARINAH, STLELA); undefined if it is not both. */
export function splitMark(word: string): readonly [mark: string, name: string] | undefined {
  if (!MAY_BEGIN_WITH_MARK.test(word)) return undefined
  for (const pattern of JOINED_MARKS) {
    const [, mark = '', name] = pattern.exec(word) ?? []
    if (name !== undefined) return [mark === 'ST' ? 'SITI' : mark, name]
  }
  return undefined
}

const SHORTEST_JOINED = 7

/** Splits a name written together with a well-known first name (NURHAYATI, ABDURRAHMAN). */
export function splitJoined(token: string): readonly string[] {
  if (token.length < SHORTEST_JOINED || !startsLikeJoined(token.charCodeAt(0))) return [token]
  if (token.startsWith('ABDU')) return splitAbdul(token)
  for (const { prefix, rest } of PREFIXES) {
    if (!token.startsWith(prefix)) continue
    const second = token.slice(prefix.length)
    if (!rest.test(second) || DERIVED_ENDING.test(second) || SPECIAL_WORDS.has(second)) continue
    return [prefix, ...splitJoined(second)]
  }
  return [token]
}

/** Whether a token begins with the first letter of a joined prefix: A, D, E, M, N, S or T. */
export function startsLikeJoined(code: number): boolean {
  return code === 65 || code === 68 || code === 69 || code === 77 || code === 78 || code === 83 || code === 84
}

function splitAbdul(token: string): readonly string[] {
  const second = MOON_ABDUL.exec(token)?.[1] ?? SUN_ABDUL.exec(token)?.slice(1).join('')
  return second === undefined || SPECIAL_WORDS.has(second) ? [token] : ['ABDUL', second]
}
