import fc from 'fast-check'
import { test } from 'tap'
import { openapiDocument } from '../../../src/http/contract/openapi.js'
import { ROUTES } from '../../../src/http/server/routes.js'
import { client } from '../../support/http/client.js'
import { addSource, finishedBatch, list, sendBatch } from '../../support/http/send-batch.js'
import { testService } from '../../support/http/test-service.js'

type Json = Record<string, unknown>
interface Parameter {
  readonly name: string
  readonly in: 'path' | 'query' | 'header'
  readonly required: boolean
  readonly schema: Json
}
interface Operation {
  readonly operationId: string
  readonly parameters?: readonly Parameter[]
  readonly requestBody?: { readonly content: Record<string, { readonly example?: unknown }> }
}

/** Requests for each operation; PADAN_FUZZ sets more. */
const REQUESTS = Number(process.env.PADAN_FUZZ ?? 12)
const SEED = Number(process.env.PADAN_FUZZ_SEED ?? 1606)

const NASTY = [
  '',
  ' ',
  '0',
  '-1',
  '1e9',
  'null',
  "' OR 1=1 --",
  '%',
  '%%',
  '../..',
  '\\',
  '\u202e',
  '😀',
  '\ud800',
  'a\nb',
  '[]',
  'x'.repeat(600),
]
const IDS = ['11111111-1111-4111-8111-111111111111', 'dinsos', 'warga', 'A-1', 'dtks']

/** A request that comes near to what the document asks for, with faults of all kinds. */
function requests(
  path: string,
  operation: Operation,
): fc.Arbitrary<{ path: string; headers: Record<string, string>; body: unknown }> {
  const { parameters = [], requestBody } = operation
  const place = (where: string) => parameters.filter((parameter) => parameter.in === where)
  const texts = fc.oneof(
    { weight: 3, arbitrary: fc.constantFrom(...IDS) },
    fc.constantFrom(...NASTY),
    fc.string({ unit: 'grapheme' }),
  )
  const values = (some: readonly Parameter[]): fc.Arbitrary<Json> => {
    const model = Object.fromEntries(some.map(({ name, schema }) => [name, fc.oneof(texts, valueOf(schema))]))
    const needed = some.filter(({ required }) => required).map(({ name }) => name)
    return fc.record(model, { requiredKeys: needed })
  }
  return fc
    .record({
      params: values(place('path')),
      query: values(place('query')),
      header: values(place('header')),
      body: bodyFor(requestBody),
    })
    .map(({ params, query, header, body }) => ({
      path: addressOf(path, params, query),
      headers: Object.fromEntries(Object.entries(header).map(([name, value]) => [name, printable(String(value))])),
      body,
    }))
}

function valueOf(schema: Json): fc.Arbitrary<string> {
  if (Array.isArray(schema.enum)) return fc.constantFrom(...(schema.enum as string[]))
  if (schema.type === 'integer') return fc.integer({ min: -2, max: 70 }).map(String)
  const inner = schema.items as Json | undefined
  if (Array.isArray(inner?.enum))
    return fc.subarray(inner.enum as string[], { minLength: 1 }).map((some) => some.join(','))
  return fc.constantFrom(...IDS)
}

function bodyFor(requestBody: Operation['requestBody']): fc.Arbitrary<unknown> {
  const example = requestBody?.content['application/json']?.example
  if (requestBody === undefined) return fc.constant(undefined)
  return fc.oneof(
    { weight: 4, arbitrary: fc.constant(example).chain((value) => mutated(value)) },
    { weight: 1, arbitrary: fc.jsonValue({ maxDepth: 3 }) },
  )
}

/** The example with some of its values replaced, dropped or added. */
function mutated(value: unknown): fc.Arbitrary<unknown> {
  if (typeof value !== 'object' || value === null)
    return fc.oneof(
      { weight: 3, arbitrary: fc.constant(value) },
      fc.jsonValue({ maxDepth: 1 }),
      fc.constantFrom(...NASTY),
    )
  if (Array.isArray(value)) return fc.oneof(fc.constant(value), fc.tuple(...value.map(mutated)), fc.constant([]))
  const fields = Object.entries(value).map(([name, inner]) => [name, mutated(inner)])
  const whole = fc.record(Object.fromEntries(fields) as Record<string, fc.Arbitrary<unknown>>, { requiredKeys: [] })
  return fc.oneof(
    { weight: 2, arbitrary: fc.constant(value) },
    { weight: 3, arbitrary: whole },
    whole.map((some) => ({ ...some, lain: 1 })),
  )
}

function addressOf(path: string, params: Json, query: Json): string {
  const filled = path.replaceAll(
    /\{(\w+)\}/g,
    (_whole, name: string) => encodeURIComponent(wellFormed(String(params[name]))) || '%20',
  )
  const text = new URLSearchParams(
    Object.entries(query).map(([name, value]): [string, string] => [name, wellFormed(String(value))]),
  ).toString()
  return text === '' ? filled : `${filled}?${text}`
}

function wellFormed(text: string): string {
  const proper = Buffer.from(text).toString()
  return proper === '.' || proper === '..' ? '%2E' : proper
}

function printable(text: string): string {
  return text.replaceAll(/[^\x21-\x7e]/g, '_').trim()
}

test('no request makes the service fail or answer against the API document', { timeout: 280_000 }, async (t) => {
  const service = await testService(t)
  const call = client(t, service)
  await addSource(call)
  await finishedBatch(call, await sendBatch(call, list(1, 2, 3)))
  const { paths } = openapiDocument(ROUTES) as { paths: Record<string, Record<string, Operation>> }
  const statuses = new Map<number, number>()
  for (const [path, methods] of Object.entries(paths))
    for (const [method, operation] of Object.entries(methods))
      for (const sent of fc.sample(requests(path, operation), { numRuns: REQUESTS, seed: SEED })) {
        const wait = sent.path.replace(/wait=\d+/, 'wait=0')
        const { status } = await call.call(method.toUpperCase(), wait, { headers: sent.headers, body: sent.body })
        statuses.set(status, (statuses.get(status) ?? 0) + 1)
      }
  t.comment(JSON.stringify(Object.fromEntries(statuses)))
  t.ok((statuses.get(200) ?? 0) > 0 && (statuses.get(400) ?? 0) > 0 && (statuses.get(422) ?? 0) > 0)
})
