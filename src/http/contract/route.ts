import type { IncomingHttpHeaders, IncomingMessage } from 'node:http'
import type { z } from 'zod'
import type { Refusal } from '../../application/context/refusals.js'
import type { KeepAnswer } from '../../application/access/keyed-requests.js'
import type { Rights, Role } from '../../application/access/rights.js'
import type { Answer, EmptyAnswer, SentAnswer, TextBody } from './answer.js'
import type { Context } from '../context/context.js'
import type { ProblemCode } from './problem.js'

export type Method = 'GET' | 'POST' | 'PUT' | 'DELETE'

/** A request to a route, with its input parsed by the route's schemas. */
export interface Call<Params, Query, Body> {
  readonly context: Context
  /** Rights of the key; in open routes, of nobody. */
  readonly rights: Rights
  readonly params: Params
  readonly query: Query
  readonly body: Body
  readonly headers: IncomingHttpHeaders
  /** Made by the server. */
  readonly requestId: string
  /** The caller's own, if it is a UUID. */
  readonly callerRequestId: string | undefined
  /** Path and query of the request. */
  readonly url: string
  /** Returns a signal that aborts when the caller disconnects. */
  readonly gone: () => AbortSignal
  /** The request itself, for a route that streams the body. */
  readonly raw: IncomingMessage
  /** For a request with an `Idempotency-Key`: keeps its answer in the transaction of its changes (`inTransaction`). */
  readonly keepAnswer?: KeepAnswer
}

/** The form of the answer of one status. */
export interface AnswerForm {
  readonly description: string
  /** Of a JSON body. */
  readonly schema?: z.ZodType
  /** Media types other than JSON, each with an example. */
  readonly texts?: Readonly<Record<string, string>>
  /** Names and descriptions. */
  readonly headers?: Readonly<Record<string, string>>
}

/** `open`: without a key. Otherwise the roles that may call; an admin always may. */
export type Access = 'open' | readonly Role[]

/**
 * What a key that is limited to an area may do by a route. `confined`: it reads and changes only what lies in the area. `plain`:
 * the route tells nothing of any person or place, and changes nothing. `refused`: the route concerns the whole registry.
 */
export type Reach = 'confined' | 'plain' | 'refused'

/** The answers of a route by their status. */
export type AnswerForms = Readonly<Record<number, AnswerForm>>

/** A type whose arrays and fields are readonly, at every depth. */
type DeepReadonly<T> = unknown extends T ? T : { readonly [Key in keyof T]: DeepReadonly<T[Key]> }

/** The body that a schema describes. It is sent as JSON: a `Date` does not fit a text. */
export type BodyOf<Schema> = DeepReadonly<z.output<Schema>>

type AnswerOf<Status extends number, Form extends AnswerForm> = Form extends { readonly schema: infer Schema }
  ? Answer<Status, BodyOf<Schema>>
  : Form extends { readonly texts: object }
    ? Answer<Status, TextBody>
    : EmptyAnswer<Status>

/** Every answer that the schemas of a route allow. */
export type AllowedAnswer<Forms extends AnswerForms> = {
  [Status in keyof Forms & number]: AnswerOf<Status, Forms[Status]>
}[keyof Forms & number]

interface RouteForm<Params, Query, Body, Forms> {
  /** The operation id, in camelCase. */
  readonly id: string
  readonly method: Method
  /** With parameters as `{name}`. */
  readonly path: string
  readonly tag: string
  readonly summary: string
  readonly description: string
  readonly access: Access
  readonly reach: Reach
  readonly params?: z.ZodType<Params>
  readonly query?: z.ZodType<Query>
  readonly body?: z.ZodType<Body>
  /** Media types, each with an example, of a body that the route streams. */
  readonly upload?: Readonly<Record<string, string>>
  /** Whether it takes an `Idempotency-Key`; its handler then uses `inTransaction`. Uploads handle the key themselves. */
  readonly isIdempotent?: boolean
  /** Whether `If-Match` is required; the route reads it with `versionToMatch`. */
  readonly needsMatch?: boolean
  /** Whether the answer holds NIK, KK or phone in full for a key with the scope pii:read. */
  readonly showsPersonal?: boolean
  readonly answers: Forms
  /** Codes of its use case; those of every route are added. */
  readonly refusals?: readonly ProblemCode[]
}

interface Definition<Params, Query, Body, Forms extends AnswerForms> extends RouteForm<Params, Query, Body, Forms> {
  readonly handle: (call: Call<Params, Query, Body>) => Promise<AllowedAnswer<NoInfer<Forms>> | Refusal>
}

/** A route of any input and any answers. */
export interface Route extends RouteForm<unknown, unknown, unknown, AnswerForms> {
  readonly handle: (call: Call<unknown, unknown, unknown>) => Promise<SentAnswer | Refusal>
}

/**
 * Defines a route. The schemas type the handler: it receives their output, and it must return one of the declared answers
 * or a refusal.
 */
export function route<Forms extends AnswerForms, Params = undefined, Query = undefined, Body = undefined>(
  definition: Definition<Params, Query, Body, Forms>,
): Route {
  return definition as unknown as Route
}
