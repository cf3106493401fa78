import { createHmac } from 'node:crypto'
import type { ConflictKind } from '../../domain/registry/conflicts/conflict.js'

const ID_BYTES = 16

/**
 * The id of a conflict: a version 8 UUID out of its kind and what it is about, in any order, so that a re-run finds it
 * again. Without the secret nobody can try all NIKs to learn which one an id stands for.
 */
export function conflictId(secret: Uint8Array, kind: ConflictKind, subject: readonly string[]): string {
  const text = JSON.stringify([kind, ...subject.toSorted()])
  const id = createHmac('sha256', secret).update(text).digest().subarray(0, ID_BYTES)
  id[6] = ((id[6] ?? 0) & 0x0f) | 0x80
  id[8] = ((id[8] ?? 0) & 0x3f) | 0x80
  const hex = id.toString('hex')
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-')
}
