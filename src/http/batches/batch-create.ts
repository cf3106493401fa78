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
import { watchKey } from './key-watch.js'
import { uploadInput } from '../requests/upload-input.js'
import { checkContentEncoding, readUploadType, XLSX_TYPE } from './upload-type.js'

const Params = z.strictObject({ code: Code })
const Query = z.strictObject({
  mode: z
    .enum(['delta', 'snapshot'])
    .describe(
      'snapshot: the file holds all records of the source, and records that it lacks are withdrawn; delta: changed ' +
        'records only.',
    ),
  sheet: z
    .string()
    .min(1)
    .max(100)
    .optional()
    .describe('The name of the sheet to read, for a workbook whose visible sheets have different columns.'),
})
type Upload = Call<z.infer<typeof Params>, z.infer<typeof Query>, undefined>

export const batchCreate = route({
  id: 'createBatch',
  method: 'POST',
  path: '/v1/sources/{code}/batches',
  tag: 'Batches',
  summary: 'Send a batch',
  description:
    'Send the file unchanged as the body: CSV in any separator and encoding that the sources use, NDJSON, JSON ' +
    'or XLSX, of any size, also packed with gzip. The visible sheets of a workbook are read together where their ' +
    'headers agree. `reading` in the response tells which columns were understood, which were not, and which rows are ' +
    'no records. The response is sent once every row is stored. Linking continues afterwards: poll the ' +
    'address in Location. With an Idempotency-Key, an interrupted upload can be sent again, and a complete one ' +
    'is not stored twice. A source receives one batch at a time. A key of an area sends mode=delta only, and ' +
    'rows outside its area are rejected.',
  access: ['producer'],
  reach: 'confined',
  params: Params,
  query: Query,
  upload: {
    'text/csv': 'source_key,name,dob,sex\nA-1,SITI AMINAH,1971-03-09,P\n',
    'application/x-ndjson': '{"source_key":"A-1","name":"SITI AMINAH"}\n',
    'application/json': '',
    [XLSX_TYPE]: '',
    'application/gzip': '',
    'application/octet-stream': '',
  },
  answers: {
    202: {
      description:
        'Every readable row is stored. Check `state`: the content of the file may cause the batch to be refused.',
      schema: Batch,
      headers: { location: 'Address of the batch.' },
    },
  },
  refusals: ['RIGHTS_MISSING', 'SOURCE_BUSY', 'SOURCE_UNKNOWN'],
  handle: receive,
})

async function receive(call: Upload): Promise<Answer<202, BodyOf<typeof Batch>> | Refusal> {
  const { context, rights, params, query, headers, raw } = call
  if (!maySendSource(rights, params.code)) return refuse('SOURCE_UNKNOWN', 'There is no such source.')
  if (rights.areaPrefix !== undefined && query.mode === 'snapshot')
    throw new HttpProblem('RIGHTS_MISSING', 'A snapshot would withdraw records outside the area of the key.')
  const idempotencyKey = checkIdempotencyKey(headers['idempotency-key'])
  const { format, encoding } = readUploadType(headers['content-type'])
  checkContentEncoding(headers['content-encoding'])
  const key = watchKey(call)
  const input = uploadInput(raw, {
    paceMs: context.limits.paceMs,
    leastBytesPerS: context.limits.leastBytesPerS,
    onEnd: key.check,
    onBytes: (count) => {
      context.metrics.received(count)
    },
  })
  const received = await receiveInto(call, idempotencyKey, {
    source: params.code,
    mode: query.mode,
    input: input.pieces,
    sentBy: rights.actor,
    signal: AbortSignal.any([call.gone(), context.uploadsEnd, key.ended]),
    ...(format === undefined ? {} : { format }),
    ...(encoding === undefined ? {} : { encoding }),
    ...(query.sheet === undefined ? {} : { sheet: query.sheet }),
    ...(rights.areaPrefix === undefined ? {} : { areaPrefix: rights.areaPrefix }),
  }).finally(key.stop)
  if (key.ended.aborted) await key.check()
  if (input.isTooSlow()) throw new HttpProblem('BODY_TOO_SLOW', 'The body arrived too slowly; send it again.')
  if (isRefusal(received)) return received
  context.linker.wake()
  return answerFor(received)
}

async function receiveInto(
  { context, rights, params, query }: Upload,
  idempotencyKey: string | undefined,
  incoming: IncomingBatch,
): Promise<ReceivedOnce | Refusal> {
  if (idempotencyKey === undefined) {
    const batch = await receiveBatch(context.registry, incoming)
    return isRefusal(batch) ? batch : { kind: 'received', batch }
  }
  const sheet = query.sheet === undefined ? '' : ` ${query.sheet}`
  const operation = `POST batches ${params.code} ${query.mode}${sheet}`
  return receiveOnce(context.registry, incoming, { actor: rights.keyId, operation, idempotencyKey })
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
      throw new HttpProblem('IDEMPOTENCY_KEY_REUSED', 'This Idempotency-Key was used for another batch.')
    case 'busy':
      throw new HttpProblem('IDEMPOTENCY_KEY_BUSY', 'The batch of this Idempotency-Key is still being received.')
  }
}
