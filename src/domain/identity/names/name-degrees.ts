import { DEGREES, PLAIN_DEGREES } from './name-words.js'

/** A name's text without its degrees, and the degrees in written order. */
export interface DegreeSplit {
  text: string
  degrees: readonly string[]
}

/**
 * Splits degrees off the end of a name's text: after a comma (ZURAIDA, S.H), with dots inside (DENI S.PD), or without
 * dots if unmistakable (DENI SPD). A comma without a degree after it becomes a space.
 */
export function splitDegrees(text: string): DegreeSplit {
  const [main = '', ...behind] = text.split(',')
  const degrees: string[] = []
  const kept = [dropTrailingDegrees(main, degrees)]
  for (const part of behind) kept.push(keepNames(part, degrees))
  return { text: kept.join(' '), degrees }
}

function keepNames(part: string, degrees: string[]): string {
  const whole = part.replace(/[. ]/g, '')
  if (DEGREES.has(whole)) {
    degrees.push(whole)
    return ''
  }
  const names = part.split(' ').filter((word) => {
    const bare = word.replaceAll('.', '')
    const isDegree = DEGREES.has(bare)
    if (isDegree) degrees.push(bare)
    return !isDegree
  })
  return names.join(' ')
}

function dropTrailingDegrees(main: string, degrees: string[]): string {
  const words = main.split(' ').filter((word) => /[^.]/.test(word))
  while (words.length > 1) {
    const taken = trailingDegreeWords(words)
    if (taken === 0) break
    degrees.unshift(words.splice(-taken).join('').replaceAll('.', ''))
  }
  return words.join(' ')
}

/** Returns how many of the last words form one degree: 2 for "S. PD", 1 for "S.PD" or "SPD". */
function trailingDegreeWords(words: readonly string[]): number {
  const last = words.at(-1) ?? ''
  const bare = last.replaceAll('.', '')
  if (PLAIN_DEGREES.has(bare)) return 1
  if (DEGREES.has(bare) && /[A-Z]\.[A-Z]/.test(last)) return 1
  const before = words.at(-2) ?? ''
  const isSpaced = words.length > 2 && /^[SMA]\.$/.test(before) && bare.length > 1
  return isSpaced && DEGREES.has(before.slice(0, 1) + bare) ? 2 : 0
}
