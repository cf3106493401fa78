/** Pseudonyms that the service makes: their digits are those of a hash and identify no one. */
const PSEUDONYM = /^[0-9a-f]{32}(?:-[0-9a-f]{16})?$/
/** Sixteen digits without letters beside or between them, with any separators. */
const SEPARATED = /(?<![\p{L}\p{Nd}])\p{Nd}(?:[^\p{L}\p{Nd}]*\p{Nd}){15}(?![\p{L}\p{Nd}])/u

/** Whether a text holds a NIK or KK: whatever separates its digits, and in whatever script they are written. */
export function holdsPersonalNumber(text: string): boolean {
  if (PSEUDONYM.test(text)) return false
  return SEPARATED.test(text.normalize('NFKC'))
}
