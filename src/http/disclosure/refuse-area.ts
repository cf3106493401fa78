import type { Rights } from '../../application/access/rights.js'
import { HttpProblem } from '../contract/problem.js'

/** Declines a key of one area where what is asked for is of the whole registry. */
export function refuseArea({ areaPrefix }: Rights): void {
  if (areaPrefix !== undefined)
    throw new HttpProblem('RIGHTS_MISSING', 'This is of the whole registry, and the key is of one area.')
}
