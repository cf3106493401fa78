import type { Rights } from '../../application/access/rights.js'
import { HttpProblem } from '../contract/problem.js'

/** Refuses keys that are limited to an area, for data of the whole registry. */
export function refuseArea({ areaPrefix }: Rights): void {
  if (areaPrefix !== undefined)
    throw new HttpProblem('RIGHTS_MISSING', 'This covers the whole registry, but the key is limited to an area.')
}
