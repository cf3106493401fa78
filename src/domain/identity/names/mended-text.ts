/** What a text can hold that its bytes show to be damage: letters beyond ASCII, an entity, a sign for a lost letter. */
const MAY_BE_DAMAGED = /[^\x20-\x7e]|[&?]/
/** Damage can be done twice: `Ã¢â‚¬â„¢` is `â€™` read wrongly again. A third round has not been seen. */
const MOST_ROUNDS = 3

/** The letters of Windows-1252 from byte 0x80; five bytes have none and stay control characters. */
const WINDOWS_1252 = '€\x81‚ƒ„…†‡ˆ‰Š‹Œ\x8dŽ\x8f\x90‘’“”•–—˜™š›œ\x9džŸ'
const FIRST_HIGH_BYTE = 0x80
const BYTE_OF_LETTER: ReadonlyMap<string, number> = new Map(
  Array.from(WINDOWS_1252, (letter, at) => [letter, FIRST_HIGH_BYTE + at]),
)
/** A letter that can stand for a further byte of UTF-8. */
const FURTHER = '[\u0080-\u00bf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]'
/** Accented letters, the modifier apostrophe and punctuation: what names lose. Other bytes are left to real letters. */
const UTF_8_LETTERS = new RegExp(`[ÂÃ]${FURTHER}|Ê[»-¿]|â${FURTHER}{2}`, 'g')
const CONTROL = /[\u0080-\u009f]/g
/** A program wrote the damaged text in capitals or small letters before passing it on. */
const CAPITAL_LEAD = new RegExp(`Â(?=[\\u0080€‚„]${FURTHER})`, 'g')
const SMALL_LEAD = /ã(?=[\u0080-\u00bf])/g
/** A quotation mark whose last byte was lost, and one read in the code pages of DOS and of the Macintosh. */
const BROKEN_QUOTE = /[âÂ]€|[ΓÔ]Ç[Öÿ]|‚Ä[òô]/g
/** What is left of a space without a break once a program has turned its second byte into an ordinary one. */
const LONE_LEAD = /Â(?=\s|$)/g

const ENTITY = /&(?:#(\d{1,6})(?!\d)|#x([\da-f]{1,5})(?![\da-f])|([a-z]{2,6}));?/gi
const NAMED: ReadonlyMap<string, string> = new Map([
  ['amp', '&'],
  ['apos', "'"],
  ['quot', '"'],
  ['lsquo', '‘'],
  ['rsquo', '’'],
  ['nbsp', ' '],
  ['lt', '<'],
  ['gt', '>'],
])
const LAST_CODE_POINT = 0x10ffff

/** One lost letter beside a vowel within a word: the hamzah of MA'RUF, MAS'UD. Other letters are seldom lost. */
const LOST_APOSTROPHE = /(?<=[AEIOU])(?:\?{1,3}|\ufffd{1,3})(?=\p{L})|(?<=\p{L})(?:\?{1,3}|\ufffd{1,3})(?=[AEIOU])/giu

/**
 * Returns a text of a name as it was before programs damaged it: UTF-8 read as Windows-1252, once or twice, HTML entities,
 * and a `?` for an apostrophe within a word. Text whose bytes do not show such damage is returned as it is.
 */
export function mendText(original: string): string {
  if (!MAY_BE_DAMAGED.test(original)) return original
  let text = original
  for (let round = 0; round < MOST_ROUNDS; round += 1) {
    const mended = mendOnce(text)
    if (mended === text) break
    text = mended
  }
  return text.replace(LONE_LEAD, '').replace(LOST_APOSTROPHE, "'")
}

function mendOnce(text: string): string {
  return text
    .replace(ENTITY, readEntity)
    .replace(CAPITAL_LEAD, 'â')
    .replace(SMALL_LEAD, 'Ã')
    .replace(UTF_8_LETTERS, decoded)
    .replace(BROKEN_QUOTE, '’')
    .replace(CONTROL, (letter) => WINDOWS_1252.charAt(letter.charCodeAt(0) - FIRST_HIGH_BYTE))
}

function readEntity(entity: string, decimal?: string, hexadecimal?: string, name?: string): string {
  if (name !== undefined) return NAMED.get(name.toLowerCase()) ?? entity
  const code = decimal === undefined ? Number.parseInt(hexadecimal ?? '', 16) : Number(decimal)
  return code >= 0x20 && code <= LAST_CODE_POINT ? String.fromCodePoint(code) : entity
}

const UTF_8 = new TextDecoder('utf-8', { fatal: true })

function decoded(letters: string): string {
  const bytes = Uint8Array.from(letters, (letter) => BYTE_OF_LETTER.get(letter) ?? letter.charCodeAt(0))
  try {
    return UTF_8.decode(bytes)
  } catch {
    return letters
  }
}
