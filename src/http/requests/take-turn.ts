import type { FastifyReply } from 'fastify'
import type { Context } from '../context/context.js'
import type { Lane } from '../context/lanes.js'
import { HttpProblem } from '../contract/problem.js'

/** A call that asks for its turn in a lane. */
export interface Turn {
  readonly reply: FastifyReply
  readonly lane: Lane
  /** The id of a key, or an address. */
  readonly caller: string
}

/**
 * Waits for the turn of a call in its lane. The lane is held until the answer is sent or its caller has gone: a stream is work
 * to its end. Throws CALLS_EXCEEDED where too many calls of the caller are under way.
 */
export async function takeTurn({ lanes }: Context, { reply: { raw }, lane, caller }: Turn): Promise<void> {
  const gone = new AbortController()
  if (raw.destroyed) gone.abort()
  raw.once('close', () => {
    gone.abort()
  })
  const leave = await lanes.enter(lane, caller, gone.signal)
  if (leave === undefined)
    throw new HttpProblem('CALLS_EXCEEDED', 'Too many calls of this kind are under way; wait for their answers.')
  if (gone.signal.aborted) leave()
  else gone.signal.addEventListener('abort', leave, { once: true })
}
