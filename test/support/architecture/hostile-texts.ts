/** A text of any length that a pattern may be slow on. */
export interface HostileText {
  readonly words: string
  /** Whether it is one unit again and again from its beginning. */
  readonly isPlain: boolean
  readonly make: (length: number) => string
}

/** What a class may stand for, one of each kind that other classes overlap with. */
const OF_CLASS: Readonly<Record<string, readonly string[]>> = {
  d: ['0', '7'],
  D: ['x', ' '],
  s: [' ', '\t', '\n'],
  S: ['x'],
  w: ['a', '0', '_'],
  W: [' ', '-'],
  p: ['A', 'é', '\u0301'],
  P: [' ', '-'],
}
const CONTROLS: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', f: '\f', v: '\v', '0': '\0' }
/** Spaces, separators, signs, letters and digits: whatever the pattern, senders can send them. */
const ALWAYS = [' ', '\t', '\n', 'A', 'a', '0', '9', '-', '.', ',', '"', '\\', '(', "'", '<', '&']
/** Characters with which few patterns end, so that one that has read all before fails at the last moment. */
const ENDINGS = ['', '!', '\u0001x', '\n-', '0']
const MOST_PAIRS = 200

/** Texts made of a pattern's own alphabet: its characters, classes and words, alone, in pairs, and behind its beginning. */
export function hostileTexts({ source }: RegExp): readonly HostileText[] {
  const own = alphabetOf(source)
  const words = source.match(/[A-Za-z]{2,}/g) ?? []
  const starts = ['', ...new Set([...words, ...own].slice(0, 8)), ...startsOf(words, own)]
  const units = new Set([...own, ...ALWAYS, ...words])
  const texts = [...units].flatMap((unit) =>
    starts.flatMap((start) => ENDINGS.map((ending) => repeated({ start, unit, ending }))),
  )
  return [...texts, ...pairsOf([...new Set([...own, ' ', 'A', '0'])], words)]
}

/** A word and a sign of the pattern, as where the slow part stands behind both: `NIP:`, `0.`. */
function startsOf(words: readonly string[], own: readonly string[]): readonly string[] {
  const signs = own.filter((sign) => !/[A-Za-z0-9]/.test(sign)).slice(0, 4)
  return [...words.slice(0, 2), '0'].flatMap((word) => signs.map((sign) => word + sign))
}

function pairsOf(own: readonly string[], words: readonly string[]): readonly HostileText[] {
  const parts = [...own, ...words.slice(0, 10)]
  const pairs = parts.flatMap((first) => own.filter((second) => second !== first).map((second) => first + second))
  const step = Math.max(1, Math.floor(pairs.length / MOST_PAIRS))
  const chosen = pairs.filter((_, at) => at % step === 0)
  return chosen.flatMap((unit) =>
    ['', '!', '\n-'].map((ending) => ({ ...repeated({ start: '', unit, ending }), isPlain: false })),
  )
}

function repeated({ start, unit, ending }: Readonly<Record<'start' | 'unit' | 'ending', string>>): HostileText {
  return {
    words: JSON.stringify({ start, unit, ending }),
    isPlain: start === '',
    make: (length) => start + unit.repeat(Math.ceil(length / unit.length)) + ending,
  }
}

/** One character for each literal, class and escape of a pattern. */
function alphabetOf(source: string): readonly string[] {
  const found = new Set<string>()
  for (let at = 0; at < source.length; at++) {
    const sign = source.charAt(at)
    if (sign !== '\\') {
      if (!'^$|()[]{}?*+'.includes(sign)) found.add(sign === '.' ? 'x' : sign)
      continue
    }
    at++
    const escaped = source.charAt(at)
    const code = /^(?:u([\da-f]{4})|x([\da-f]{2}))/i.exec(source.slice(at))
    if (code !== null) {
      found.add(String.fromCharCode(Number.parseInt(code[1] ?? code[2] ?? '', 16)))
      at += code[0].length - 1
    } else if (Object.hasOwn(OF_CLASS, escaped)) for (const member of OF_CLASS[escaped] ?? []) found.add(member)
    else if (!/[bBk1-9]/.test(escaped)) found.add(CONTROLS[escaped] ?? escaped)
  }
  return [...found]
}
