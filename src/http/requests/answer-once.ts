import { hash } from 'node:crypto'
import type { KeepAnswer } from '../../application/access/keyed-requests.js'
import type { Rights } from '../../application/access/rights.js'
import type { SentAnswer } from '../contract/answer.js'
import type { Context } from '../context/context.js'
import { HttpProblem } from '../contract/problem.js'

const FORM = /^[\x21-\x7e]{1,255}$/

/** A request that may carry an `Idempotency-Key`. */
export interface Repeatable {
  readonly context: Context
  readonly rights: Rights
  readonly method: string
  readonly url: string
  readonly body: unknown
  readonly authorization: string
  readonly idempotencyKey: string | undefined
}

/** The `Idempotency-Key` of a request; throws HEADER_INVALID. */
export function checkIdempotencyKey(header: string | string[] | undefined): string | undefined {
  if (header === undefined) return undefined
  if (typeof header === 'string' && FORM.test(header)) return header
  throw new HttpProblem('HEADER_INVALID', 'An Idempotency-Key must be 1 to 255 visible ASCII characters.')
}

/**
 * Does the work once for each `Idempotency-Key`. Throws IDEMPOTENCY_KEY_REUSED for another body under the same key, and
 * IDEMPOTENCY_KEY_BUSY while the first request is in progress.
 */
export async function answerOnce(
  request: Repeatable,
  work: (keep?: KeepAnswer) => Promise<SentAnswer>,
): Promise<SentAnswer> {
  const { context, rights, method, url, body, idempotencyKey } = request
  if (idempotencyKey === undefined) return work()
  const outcome = await context.keyedRequests.answerOnce(
    {
      actor: rights.keyId,
      operation: `${method} ${url}`,
      idempotencyKey,
      sent: hash('sha256', body === undefined ? '' : JSON.stringify(body), 'buffer'),
      bearer: request.authorization,
    },
    work,
  )
  switch (outcome.kind) {
    case 'done':
      return { kind: 'answer', ...outcome.answer }
    case 'repeated':
      return {
        kind: 'answer',
        ...outcome.answer,
        headers: { ...outcome.answer.headers, 'idempotency-replayed': 'true' },
      }
    case 'reused':
      throw new HttpProblem('IDEMPOTENCY_KEY_REUSED', 'This Idempotency-Key was used for another request.')
    case 'busy':
      throw new HttpProblem('IDEMPOTENCY_KEY_BUSY', 'The first request with this Idempotency-Key is in progress.')
  }
}
