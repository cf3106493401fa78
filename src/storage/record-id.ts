import { createHash } from 'node:crypto'

const HASH_BYTES = 16

/**
 * The id of a source's record: a version 8 UUID out of the SHA-256 of source code and source key, so that the same row has
 * the same id in every registry and whatever the order of arrival.
 */
export function recordId(sourceCode: string, sourceKey: string): string {
  // Codes hold no NUL, so no other source and key give the same text.
  const hash = createHash('sha256').update(`${sourceCode}\0${sourceKey}`).digest().subarray(0, HASH_BYTES)
  hash[6] = ((hash[6] ?? 0) & 0x0f) | 0x80
  hash[8] = ((hash[8] ?? 0) & 0x3f) | 0x80
  const hex = hash.toString('hex')
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-')
}
