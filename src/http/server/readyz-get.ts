import { z } from 'zod'
import { ok } from '../contract/answer.js'
import { HttpProblem } from '../contract/problem.js'
import { route } from '../contract/route.js'

/** A balancer that waits longer takes the process for dead. */
const LONGEST_MS = 1500

const Ready = z
  .strictObject({
    status: z.literal('ready'),
    set_aside_records: z.int().describe('Records that could not be linked; they are tried again.').optional(),
    batches_not_applied: z.int().describe('Batches that could not be applied; they are tried again.').optional(),
    settings: z
      .array(z.strictObject({ setting: z.string(), value: z.string(), detail: z.string() }))
      .describe('Settings of the database server that hurt the service.')
      .optional(),
  })
  .meta({ examples: [{ status: 'ready' }] })

export const readyzGet = route({
  id: 'getReadiness',
  method: 'GET',
  path: '/readyz',
  tag: 'Operation',
  summary: 'Check that the process is ready',
  description:
    'Returns 200 while the database answers and records are being linked, otherwise 503 within 2 seconds, also while ' +
    'the process is ending. For load balancers. What is out of order but does not stop the service is in the body.',
  access: 'open',
  reach: 'plain',
  answers: { 200: { description: 'The process is ready.', schema: Ready } },
  handle: async ({ context }) => {
    if (context.closing.aborted || !context.linker.isRunning)
      throw new HttpProblem('SERVICE_UNAVAILABLE', 'The service is ending or does not link.')
    const { database } = context.registry
    const { set_aside_records, batches_not_applied } = await within(context.readTroubles(), LONGEST_MS)
    const { warnings = [] } = database
    return ok({
      status: 'ready',
      ...(set_aside_records === 0 ? {} : { set_aside_records }),
      ...(batches_not_applied === 0 ? {} : { batches_not_applied }),
      ...(warnings.length === 0 ? {} : { settings: warnings }),
    })
  },
})

/** What a read returns; SERVICE_UNAVAILABLE if it takes longer. */
async function within<T>(read: Promise<T>, mostMs: number): Promise<T> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => {
      reject(new HttpProblem('SERVICE_UNAVAILABLE', 'The database does not answer.'))
    }, mostMs)
  })
  try {
    return await Promise.race([read, late])
  } finally {
    clearTimeout(timer)
  }
}
