const A = 65

/** Returns the letters A-Z of an upper-case text as a bit set. */
export function letterBits(text: string): number {
  let bits = 0
  for (let at = 0; at < text.length; at++) bits |= 1 << (text.charCodeAt(at) - A)
  return bits
}

/** Returns the number of letters in a bit set. */
export function countLetters(bits: number): number {
  let pairs = bits - ((bits >>> 1) & 0x55555555)
  pairs = (pairs & 0x33333333) + ((pairs >>> 2) & 0x33333333)
  return Math.imul((pairs + (pairs >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24
}

/** Whether neither text has more than `most` letters that the other lacks. Each edit adds at most one such letter. */
export function lettersWithin(a: number, b: number, most: number): boolean {
  if (a === b) return true
  return countLetters(a & ~b) <= most && countLetters(b & ~a) <= most
}
