import { z } from 'zod'
import { confirmBatch } from '../../application/batches/confirm-batch.js'
import { isRefusal } from '../../application/context/refusals.js'
import { accepted } from '../contract/answer.js'
import { inTransaction } from '../contract/unit-of-work.js'
import { ownBatch } from './batch-rights.js'
import { type BodyOf, route } from '../contract/route.js'
import { Batch } from './batch-schema.js'
import { Uuid } from '../paging/page-schema.js'

export const batchConfirm = route({
  id: 'confirmBatch',
  method: 'POST',
  path: '/v1/batches/{id}/confirmation',
  tag: 'Batches',
  summary: 'Confirm an abnormal batch',
  description:
    'Applies a snapshot that was refused because it would withdraw more than a fifth of the records of the ' +
    'source, or because most of its rows were rejected.',
  access: ['producer'],
  reach: 'refused',
  isIdempotent: true,
  params: z.strictObject({ id: Uuid }),
  answers: {
    202: { description: 'The batch.', schema: Batch, headers: { location: 'Address of the batch.' } },
  },
  refusals: ['BATCH_UNKNOWN', 'BATCH_NOT_CONFIRMABLE'],
  handle: async (call) => {
    const { context, rights, params } = call
    const own = await ownBatch(context, params.id, rights)
    if (isRefusal(own)) return own
    const answer = await inTransaction(call, async (tx) => {
      const batch = await confirmBatch(tx, { id: params.id, by: rights.actor }, context.registry.now())
      if (isRefusal(batch)) return batch
      return accepted<BodyOf<typeof Batch>>(`/v1/batches/${batch.id}`, batch)
    })
    context.linker.wake()
    return answer
  },
})
