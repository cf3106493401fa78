import { createHmac, timingSafeEqual } from 'node:crypto'
import { z } from 'zod'
import { HttpProblem } from '../contract/problem.js'

const SIGNATURE_BYTES = 12
const Values = z.array(z.union([z.string(), z.number(), z.null()]))
type Values = z.infer<typeof Values>

/** Where the next page of a list begins, as callers hand it back: signed, so that nothing else can be put in its place. */
export function writeCursor(secret: Uint8Array, list: string, values: Values): string {
  const said = Buffer.from(JSON.stringify(values))
  return Buffer.concat([signatureOf(secret, list, said), said]).toString('base64url')
}

/** What a cursor of the list says; declines with CURSOR_INVALID what `writeCursor` did not make for this list. */
export function readCursor(secret: Uint8Array, list: string, cursor: string): Values {
  const bytes = Buffer.from(cursor, 'base64url')
  const said = bytes.subarray(SIGNATURE_BYTES)
  const signature = bytes.subarray(0, SIGNATURE_BYTES)
  const isOurs = signature.length === SIGNATURE_BYTES && timingSafeEqual(signature, signatureOf(secret, list, said))
  if (!isOurs) throw new HttpProblem('CURSOR_INVALID', 'The cursor is not one that this list gave.')
  return Values.parse(JSON.parse(said.toString()))
}

function signatureOf(secret: Uint8Array, list: string, said: Uint8Array): Buffer {
  return createHmac('sha256', secret).update(`${list}\0`).update(said).digest().subarray(0, SIGNATURE_BYTES)
}
