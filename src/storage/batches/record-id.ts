import { hash } from 'node:crypto'

/** The variant of RFC 9562: 10 in the two upper bits of the digit. */
const VARIANT_DIGITS = '89ab89ab89ab89ab'

/**
 * The id of a source's record: a version 8 UUID out of the SHA-256 of source code and source key, so that the same row has
 * the same id in every registry and whatever the order of arrival.
 */
export function recordId(sourceCode: string, sourceKey: string): string {
  // Codes hold no NUL, so no other source and key have the same text.
  const hex = hash('sha256', `${sourceCode}\0${sourceKey}`, 'hex')
  const variant = VARIANT_DIGITS.charAt(parseInt(hex.charAt(16), 16))
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-${variant}${hex.slice(17, 20)}-${hex.slice(20, 32)}`
}
