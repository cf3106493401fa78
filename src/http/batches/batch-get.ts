import { setTimeout } from 'node:timers/promises'
import { z } from 'zod'
import { isRefusal } from '../../application/context/refusals.js'
import { ok } from '../contract/answer.js'
import { knownBatch, knownTo } from './batch-rights.js'
import { route } from '../contract/route.js'
import { Batch } from './batch-schema.js'
import { queryNumber, Uuid } from '../paging/page-schema.js'

const LONGEST_WAIT_S = 60
const LOOK_EVERY_MS = 250

export const batchGet = route({
  id: 'getBatch',
  method: 'GET',
  path: '/v1/batches/{id}',
  tag: 'Batches',
  summary: 'Get a batch',
  description:
    'Returns the state and the counts of a batch. With `wait`, the response is held until the batch has ended or ' +
    'the time is over. Poll while `finished_at` is null.',
  access: ['producer', 'reader', 'steward'],
  reach: 'confined',
  params: z.strictObject({ id: Uuid }),
  query: z.strictObject({
    wait: queryNumber(0, LONGEST_WAIT_S).optional().default(0).describe(`Seconds to wait, at most ${LONGEST_WAIT_S}.`),
  }),
  answers: { 200: { description: 'The batch.', schema: Batch } },
  refusals: ['BATCH_UNKNOWN'],
  handle: async ({ context, rights, params, query, gone }) => {
    const untilMs = performance.now() + query.wait * 1000
    const signal = AbortSignal.any([gone(), context.closing])
    for (let isFirst = true; ; isFirst = false) {
      const batch = isFirst
        ? await knownBatch(context, params.id, rights)
        : knownTo(rights, await context.batchLooks.look(params.id))
      if (isRefusal(batch)) return batch
      const leftMs = untilMs - performance.now()
      if (batch.finished_at !== null || leftMs <= 0 || signal.aborted) return ok(batch)
      await setTimeout(Math.min(LOOK_EVERY_MS, leftMs), undefined, { signal }).catch(() => undefined)
    }
  },
})
