import { HttpProblem } from '../contract/problem.js'
import type { Call } from '../contract/route.js'

/** Watches the key of a call that takes long. */
export interface KeyWatch {
  /** Aborts when the key was revoked or has expired. */
  readonly ended: AbortSignal
  /** Looks again; throws KEY_INVALID when the key was revoked or has expired. */
  readonly check: () => Promise<void>
  readonly stop: () => void
}

/** Looks at the key of a call at intervals. Where that cannot be done at the moment, the next look decides. */
export function watchKey({
  context,
  rights,
  headers,
}: Pick<Call<unknown, unknown, unknown>, 'context' | 'rights' | 'headers'>): KeyWatch {
  const ended = new AbortController()
  const holds = async (): Promise<boolean> =>
    !ended.signal.aborted && (await context.keyOf(headers.authorization))?.keyId === rights.keyId
  const timer = setInterval(() => {
    holds().then(
      (isValid) => {
        if (!isValid) ended.abort()
      },
      () => undefined,
    )
  }, context.limits.keyCheckMs)
  timer.unref()
  return {
    ended: ended.signal,
    check: async () => {
      if (await holds()) return
      ended.abort()
      throw new HttpProblem(
        'KEY_INVALID',
        'The key was revoked or has expired during the upload; nothing of it is applied.',
      )
    },
    stop: () => {
      clearInterval(timer)
    },
  }
}
