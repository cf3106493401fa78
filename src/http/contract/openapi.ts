import { z } from 'zod'
import { groupBy } from '../../domain/group-by.js'
import { commonProblems } from './openapi-problems.js'
import { PROBLEM_STATUS, type ProblemCode } from './problem.js'
import type { AnswerForm, Route } from './route.js'
import { Problem } from './problem-schema.js'

type Json = Record<string, unknown>

/** The OpenAPI 3.1 document of the routes. Throws if two schemas have the same id. */
export function openapiDocument(routes: readonly Route[]): Json {
  const schemas = new Schemas()
  const problem = schemas.reference(Problem, 'output')
  const paths: Record<string, Json> = {}
  for (const route of routes) {
    const path = (paths[route.path] ??= {})
    path[route.method.toLowerCase()] = operation(route, schemas, problem)
  }
  return {
    openapi: '3.1.0',
    info: INFO,
    servers: [{ url: '/' }],
    security: [{ key: [] }],
    tags: [...new Set(routes.map(({ tag }) => tag))].map((name) => ({ name })),
    paths,
    components: {
      securitySchemes: { key: { type: 'http', scheme: 'bearer', description: 'A key, as returned by POST /v1/keys.' } },
      schemas: schemas.named,
    },
  }
}

const INFO = {
  title: 'Padan',
  version: '1.0.0',
  description:
    'One registry of persons and households, linked from the social-assistance lists of agencies. Agencies send ' +
    'their sources in batches or record by record. The service links the records of one person, forms ' +
    'households, and queues conflicts for stewards. NIK, KK, phone and account are shown as tokens, and ' +
    'birth dates as years, unless the key has the scope pii:read; such reads are written to the audit log with the purpose in ' +
    'X-Purpose. Errors are problem documents (RFC 9457) with a code. All examples are invented.',
  license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
}

/** Writes each schema with an id once, under components, and references it elsewhere. */
class Schemas {
  readonly named: Record<string, Json> = {}

  reference(schema: z.ZodType, io: 'input' | 'output'): Json {
    const made = z.toJSONSchema(schema, { io, unrepresentable: 'any' }) as Json
    const { $defs = {} } = made as { $defs?: Record<string, Json> }
    for (const [name, definition] of Object.entries($defs)) this.#keep(name, definition)
    const { id } = made
    if (typeof id !== 'string') return plainSchema(made)
    this.#keep(id, made)
    return { $ref: `#/components/schemas/${id}` }
  }

  #keep(name: string, definition: Json): void {
    const kept = plainSchema(definition)
    const known = this.named[name]
    if (known !== undefined && JSON.stringify(known) !== JSON.stringify(kept))
      throw new Error(`Two schemas are called ${name}`)
    this.named[name] = kept
  }
}

/** A schema without the keywords of a document of its own. */
function plainSchema(schema: Json): Json {
  const own = Object.entries(schema).filter(([name]) => name !== '$schema' && name !== '$defs' && name !== 'id')
  const text = JSON.stringify(Object.fromEntries(own))
  return JSON.parse(text.replaceAll('"#/$defs/', '"#/components/schemas/')) as Json
}

function operation(route: Route, schemas: Schemas, problem: Json): Json {
  const { id, tag, summary, description, access, reach } = route
  const parameters = [
    ...parametersOf(route.params, { place: 'path', schemas }),
    ...parametersOf(route.query, { place: 'query', schemas }),
    ...headerParameters(route),
  ]
  return {
    operationId: id,
    tags: [tag],
    summary,
    description: access === 'open' ? description : `${description}\n\n${rolesText(access)}${REACH_TEXT[reach]}`,
    ...(access === 'open' ? { security: [] } : {}),
    ...(parameters.length === 0 ? {} : { parameters }),
    ...requestBody(route, schemas),
    responses: { ...answersOf(route, schemas), ...problemsOf(route, problem) },
  }
}

const REACH_TEXT = { confined: '', plain: '', refused: ' Refuses keys that are limited to an area.' } as const

function rolesText(roles: readonly string[]): string {
  const names = [...roles.filter((role) => role !== 'admin'), 'admin'].map((role) => `\`${role}\``)
  return `Roles: ${names.join(', ')}.`
}

