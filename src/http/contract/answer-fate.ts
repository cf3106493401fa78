import type { Fate } from '../../application/context/successors.js'
import { type EmptyAnswer, movedTo } from './answer.js'
import { HttpProblem } from './problem.js'

/**
 * Answers for an id that is not live: 308 to the survivor, with the query that was asked for, 410 with those who hold parts
 * of it, 404 where there never was one that the key may know of.
 */
export function answerFate(
  fate: Exclude<Fate<unknown>, { kind: 'live' }>,
  path: string,
  url: string,
): EmptyAnswer<308> {
  switch (fate.kind) {
    case 'moved': {
      const [, query] = url.split('?', 2)
      return movedTo(`${path.replace('{id}', fate.survivor)}${query === undefined ? '' : `?${query}`}`)
    }
    case 'gone':
      throw new HttpProblem('RESOURCE_GONE', 'It is gone; its successors, if any, hold what was in it.', {
        successors: fate.successors,
      })
    case 'unknown':
      throw new HttpProblem('RESOURCE_UNKNOWN', 'There is no such id.')
  }
}
