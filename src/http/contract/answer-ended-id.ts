import type { IdState } from '../../application/context/successors.js'
import { type EmptyAnswer, movedTo } from './answer.js'
import { HttpProblem } from './problem.js'

/**
 * Answers for an id that is not live: 308 to the survivor, with the query of the request; 410 with the successors; 404 where
 * there is none that the key may see.
 */
export function answerEndedId(
  idState: Exclude<IdState<unknown>, { kind: 'live' }>,
  path: string,
  url: string,
): EmptyAnswer<308> {
  switch (idState.kind) {
    case 'moved': {
      const [, query] = url.split('?', 2)
      return movedTo(`${path.replace('{id}', idState.survivor)}${query === undefined ? '' : `?${query}`}`)
    }
    case 'gone':
      throw new HttpProblem('RESOURCE_GONE', 'The id has ended. Its successors, if any, have its records.', {
        successors: idState.successors,
      })
    case 'unknown':
      throw new HttpProblem('RESOURCE_UNKNOWN', 'There is no such id.')
  }
}
