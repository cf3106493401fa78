import type { FastifyReply, FastifyRequest } from 'fastify'
import { hasRole, type Rights } from '../../application/access/rights.js'
import type { Context } from '../context/context.js'
import { costOf } from '../context/route-costs.js'
import { HttpProblem } from '../contract/problem.js'
import type { Route } from '../contract/route.js'
import { checkPurpose } from '../disclosure/purpose.js'

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
 * The rights of the key of a request, before its body is read; counts its units for the key's rate limit. Throws
 * KEY_MISSING, KEY_INVALID, KEY_ATTEMPTS_EXCEEDED, RATE_EXCEEDED or RIGHTS_MISSING.
 */
export async function authenticate(
  context: Context,
  {
    request,
    reply,
    route,
  }: { request: FastifyRequest; reply: FastifyReply; route: Pick<Route, 'id' | 'access' | 'reach' | 'showsPersonal'> },
): Promise<Rights> {
  const { access, reach } = route
  if (access === 'open') {
    countAddress(context, { request, reply, units: costOf(route).units })
    return NOBODY
  }
  const rights = await rightsOf(context, request)
  const rate = context.limiter.count(rights.keyId, costOf(route).units)
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

async function rightsOf(context: Context, { headers, ip }: FastifyRequest): Promise<Rights> {
  const header = headers.authorization
  if (header === undefined) throw new HttpProblem('KEY_MISSING', 'Send your key as Authorization: Bearer KEY.')
  const { keyAttempts } = context
  if (!keyAttempts.mayTry(ip, header))
    throw new HttpProblem('KEY_ATTEMPTS_EXCEEDED', 'Too many wrong keys come from this address.')
  const rights = await context.keyOf(header)
  if (rights === undefined) {
    await keyAttempts.failed(ip, header)
    throw new HttpProblem('KEY_INVALID', 'The key is unknown, expired or revoked.')
  }
  keyAttempts.succeeded(header)
  return rights
}

/** Counts a call of an open route for its address; throws RATE_EXCEEDED. */
export function countAddress(
  context: Context,
  { request, reply, units }: { readonly request: FastifyRequest; readonly reply: FastifyReply; readonly units: number },
): void {
  if (units === 0) return
  const rate = context.addressLimiter.count(request.ip, units)
  void reply.headers(rate.headers)
  if (rate.isExceeded)
    throw new HttpProblem('RATE_EXCEEDED', 'Too many calls come from this address.', {
      headers: { 'retry-after': String(rate.resetS) },
    })
}
