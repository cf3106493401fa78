import type { FastifyReply, FastifyRequest } from 'fastify'
import { hasRole, type Rights } from '../../application/access/rights.js'
import type { Context } from '../context/context.js'
import { HttpProblem } from '../contract/problem.js'
import type { Access } from '../contract/route.js'

const BEARER = /^Bearer +([\x21-\x7e]{1,512})$/i

/** Who calls a route that is open to all. */
export const NOBODY: Rights = {
  keyId: 'nobody',
  actor: 'nobody',
  roles: [],
  sources: [],
  areaPrefix: undefined,
  scopes: [],
}

/**
 * Whose key a request carries, before its body is read; counts the request against the key. Declines with KEY_MISSING,
 * KEY_INVALID, RATE_EXCEEDED or RIGHTS_MISSING.
 */
export async function authenticate(
  context: Context,
  { request, reply, access }: { request: FastifyRequest; reply: FastifyReply; access: Access },
): Promise<Rights> {
  if (access === 'open') return NOBODY
  const rights = await rightsOf(context, request.headers.authorization)
  const standing = context.limiter.count(rights.keyId)
  void reply.headers(standing.headers)
  if (standing.isExceeded)
    throw new HttpProblem('RATE_EXCEEDED', 'The key has made too many requests.', {
      headers: { 'retry-after': String(standing.resetS) },
    })
  if (!hasRole(rights, access))
    throw new HttpProblem('RIGHTS_MISSING', `It takes one of the roles ${access.join(', ')}.`)
  return rights
}

async function rightsOf(context: Context, header: string | undefined): Promise<Rights> {
  if (header === undefined) throw new HttpProblem('KEY_MISSING', 'Send your key as Authorization: Bearer KEY.')
  const key = BEARER.exec(header)?.[1]
  const rights = key === undefined ? undefined : await context.keys.rightsOf(key)
  if (rights === undefined) throw new HttpProblem('KEY_INVALID', 'The key is unknown, expired or revoked.')
  return rights
}
