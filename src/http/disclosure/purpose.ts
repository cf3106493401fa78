import type { IncomingHttpHeaders } from 'node:http'
import { maySeePersonal, type Rights } from '../../application/access/rights.js'
import { HttpProblem } from '../contract/problem.js'
import type { Route } from '../contract/route.js'

const LONGEST_PURPOSE = 500
const WORD = /[\p{L}\p{N}]/u

/** The purpose that a caller states in `X-Purpose`; undefined for none and for one without a word. Throws HEADER_INVALID. */
export function purposeIn(headers: IncomingHttpHeaders): string | undefined {
  const purpose = headers['x-purpose']
  if (purpose === undefined) return undefined
  if (typeof purpose === 'string' && purpose.length <= LONGEST_PURPOSE)
    return WORD.test(purpose) ? purpose.trim() : undefined
  throw new HttpProblem('HEADER_INVALID', `X-Purpose must have at most ${LONGEST_PURPOSE} characters.`)
}

/**
 * Checks `X-Purpose` before anything is read or done, for a key and a route that show personal data in full. Throws HEADER_INVALID,
 * and PURPOSE_MISSING where the operator requires a purpose.
 */
export function checkPurpose(
  { showsPersonal }: Pick<Route, 'showsPersonal'>,
  { rights, headers, isRequired }: { rights: Rights; headers: IncomingHttpHeaders; isRequired: boolean },
): void {
  if (showsPersonal !== true || !maySeePersonal(rights)) return
  if (purposeIn(headers) === undefined && isRequired)
    throw new HttpProblem('PURPOSE_MISSING', 'State in X-Purpose what the personal data is read for.')
}
