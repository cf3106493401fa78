import type { PlaceInArea } from '../../application/context/scan-pages.js'
import { readCursor, writeCursor } from './cursor.js'
import { HttpProblem } from '../contract/problem.js'

/** The cursor behind a place of a list; undefined where the list ends. `list` tells the lists apart, with what was asked for. */
export function placeCursor(secret: Uint8Array, list: string, next: PlaceInArea | undefined): string | null {
  return next === undefined ? null : writeCursor(secret, list, [next.village, next.id])
}

/** The place that a cursor names. */
export function placeOf(secret: Uint8Array, list: string, cursor: string | undefined): PlaceInArea | undefined {
  if (cursor === undefined) return undefined
  const [village, id] = readCursor(secret, list, cursor)
  if (typeof village !== 'string' || typeof id !== 'string')
    throw new HttpProblem('CURSOR_INVALID', 'The cursor is not one that this list gave.')
  return { village, id }
}
