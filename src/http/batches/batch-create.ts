import { z } from 'zod'
import { type IncomingBatch, receiveBatch } from '../../application/batches/receiving/receive-batch.js'
import { receiveOnce, type ReceivedOnce } from '../../application/batches/receiving/receive-once.js'
import { maySendSource } from '../../application/access/rights.js'
import { isRefusal, type Refusal, refuse } from '../../application/context/refusals.js'
import { accepted, type Answer } from '../contract/answer.js'
import { checkIdempotencyKey } from '../requests/answer-once.js'
import { HttpProblem } from '../contract/problem.js'
import { type BodyOf, type Call, route } from '../contract/route.js'
import { Batch } from './batch-schema.js'
import { Code } from '../paging/page-schema.js'
import { uploadInput } from '../requests/upload-input.js'
import { readUploadType, XLSX_TYPE } from './upload-type.js'

const Params = z.strictObject({ code: Code })
const Query = z.strictObject({
  mode: z
    .enum(['delta', 'snapshot'])
    .describe('snapshot: the file is the full list, and what it does not name is withdrawn; delta: changes only.'),
})
type Upload = Call<z.infer<typeof Params>, z.infer<typeof Query>, undefined>

export const batchCreate = route({
  id: 'createBatch',
  method: 'POST',
  path: '/v1/sources/{code}/batches',
  tag: 'Deliveries',
  summary: 'Send a list',
  description:
    'Send the file as it is, as the body: CSV with any of the separators and encodings that the lists come in, NDJSON, ' +
    'JSON or XLSX, of any size. The answer comes once every row is safe; linking goes on behind it: follow it at the ' +
    'address under Location. With an Idempotency-Key a list whose sending broke off can be sent again, and one that ' +
    'arrived is not taken twice. One list of a source is received at a time. Keys for an area send changes only, and ' +
    'rows outside of it are rejected.',
  access: ['producer'],
  params: Params,
  query: Query,
  upload: {
    'text/csv': 'source_key,name,dob,sex\nA-1,SITI AMINAH,1971-03-09,P\n',
    'application/x-ndjson': '{"source_key":"A-1","name":"SITI AMINAH"}\n',
    'application/json': '',
    [XLSX_TYPE]: '',
    'application/octet-stream': '',
  },
  answers: {
    202: {
      description: 'Every row that could be read is safe. Look at `state`: it may be refused for what is in the file.',
      schema: Batch,
      headers: { location: 'Address of the delivery.' },
    },
  },
  refusals: ['RIGHTS_MISSING', 'SOURCE_BUSY', 'SOURCE_UNKNOWN'],
  handle: receive,
})

async function receive(call: Upload): Promise<Answer<202, BodyOf<typeof Batch>> | Refusal> {
  const { context, rights, params, query, headers, raw } = call
  if (!maySendSource(rights, params.code)) return refuse('SOURCE_UNKNOWN', 'There is no such source.')
  if (rights.areaPrefix !== undefined && query.mode === 'snapshot')
    throw new HttpProblem('RIGHTS_MISSING', 'A full list would withdraw records outside the area of the key.')
  const idempotencyKey = checkIdempotencyKey(headers['idempotency-key'])
  const { format, encoding } = readUploadType(headers['content-type'])
  const input = uploadInput(raw, {
    paceMs: context.limits.paceMs,
    onBytes: (count) => {
      context.metrics.delivered(count)
    },
  })
  const received = await receiveInto(call, idempotencyKey, {
    source: params.code,
    mode: query.mode,
    input: input.pieces,
    sentBy: rights.actor,
    signal: AbortSignal.any([call.gone(), context.uploadsEnd]),
    ...(format === undefined ? {} : { format }),
    ...(encoding === undefined ? {} : { encoding }),
    ...(rights.areaPrefix === undefined ? {} : { areaPrefix: rights.areaPrefix }),
  })
  if (input.isTooSlow()) throw new HttpProblem('BODY_TOO_SLOW', 'The list came too slowly; send it again.')
  if (isRefusal(received)) return received
  context.linker.wake()
  return answerFor(received)
}

async function receiveInto(
  { context, rights, params, query }: Upload,
  idempotencyKey: string | undefined,
  delivery: IncomingBatch,
): Promise<ReceivedOnce | Refusal> {
  if (idempotencyKey === undefined) {
    const batch = await receiveBatch(context.registry, delivery)
    return isRefusal(batch) ? batch : { kind: 'received', batch }
  }
  const operation = `POST batches ${params.code} ${query.mode}`
  return receiveOnce(context.registry, delivery, { actor: rights.keyId, operation, idempotencyKey })
}

function answerFor(received: ReceivedOnce): Answer<202, BodyOf<typeof Batch>> {
  switch (received.kind) {
    case 'received':
      return accepted(`/v1/batches/${received.batch.id}`, received.batch)
    case 'repeated': {
      const again = accepted<BodyOf<typeof Batch>>(`/v1/batches/${received.batch.id}`, received.batch)
      return { ...again, headers: { ...again.headers, 'idempotency-replayed': 'true' } }
    }
    case 'reused':
      throw new HttpProblem('IDEMPOTENCY_KEY_REUSED', 'This Idempotency-Key came with another list before.')
    case 'busy':
      throw new HttpProblem('IDEMPOTENCY_KEY_BUSY', 'The list of this Idempotency-Key is being received.')
  }
}
