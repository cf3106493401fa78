import t from 'tap'
import { type HostileText, hostileTexts } from '../support/architecture/hostile-texts.js'
import { findPatterns, patternsIn, type SourcePattern } from '../support/architecture/patterns.js'

const LENGTH = 20_000
/** Lengths that rise slowly, so that a pattern of exponential time is found before it stops the test. */
const SHORT_LENGTHS = [24, 40, 64, 110, 300, 900]
/** At this length a quadratic pattern takes milliseconds, a linear one some hundredths: all others are tried no longer. */
const SIEVE_LENGTH = 2500
const SIEVE_MS = 0.25
/** A time in which any linear pattern reads its text, whatever else the machine does. */
const FLOOR_MS = 6
/** Twice the length takes twice the time; of quadratic patterns four times. */
const MOST_GROWTH = 3
const REPETITIONS = 3

/** Patterns that only a running program knows, by file and line: there are none. */
const REGISTERED: readonly string[] = []

/** Time of the processor, since the clock also counts other processes. */
function timeOf(pattern: RegExp, text: string): number {
  const start = process.cpuUsage()
  text.replace(pattern, '')
  return process.cpuUsage(start).user / 1000
}

function fastest(pattern: RegExp, text: string): number {
  return Math.min(...Array.from({ length: REPETITIONS }, () => timeOf(pattern, text)))
}

/** Whether the time of a pattern grows faster than its text. */
function isSlow(pattern: RegExp, { make, isPlain }: HostileText): boolean {
  for (const length of SHORT_LENGTHS)
    if (timeOf(pattern, make(length)) > FLOOR_MS * 4 && fastest(pattern, make(length)) > FLOOR_MS) return true
  if (!isPlain && timeOf(pattern, make(SIEVE_LENGTH)) < SIEVE_MS) return false
  const whole = make(LENGTH)
  if (timeOf(pattern, whole) < FLOOR_MS || fastest(pattern, whole) < FLOOR_MS) return false
  return fastest(pattern, whole) > MOST_GROWTH * fastest(pattern, make(LENGTH / 2))
}

/** A pattern of `split` and `matchAll` goes on behind its first match, so each is also tried everywhere. */
function everywhere({ source, flags }: RegExp): RegExp {
  return new RegExp(source, flags.includes('g') ? flags : `${flags}g`)
}

function slowTextOf(pattern: RegExp): string | undefined {
  return hostileTexts(pattern).find((text) => isSlow(everywhere(pattern), text))?.words
}

function slowPatterns(patterns: readonly SourcePattern[]): readonly string[] {
  const distinct = new Map(patterns.map((found) => [String(found.pattern), found]))
  return [...distinct.values()].flatMap(({ place, pattern }) => {
    const words = slowTextOf(pattern)
    return words === undefined ? [] : [`${place} ${pattern.source} on ${words}`]
  })
}

t.test('No pattern of the source takes more than linear time', (t) => {
  const { patterns, unread } = findPatterns('src')
  t.strictSame(unread, REGISTERED, 'Every pattern is a constant')
  t.ok(patterns.length > 300, 'The patterns are found')
  t.strictSame(slowPatterns(patterns), [])
  t.end()
})

t.test('Slow patterns are recognised', (t) => {
  const slow = [
    /^\s*(?:RT)?[\s.:]*(\d{1,3})$/,
    /(?<=(?:TJ|OE).*)J/g,
    /\s+$/,
    /"(?:[^"\\]|\\.)*"/g,
    /^(?:a|a)*b$/,
    /[A-Z|]*\d[A-Z]*/gi,
    /^NO\b[\s.:]*[-\d\s.]*$/,
    /\s*[([][^()[\]]*[)\]]\s*$/,
  ]
  for (const pattern of slow) t.type(slowTextOf(pattern), 'string', pattern.source)
  t.end()
})

t.test('Patterns are read from the syntax of a file', (t) => {
  const text = [
    "const WORDS = 'A|' + `B`",
    'const one = /x+/g',
    "const two = new RegExp(`^(?:${WORDS})$`, 'i')",
    'const three = (word: string) => RegExp(word)',
    "const four = 'no /pattern/ at all'",
  ].join('\n')
  const found = patternsIn(text).map(({ line, pattern }) => [line, pattern?.toString()])
  t.strictSame(found, [
    [2, '/x+/g'],
    [3, '/^(?:A|B)$/i'],
    [4, undefined],
  ])
  t.end()
})
