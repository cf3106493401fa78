import { createHmac, timingSafeEqual } from 'node:crypto'
import { z } from 'zod'
import { HttpProblem } from '../contract/problem.js'

const SIGNATURE_BYTES = 12
const Values = z.array(z.union([z.string(), z.number(), z.null()]))
type Values = z.infer<typeof Values>

/** Encodes where the next page of a list begins. The cursor is signed, so that a caller cannot forge one. */
export function writeCursor(secret: Uint8Array, list: string, values: Values): string {
  const encoded = Buffer.from(JSON.stringify(values))
  return Buffer.concat([signatureOf(secret, list, encoded), encoded]).toString('base64url')
}

/** The values of a cursor; throws CURSOR_INVALID unless `writeCursor` made it for this list. */
export function readCursor(secret: Uint8Array, list: string, cursor: string): Values {
  const bytes = Buffer.from(cursor, 'base64url')
  const encoded = bytes.subarray(SIGNATURE_BYTES)
  const signature = bytes.subarray(0, SIGNATURE_BYTES)
  const isSigned =
    signature.length === SIGNATURE_BYTES && timingSafeEqual(signature, signatureOf(secret, list, encoded))
  if (!isSigned) throw new HttpProblem('CURSOR_INVALID', 'The cursor does not belong to this list.')
  return Values.parse(JSON.parse(encoded.toString()))
}

function signatureOf(secret: Uint8Array, list: string, encoded: Uint8Array): Buffer {
  return createHmac('sha256', secret).update(`${list}\0`).update(encoded).digest().subarray(0, SIGNATURE_BYTES)
}
