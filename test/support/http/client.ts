import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js'
import type { Test } from 'tap'
import { openapiDocument } from '../../../src/http/contract/openapi.js'
import { ROUTES } from '../../../src/http/server/routes.js'
import { ADMIN_KEY, type TestService } from './test-service.js'

/** A response; a JSON body is parsed, any other body is in `text`. */
export interface ClientResponse {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly body: Record<string, unknown> & { readonly items?: readonly Record<string, unknown>[] }
  readonly text: string
}

/** `body` is sent as JSON unless it is text or bytes. */
export interface CallOptions {
  readonly key?: string | undefined
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: unknown
}

/** Calls a running service as an integrator does; each response is checked against the API document. */
export interface Client {
  get(path: string, options?: CallOptions): Promise<ClientResponse>
  post(path: string, body?: unknown, options?: CallOptions): Promise<ClientResponse>
  put(path: string, body: unknown, options?: CallOptions): Promise<ClientResponse>
  delete(path: string, options?: CallOptions): Promise<ClientResponse>
  call(method: string, path: string, options?: CallOptions): Promise<ClientResponse>
  /** The bytes of a response. */
  bytes(path: string, options?: CallOptions): Promise<Uint8Array>
  /** The same with another key; `undefined` for none. */
  as(key: string | undefined): Client
}

type Json = Record<string, unknown>

const document = openapiDocument(ROUTES) as { paths: Record<string, Record<string, Operation>>; components: Json }
interface Operation {
  readonly responses: Record<string, { readonly content?: Record<string, { readonly schema: Json }> }>
}
const ajv = new Ajv2020({ strict: false, validateFormats: false, allErrors: true })
const validators = new Map<string, ValidateFunction>()

/** A client with the first admin's key. */
export function client(t: Test, service: Pick<TestService, 'address'>): Client {
  return clientWith(t, service, ADMIN_KEY)
}

function clientWith(t: Test, service: Pick<TestService, 'address'>, key: string | undefined): Client {
  const call = async (method: string, path: string, options: CallOptions = {}): Promise<ClientResponse> => {
    const sentKey = 'key' in options ? options.key : key
    const isRaw =
      typeof options.body === 'string' || options.body instanceof Uint8Array || options.body instanceof ReadableStream
    const response = await fetch(service.address + path, {
      method,
      redirect: 'manual',
      headers: {
        ...(sentKey === undefined ? {} : { authorization: `Bearer ${sentKey}` }),
        ...(options.body === undefined || isRaw ? {} : { 'content-type': 'application/json' }),
        ...options.headers,
      },
      ...(options.body === undefined
        ? {}
        : { body: isRaw ? (options.body as string) : JSON.stringify(options.body), duplex: 'half' }),
    })
    const answered = await read(response)
    const violation = contractViolation(method, path, answered)
    if (violation !== undefined) t.fail(`${method} ${path}: ${violation}`)
    return answered
  }
  return {
    call,
    bytes: async (path, { headers = {} } = {}) => {
      const bearer: Record<string, string> = key === undefined ? {} : { authorization: `Bearer ${key}` }
      const response = await fetch(service.address + path, { headers: { ...bearer, ...headers } })
      return new Uint8Array(await response.arrayBuffer())
    },
    get: (path, options) => call('GET', path, options),
    post: (path, body, options) => call('POST', path, { ...options, body }),
    put: (path, body, options) => call('PUT', path, { ...options, body }),
    delete: (path, options) => call('DELETE', path, options),
    as: (other) => clientWith(t, service, other),
  }
}

async function read(response: Response): Promise<ClientResponse> {
  const text = await response.text()
  const headers = Object.fromEntries(response.headers)
  const isJson = /[/+]json/.test(headers['content-type'] ?? '')
  return {
    status: response.status,
    headers,
    text,
    body: (isJson && text !== '' ? JSON.parse(text) : {}) as ClientResponse['body'],
  }
}

/** How a response breaks the API document; undefined where it does not. */
export function contractViolation(
  method: string,
  path: string,
  { status, headers, text }: ClientResponse,
): string | undefined {
  if (status === 500) return 'the service failed'
  const pattern = patternOf(path)
  const operation = pattern === undefined ? undefined : document.paths[pattern]?.[method.toLowerCase()]
  if (operation === undefined || pattern === undefined) return undefined // no route: 404, 405
  const response = operation.responses[String(status)]
  if (response === undefined) return `status ${status} is not documented: ${text.slice(0, 300)}`
  if (headers['cache-control'] !== 'no-store') return 'the answer may be kept'
  const type = (headers['content-type'] ?? '').split(';')[0] ?? ''
  if (response.content === undefined) return text === '' ? undefined : `status ${status} has a body`
  const content = response.content[type]
  if (content === undefined) return `type ${type} is not documented for ${status}`
  if (!/json$/.test(type) || type === 'application/x-ndjson') return undefined
  const validate = validatorOf(`${method} ${pattern} ${status} ${type}`, content.schema)
  return validate(JSON.parse(text)) ? undefined : ajv.errorsText(validate.errors)
}

function validatorOf(name: string, schema: Json): ValidateFunction {
  const known = validators.get(name)
  if (known !== undefined) return known
  const validate = ajv.compile({ ...schema, components: document.components })
  validators.set(name, validate)
  return validate
}

function patternOf(path: string): string | undefined {
  const parts = (path.split('?')[0] ?? '').split('/')
  return Object.keys(document.paths).find((pattern) => {
    const wanted = pattern.split('/')
    return wanted.length === parts.length && wanted.every((part, at) => part.startsWith('{') || part === parts[at])
  })
}
