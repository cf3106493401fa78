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
 * The versions that If-Match says were seen, `any` for `*`, nothing where it is not there; declines with HEADER_INVALID. Tags
 * that are no versions are left out: nothing has them.
 */
export function seenBy(headers: IncomingHttpHeaders): { readonly seen?: SeenVersions } {
  const given = headers['if-match']?.trim()
  if (given === undefined) return {}
  if (!MATCHES.test(given)) throw new HttpProblem('HEADER_INVALID', 'If-Match is * or strong entity tags.')
  return { seen: given === '*' ? 'any' : [...given.matchAll(VERSION)].map((tag) => Number(tag[1])) }
}

/** Declines with ETAG_STALE. */
export function declineStale(): never {
  throw new HttpProblem('ETAG_STALE', 'It has changed since: read it anew.')
}

/** The version that If-Match names; declines with ETAG_MISSING or HEADER_INVALID. */
export function versionToMatch(headers: IncomingHttpHeaders): number {
  const given = headers['if-match']
  if (given === undefined)
    throw new HttpProblem('ETAG_MISSING', 'Say by If-Match which version you have seen: its ETag.')
  const version = /^"(\d{1,15})"$/.exec(given.trim())?.[1]
  if (version === undefined) return declineStale()
  return Number(version)
}
