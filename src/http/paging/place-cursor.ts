import type { PlaceInArea } from '../../application/context/scan-pages.js'
import { readCursor, writeCursor } from './cursor.js'
import { HttpProblem } from '../contract/problem.js'

/** The cursor of the next page of `list`; null on the last page. */
export function placeCursor(secret: Uint8Array, list: string, next: PlaceInArea | undefined): string | null {
  return next === undefined ? null : writeCursor(secret, list, [next.village, next.id])
}

/** The place at which the page of a cursor begins. */
export function placeOf(secret: Uint8Array, list: string, cursor: string | undefined): PlaceInArea | undefined {
  if (cursor === undefined) return undefined
  const [village, id] = readCursor(secret, list, cursor)
  if (typeof village !== 'string' || typeof id !== 'string')
    throw new HttpProblem('CURSOR_INVALID', 'The cursor does not belong to this list.')
  return { village, id }
}
