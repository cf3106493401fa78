import type { IncomingHttpHeaders } from 'node:http'
import { HttpProblem } from './problem.js'

/** The strong entity tag of a version. */
export function etagOf(version: number | string): string {
  return `"${version}"`
}

const MATCHES = /^(?:\*|"[^"]*"(?:\s*,\s*"[^"]*")*)$/

/** Declines with ETAG_MISSING without If-Match, and with ETAG_STALE where it names another version. */
export function requireMatch(headers: IncomingHttpHeaders, etag: string): void {
  if (headers['if-match'] === undefined)
    throw new HttpProblem('ETAG_MISSING', 'Say by If-Match which version you have seen: its ETag.')
  allowMatch(headers, etag)
}

/** Declines with ETAG_STALE where If-Match is there and names another version. `undefined`: there is nothing yet. */
export function allowMatch(headers: IncomingHttpHeaders, etag: string | undefined): void {
  const given = headers['if-match']
  if (given === undefined) return
  if (!MATCHES.test(given.trim())) throw new HttpProblem('HEADER_INVALID', 'If-Match is * or strong entity tags.')
  const tags = given.split(',').map((tag) => tag.trim())
  if (etag === undefined || !(tags.includes('*') || tags.includes(etag)))
    throw new HttpProblem('ETAG_STALE', 'It has changed since: read it anew.')
}

/** The version that If-Match names; declines with ETAG_MISSING or HEADER_INVALID. */
export function versionToMatch(headers: IncomingHttpHeaders): number {
  const given = headers['if-match']
  if (given === undefined)
    throw new HttpProblem('ETAG_MISSING', 'Say by If-Match which version you have seen: its ETag.')
  const version = /^"(\d{1,15})"$/.exec(given.trim())?.[1]
  if (version === undefined) throw new HttpProblem('ETAG_STALE', 'It has changed since: read it anew.')
  return Number(version)
}
