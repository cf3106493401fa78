import { createHmac } from 'node:crypto'
import type { ConflictKind } from '../../domain/registry/conflicts/conflict.js'

const ID_BYTES = 16

/**
 * Returns the id of a conflict: a version 8 UUID computed from its kind and subject, in any order, so that every pass computes
 * the same id. The secret makes it impossible to find the NIK behind an id by trying all NIKs.
 */
export function conflictId(secret: Uint8Array, kind: ConflictKind, subject: readonly string[]): string {
  const text = JSON.stringify([kind, ...subject.toSorted()])
  const id = createHmac('sha256', secret).update(text).digest().subarray(0, ID_BYTES)
  id[6] = ((id[6] ?? 0) & 0x0f) | 0x80
  id[8] = ((id[8] ?? 0) & 0x3f) | 0x80
  const hex = id.toString('hex')
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-')
}
