import { z } from 'zod'
import { revertBatch } from '../../application/batches/revert-batch.js'
import { isRefusal } from '../../application/context/refusals.js'
import { accepted } from '../contract/answer.js'
import { inTransaction } from '../contract/unit-of-work.js'
import { ownBatch } from './batch-rights.js'
import { type BodyOf, route } from '../contract/route.js'
import { Batch } from './batch-schema.js'
import { Uuid } from '../paging/page-schema.js'

export const batchRevert = route({
  id: 'revertBatch',
  method: 'POST',
  path: '/v1/batches/{id}/reversal',
  tag: 'Batches',
  summary: 'Revert a batch',
  description:
    'Creates a new batch that reverts this one. Once it is applied, in its turn, the reverted batch says nothing any ' +
    'more: each record is as the other batches and single changes of its source say, also those received in the ' +
    'meantime. A reversal can be reverted as well.',
  access: ['producer'],
  reach: 'refused',
  isIdempotent: true,
  params: z.strictObject({ id: Uuid }),
  answers: {
    202: { description: 'The batch.', schema: Batch, headers: { location: 'Address of the batch.' } },
  },
  refusals: ['BATCH_UNKNOWN', 'BATCH_NOT_COMPLETED'],
  handle: async (call) => {
    const { context, rights, params } = call
    const own = await ownBatch(context, params.id, rights)
    if (isRefusal(own)) return own
    const answer = await inTransaction(call, async (tx) => {
      const batch = await revertBatch(tx, { id: params.id, by: rights.actor }, context.registry.now())
      if (isRefusal(batch)) return batch
      return accepted<BodyOf<typeof Batch>>(`/v1/batches/${batch.id}`, batch)
    })
    context.linker.wake()
    return answer
  },
})
