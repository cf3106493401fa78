const LEAST_DISTINCT = 6
const SHORTEST_RUN = 3

/** What people choose first, in English and Indonesian. */
const WORDS = [
  'administrator',
  'password',
  'passphrase',
  'passwd',
  'changeme',
  'change',
  'default',
  'example',
  'contoh',
  'rahasia',
  'sandi',
  'kunci',
  'secret',
  'letmein',
  'welcome',
  'selamat',
  'indonesia',
  'admin',
  'padan',
  'token',
  'super',
  'user',
  'root',
  'test',
  'demo',
  'pass',
  'key',
  'api',
  'me',
  'my',
  'the',
]
/** Signs that stand for letters. */
const LETTERS: Readonly<Record<string, string>> = {
  '0': 'o',
  '1': 'i',
  '3': 'e',
  '4': 'a',
  '5': 's',
  '7': 't',
  '@': 'a',
  $: 's',
}
const ROWS = ['1234567890-=', 'qwertyuiop[]', 'asdfghjkl;', 'zxcvbnm,./']

/**
 * Whether a key is one that is guessed early: few different characters, one piece again and again, a row of the alphabet or the
 * keyboard, or well-known words with little else.
 */
export function isWeakKey(key: string): boolean {
  const lower = key.toLowerCase()
  if (periodOf(lower) <= lower.length / 2) return true
  const lettered = Array.from(lower, (sign) => LETTERS[sign] ?? sign).join('')
  return [lower, lettered].some((text) => new Set(withoutRuns(withoutWords(text))).size < LEAST_DISTINCT)
}

/** The length of the piece that a text repeats; its whole length if none. */
function periodOf(text: string): number {
  for (let period = 1; period < text.length; period += 1) if (text.startsWith(text.slice(period))) return period
  return text.length
}

function withoutWords(text: string): string {
  return WORDS.reduce((rest, word) => rest.replaceAll(word, ''), text)
}

/** Leaves the signs that do not stand in a run such as `abc`, `321`, `aaa` or `qwe`. */
function withoutRuns(text: string): readonly string[] {
  const signs = Array.from(text)
  const kept: string[] = []
  let begin = 0
  for (let at = 1; at <= signs.length; at += 1) {
    if (at < signs.length && isStep(signs, at) && (at - begin < 2 || stepAt(signs, at) === stepAt(signs, at - 1)))
      continue
    if (at - begin < SHORTEST_RUN) kept.push(...signs.slice(begin, at))
    begin = at
  }
  return kept
}

function isStep(signs: readonly string[], at: number): boolean {
  return Math.abs(stepAt(signs, at)) <= 1
}

/** How far a sign stands from the one before it: on a row of the keyboard, otherwise in the alphabet. */
function stepAt(signs: readonly string[], at: number): number {
  const [before = '', sign = ''] = [signs[at - 1], signs[at]]
  const row = ROWS.find((keys) => keys.includes(before) && keys.includes(sign))
  const onRow = row === undefined ? 2 : row.indexOf(sign) - row.indexOf(before)
  if (Math.abs(onRow) <= 1) return onRow
  return (sign.codePointAt(0) ?? 0) - (before.codePointAt(0) ?? 0)
}