function parametersOf(
  schema: z.ZodType | undefined,
  { place, schemas }: { place: 'path' | 'query'; schemas: Schemas },
): Json[] {
  if (schema === undefined) return []
  const { properties = {}, required = [] } = schemas.reference(schema, 'input') as {
    properties?: Record<string, Json>
    required?: string[]
  }
  return Object.entries(properties).map(([name, { description, ...own }]) => ({
    name,
    in: place,
    required: place === 'path' || required.includes(name),
    ...(description === undefined ? {} : { description }),
    // An array in a query is one text with commas.
    ...(own.type === 'array' ? { style: 'form', explode: false } : {}),
    schema: own,
  }))
}

function headerParameters({ isIdempotent, upload, needsMatch, showsPersonal }: Route): Json[] {
  const text = { type: 'string' }
  const own: Json[] = []
  if (isIdempotent === true || upload !== undefined)
    own.push(
      header('Idempotency-Key', 'Any text of your own. A repeated request with the same key has no second effect.', {
        ...text,
        minLength: 1,
        maxLength: 255,
      }),
    )
  if (needsMatch === true) own.push(header('If-Match', 'The ETag of the version that you have read.', text))
  if (showsPersonal === true)
    own.push(
      header('X-Purpose', 'Purpose of reading the personal data; stored in the audit log.', {
        ...text,
        maxLength: 500,
      }),
    )
  return own
}

function header(name: string, description: string, schema: Json): Json {
  return { name, in: 'header', required: false, description, schema }
}

function requestBody({ body, upload }: Route, schemas: Schemas): Json {
  if (upload !== undefined) {
    const content = Object.entries(upload).map(([type, example]): [string, Json] => [
      type,
      { schema: { type: 'string', format: 'binary' }, ...(example === '' ? {} : { example }) },
    ])
    return { requestBody: { required: true, content: Object.fromEntries(content) } }
  }
  if (body === undefined) return {}
  return { requestBody: { required: true, content: { 'application/json': media(body, schemas, 'input') } } }
}

function media(schema: z.ZodType, schemas: Schemas, io: 'input' | 'output'): Json {
  const examples = schema.meta()?.examples
  const [example] = Array.isArray(examples) ? (examples as unknown[]) : []
  return { schema: schemas.reference(schema, io), ...(example === undefined ? {} : { example }) }
}

function answersOf({ answers }: Route, schemas: Schemas): Json {
  return Object.fromEntries(Object.entries(answers).map(([status, form]) => [status, answerForm(form, schemas)]))
}

function answerForm({ description, schema, texts = {}, headers = {} }: AnswerForm, schemas: Schemas): Json {
  const content: Json = schema === undefined ? {} : { 'application/json': media(schema, schemas, 'output') }
  for (const [type, example] of Object.entries(texts)) content[type] = { schema: { type: 'string' }, example }
  const named = Object.entries(headers).map(([name, meaning]) => [
    name,
    { description: meaning, schema: { type: 'string' } },
  ])
  return {
    description,
    ...(named.length === 0 ? {} : { headers: Object.fromEntries(named) as Json }),
    ...(Object.keys(content).length === 0 ? {} : { content }),
  }
}

/** One response for each status, with its codes. */
function problemsOf(route: Route, problem: Json): Json {
  const codes = new Set<ProblemCode>([...(route.refusals ?? []), ...commonProblems(route)])
  const byStatus = groupBy([...codes].sort(), (code) => PROBLEM_STATUS[code])
  const answers = [...byStatus].map(([status, own]): [string, Json] => {
    const description = own.map((code) => `\`${code}\``).join(', ')
    const schema = { allOf: [problem, { properties: { code: { enum: own }, status: { const: status } } }] }
    const [code = 'SERVICE_FAILED'] = own
    return [
      String(status),
      { description, content: { 'application/problem+json': { schema, example: exampleOf(code, status) } } },
    ]
  })
  return Object.fromEntries(answers)
}

function exampleOf(code: ProblemCode, status: number): Json {
  return {
    type: `urn:padan:problem:${code}`,
    title: code.charAt(0) + code.slice(1).toLowerCase().replaceAll('_', ' '),
    status,
    code,
    detail: 'A sentence that explains the problem.',
    instance: 'urn:padan:request:6f1d1c3e-6b0e-4a52-9c52-2f7d8f0f3a11',
  }
}

/** The text of openapi/openapi.json. */
export function openapiText(routes: readonly Route[]): string {
  return `${JSON.stringify(openapiDocument(routes), null, 2)}\n`
}
