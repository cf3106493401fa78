import { hash } from 'node:crypto'
import type { Tx } from '../../storage/postgres/connection.js'
import { inTransaction } from '../../storage/postgres/transaction.js'
import {
  deleteKeyedRequest,
  deleteOwnRequest,
  deleteOldKeyedRequests,
  findKeyedRequest,
  insertKeyedRequest,
  type KeyedRequest,
  restartKeyedRequest,
  saveSealedAnswer,
} from '../../storage/access/idempotency-keys.js'
import type { Registry } from '../context/registry.js'
import { untilDone } from '../context/until-done.js'
import { seal, type SealKey, unseal } from './sealed.js'

/** A request with an `Idempotency-Key`. */
export interface OnceRequest {
  readonly actor: string
  /** Method and path. */
  readonly operation: string
  readonly idempotencyKey: string
  /** SHA-256 of the request body. */
  readonly sent: Buffer
  /** The API key of the caller. */
  readonly bearer: string
}

type Own = Pick<KeyedRequest, 'requestKey' | 'begunAt'>

/** The part of an answer that is stored. */
export interface OnceAnswer {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly body?: unknown
}

/**
 * `repeated`: the stored answer; `reused`: the key was used for a different request; `busy`: the first request is still
 * running.
 */
export type OnceOutcome =
  { readonly kind: 'done' | 'repeated'; readonly answer: OnceAnswer } | { readonly kind: 'reused' | 'busy' }

/** A request that has run for longer is taken to belong to a process that died. */
const ABANDONED_MS = 120_000
export const KEPT_MS = 72 * 3_600_000
const SWEEP_MS = 3_600_000

/** Stores the answer of a request in the transaction of its changes, so that both are committed or neither. */
export type KeepAnswer = (tx: Tx, answer: OnceAnswer) => Promise<void>

/** Another process took the request over after `ABANDONED_MS`: this one must have no effect. */
class TakenOver extends Error {}

/**
 * Makes requests with an `Idempotency-Key` idempotent. Only answers of successful requests are stored: a refused request
 * may be sent again under the same key.
 */
export class KeyedRequests {
  readonly #registry: Registry
  #sweptMs = -SWEEP_MS

  constructor(registry: Registry) {
    this.#registry = registry
  }

  /**
   * Runs the work unless the request was answered before, and returns the answer. Answers with a status of 400 or above
   * are not stored. Work in one transaction stores its answer in that transaction. The answer of other work is stored
   * afterwards: if the process crashes in between, a repeated request runs the work again.
   */
  async answerOnce<Answered extends OnceAnswer>(
    request: OnceRequest,
    work: (keep: KeepAnswer) => Promise<Answered>,
  ): Promise<OnceOutcome | { readonly kind: 'done'; readonly answer: Answered }> {
    const own = { requestKey: requestKeyOf(request), begunAt: this.#registry.now() }
    const earlier = await this.#begin(own, request.sent).catch((error: unknown) => {
      // It may have begun all the same, if only the answer of the database was lost.
      this.#giveUp(own)
      throw error
    })
    if (earlier !== undefined) return this.#repeat(earlier, request)
    let isKept = false as boolean
    const keep: KeepAnswer = async (tx, answer) => {
      await this.#keep(tx, own, this.#sealed(answer, request))
      isKept = true
    }
    try {
      const answer = await work(keep)
      if (!isKept) await this.#settle(own, answer, keep)
      return { kind: 'done', answer }
    } catch (error) {
      if (error instanceof TakenOver) return { kind: 'busy' }
      await inTransaction(this.#registry.database, (tx) => deleteOwnRequest(tx, own)).catch(() => {
        this.#giveUp(own)
      })
      throw error
    }
  }

  async #begin({ requestKey, begunAt }: Own, requestHash: Buffer): Promise<KeyedRequest | undefined> {
    await this.#sweep()
    return inTransaction(this.#registry.database, async (tx) => {
      if (await insertKeyedRequest(tx, { requestKey, requestHash, batchId: null, begunAt })) return undefined
      const earlier = await findKeyedRequest(tx, requestKey)
      if (earlier === undefined || earlier.answer !== null) return earlier
      const isAbandoned = begunAt.getTime() - earlier.begunAt.getTime() > ABANDONED_MS
      const isSame = earlier.requestHash?.equals(requestHash) === true
      if (!isAbandoned || !isSame) return earlier
      return (await restartKeyedRequest(tx, earlier, { batchId: null, at: begunAt })) ? undefined : earlier
    })
  }

  /** Lets the request be sent again as soon as the database answers. */
  #giveUp(own: Own): void {
    untilDone(() => inTransaction(this.#registry.database, (tx) => deleteOwnRequest(tx, own)))
  }

  #repeat({ requestHash, answer }: KeyedRequest, request: OnceRequest): OnceOutcome {
    if (requestHash?.equals(request.sent) !== true) return { kind: 'reused' }
    if (answer === null) return { kind: 'busy' }
    return { kind: 'repeated', answer: JSON.parse(unseal(answer, this.#sealKey(request))) as OnceAnswer }
  }

  #settle({ requestKey }: Own, answer: OnceAnswer, keep: KeepAnswer): Promise<void> {
    return inTransaction(this.#registry.database, (tx) =>
      answer.status < 400 ? keep(tx, answer) : deleteKeyedRequest(tx, requestKey),
    )
  }

  async #keep(tx: Tx, own: Own, sealed: Buffer): Promise<void> {
    if (!(await saveSealedAnswer(tx, own, sealed))) throw new TakenOver()
  }

  #sealed({ status, headers, body }: OnceAnswer, request: OnceRequest): Buffer {
    return seal(JSON.stringify({ status, headers, body }), this.#sealKey(request))
  }

  #sealKey({ bearer }: OnceRequest): SealKey {
    return { key: bearer, secret: this.#registry.secret }
  }

  async #sweep(): Promise<void> {
    const nowMs = performance.now()
    if (nowMs - this.#sweptMs < SWEEP_MS) return
    this.#sweptMs = nowMs
    const before = new Date(this.#registry.now().getTime() - KEPT_MS)
    await inTransaction(this.#registry.database, (tx) => deleteOldKeyedRequests(tx, before))
  }
}

/** Identifies a request by its caller, its operation and its `Idempotency-Key`. */
export function requestKeyOf({
  actor,
  operation,
  idempotencyKey,
}: Pick<OnceRequest, 'actor' | 'operation' | 'idempotencyKey'>): Buffer {
  return hash('sha256', JSON.stringify([actor, operation, idempotencyKey]), 'buffer')
}
