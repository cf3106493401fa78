import type { WitnessedRegistry } from '../../application/context/deed.js'
import { isRefusal, type Refusal } from '../../application/context/refusals.js'
import type { Registry } from '../../application/context/registry.js'
import type { SentAnswer } from '../contract/answer.js'
import { disclose, discloseIn, type Shown } from './disclose.js'
import type { Call } from '../contract/route.js'

/** What an answer is made with: a view of the registry in which the deed is done, and a note of what it shows. */
export interface Telling {
  readonly conn: Registry['database']['conn']
  readonly disclose: (shown: Shown) => Promise<void>
}

/** Something that a call does in one transaction, and how it is answered. */
export interface AnsweredDeed<Done, Sent extends SentAnswer> {
  readonly deed: (registry: WitnessedRegistry) => Promise<Done | Refusal>
  readonly answer: (done: Done, telling: Telling) => Sent | Promise<Sent>
}

/**
 * Does something and answers for it. The answer is made and, under an `Idempotency-Key`, kept in the transaction of the
 * deed, so that a crash leaves both or neither. What only tells what would be done has no transaction that lasts.
 */
export async function answerDeed<Done, Sent extends SentAnswer>(
  call: Call<unknown, unknown, unknown>,
  { deed, answer }: AnsweredDeed<Done, Sent>,
): Promise<Sent | Refusal> {
  let answered: Sent | undefined
  const witnessed: WitnessedRegistry = {
    ...call.context.registry,
    onDone: async (tx, done) => {
      answered = await answer(done as Done, { conn: tx, disclose: (shown) => discloseIn(tx, call, shown) })
      await call.keepAnswer?.(tx, answered)
    },
  }
  const done = await deed(witnessed)
  if (isRefusal(done)) return done
  const { conn } = call.context.registry.database
  return answered ?? answer(done, { conn, disclose: (shown) => disclose(call, shown) })
}
