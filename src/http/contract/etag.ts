import type { IncomingHttpHeaders } from 'node:http'
import type { SeenVersions } from '../../application/linkage/state/single-change.js'
import { HttpProblem } from './problem.js'

/** The strong entity tag of a version. */
export function etagOf(version: number | string): string {
  return `"${version}"`
}

const VERSION = /"(\d{1,15})"/g
const MATCHES = /^(?:\*|"[^"]*"(?:\s*,\s*"[^"]*")*)$/

/**
 * The versions in If-Match, `any` for `*`, nothing without the header; throws HEADER_INVALID. Tags that are no versions are
 * left out: no record has them.
 */
export function seenBy(headers: IncomingHttpHeaders): { readonly seen?: SeenVersions } {
  const given = headers['if-match']?.trim()
  if (given === undefined) return {}
  if (!MATCHES.test(given)) throw new HttpProblem('HEADER_INVALID', 'If-Match must be * or strong entity tags.')
  return { seen: given === '*' ? 'any' : [...given.matchAll(VERSION)].map((tag) => Number(tag[1])) }
}

export function declineStale(): never {
  throw new HttpProblem('ETAG_STALE', 'The resource has changed: read it again.')
}

/** The version in If-Match; throws ETAG_MISSING or ETAG_STALE. */
export function versionToMatch(headers: IncomingHttpHeaders): number {
  const given = headers['if-match']
  if (given === undefined)
    throw new HttpProblem('ETAG_MISSING', 'Send the ETag of the version that you have read as If-Match.')
  const version = /^"(\d{1,15})"$/.exec(given.trim())?.[1]
  if (version === undefined) return declineStale()
  return Number(version)
}
