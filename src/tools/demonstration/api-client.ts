import { createReadStream } from 'node:fs'
import { Readable } from 'node:stream'
import type { z } from 'zod'

/** The service's address, the API key, and a signal that aborts pending calls. */
export interface ApiAccess {
  readonly address: string
  readonly key: string
  readonly signal: AbortSignal
}

/** A response with the version of what it shows. */
export interface Versioned<Body> {
  readonly body: Body
  readonly etag: string
}

/** Calls the API with one key. Every call throws an error with the problem's code where the response is not a success. */
export class ApiClient {
  readonly #access: ApiAccess

  constructor(access: ApiAccess) {
    this.#access = access
  }

  async get<Body>(path: string, schema: z.ZodType<Body>): Promise<Body> {
    const { body } = await this.getVersioned(path, schema)
    return body
  }

  async getVersioned<Body>(path: string, schema: z.ZodType<Body>): Promise<Versioned<Body>> {
    const response = await this.#call(path, {})
    return { body: schema.parse(await response.json()), etag: response.headers.get('etag') ?? '' }
  }

  /** Returns the items of an NDJSON response. */
  async lines<Item>(path: string, schema: z.ZodType<Item>): Promise<Item[]> {
    const response = await this.#call(path, {})
    const text = await response.text()
    const lines = text.split('\n').filter((line) => line !== '')
    return lines.map((line) => schema.parse(JSON.parse(line)))
  }

  async post<Body>(path: string, { json, etag }: Posted, schema: z.ZodType<Body>): Promise<Body> {
    const headers = { 'content-type': 'application/json', ...(etag === undefined ? {} : { 'if-match': etag }) }
    const response = await this.#call(path, { method: 'POST', headers, body: JSON.stringify(json) })
    return schema.parse(await response.json())
  }

  /** Sends a file. With the same idempotency key it can be sent again without being received twice. */
  async send<Body>(path: string, { file, type, idempotencyKey }: SentFile, schema: z.ZodType<Body>): Promise<Body> {
    const body = Readable.toWeb(createReadStream(file)) as ReadableStream
    const headers = { 'content-type': type, 'idempotency-key': idempotencyKey }
    const response = await this.#call(path, { method: 'POST', headers, body, duplex: 'half' })
    return schema.parse(await response.json())
  }

  async #call(path: string, init: RequestInit): Promise<Response> {
    const { address, key, signal } = this.#access
    const headers = { ...(init.headers as Record<string, string> | undefined), authorization: `Bearer ${key}` }
    const response = await fetch(`${address}${path}`, { ...init, headers, signal })
    if (response.ok) return response
    const { code } = (await response.json()) as { code?: string }
    throw new Error(`${init.method ?? 'GET'} ${path.split('?')[0] ?? ''}: ${response.status} ${code ?? ''}`)
  }
}

/** A body to post, with the version that the caller saw. */
export interface Posted {
  readonly json: object
  readonly etag?: string
}

export interface SentFile {
  readonly file: string
  /** The media type. */
  readonly type: string
  readonly idempotencyKey: string
}
