import type { FastifyReply, FastifyRequest } from 'fastify'
import { hasRole, type Rights } from '../../application/access/rights.js'
import type { Context } from '../context/context.js'
import { HttpProblem } from '../contract/problem.js'
import type { Route } from '../contract/route.js'
import { checkPurpose } from '../disclosure/purpose.js'

const BEARER = /^Bearer +([\x21-\x7e]{1,512})$/i

/** Rights of the caller of an open route. */
export const NOBODY: Rights = {
  keyId: 'nobody',
  actor: 'nobody',
  roles: [],
  sources: [],
  areaPrefix: undefined,
  scopes: [],
}

/**
 * The rights of the key of a request, before its body is read; counts the request for the key's rate limit. Throws
 * KEY_MISSING, KEY_INVALID, RATE_EXCEEDED or RIGHTS_MISSING.
 */
export async function authenticate(
  context: Context,
  {
    request,
    reply,
    route,
  }: { request: FastifyRequest; reply: FastifyReply; route: Pick<Route, 'access' | 'reach' | 'showsPersonal'> },
): Promise<Rights> {
  const { access, reach } = route
  if (access === 'open') return NOBODY
  const rights = await rightsOf(context, request.headers.authorization)
  const rate = context.limiter.count(rights.keyId)
  void reply.headers(rate.headers)
  if (rate.isExceeded)
    throw new HttpProblem('RATE_EXCEEDED', 'The key has exceeded its rate limit.', {
      headers: { 'retry-after': String(rate.resetS) },
    })
  if (!hasRole(rights, access))
    throw new HttpProblem('RIGHTS_MISSING', `This call requires one of the roles ${access.join(', ')}.`)
  if (reach === 'refused' && rights.areaPrefix !== undefined)
    throw new HttpProblem('RIGHTS_MISSING', 'This covers the whole registry, but the key is limited to an area.')
  checkPurpose(route, { rights, headers: request.headers, isRequired: context.config.isPurposeRequired === true })
  return rights
}

async function rightsOf(context: Context, header: string | undefined): Promise<Rights> {
  if (header === undefined) throw new HttpProblem('KEY_MISSING', 'Send your key as Authorization: Bearer KEY.')
  const key = BEARER.exec(header)?.[1]
  const rights = key === undefined ? undefined : await context.keys.rightsOf(key)
  if (rights === undefined) throw new HttpProblem('KEY_INVALID', 'The key is unknown, expired or revoked.')
  return rights
}
