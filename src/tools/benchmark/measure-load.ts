import { fork } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import type { LoadMeasure, LoadOutcome, LoadPlan } from './load-plan.js'

const GENERATOR = join(import.meta.dirname, 'load-generator.js')

/**
 * Sends the requests of a plan from a process of its own. Returns undefined for a plan without requests, such as the
 * conflicts of a small registry. Throws where any status is neither 200 nor 201.
 */
export async function measureLoad(plan: LoadPlan): Promise<LoadMeasure | undefined> {
  if (plan.asked.length === 0) return undefined
  const child = fork(GENERATOR, { execArgv: [] })
  const ended = once(child, 'exit').then((): LoadOutcome => ({ failure: 'the load generator ended' }))
  const sent = once(child, 'message').then(([outcome]) => outcome as LoadOutcome)
  try {
    child.send(plan)
    const outcome = await Promise.race([sent, ended])
    if ('failure' in outcome) throw new Error(outcome.failure)
    return outcome.measure
  } finally {
    child.kill()
    await ended
  }
}
