import { randomBytes } from 'node:crypto'
import { createInterface } from 'node:readline'
import { Readable } from 'node:stream'
import { CONFLICT_KINDS } from '../../domain/registry/conflicts/conflict.js'
import type { FlatRecord } from '../synthetic/population/record.js'
import { matchRequests, putRequests, searchRequests } from './bench-queries.js'
import type { LoadMeasure, LoadRequest, LoadSettings } from './load-plan.js'
import { measureLoad } from './measure-load.js'

/**
 * The load of each measured call. Persons are read masked by one key and in full, which is audited, by another, which also
 * matches and searches: wrong guesses of a key that sees tokens are limited. Single
 * records are sent by one caller and by many.
 */
export type HttpCall =
  'match' | 'person' | 'personInFull' | 'search' | 'conflictQueue' | 'conflict' | 'record' | 'recordsAtOnce'

/** The measure of each call; undefined where there was nothing to request. */
export type HttpMeasure = Readonly<Record<HttpCall, LoadMeasure | undefined>>

export type HttpLoad = Readonly<Record<HttpCall, LoadSettings>>

export const HTTP_LOAD: HttpLoad = {
  match: { callers: 4, requests: 6000, warmUp: 1000 },
  person: { callers: 32, requests: 40_000, warmUp: 5000 },
  personInFull: { callers: 32, requests: 40_000, warmUp: 5000 },
  search: { callers: 4, requests: 4000, warmUp: 500 },
  conflictQueue: { callers: 1, requests: 1000, warmUp: 100 },
  conflict: { callers: 2, requests: 400, warmUp: 40 },
  record: { callers: 1, requests: 1000, warmUp: 200 },
  recordsAtOnce: { callers: 256, requests: 6000, warmUp: 256 },
}

/** A service that listens on the filled registry. */
export interface BenchService {
  readonly address: string
  readonly close: () => Promise<void>
}

/** Starts the service with this key for its first admin. */
export type Serve = (adminKey: string) => Promise<BenchService>

/** The records to query and the load of each call. */
export interface HttpBench {
  readonly sample: readonly FlatRecord[]
  readonly load: HttpLoad
}

/** Serves the registry and measures the calls one by one, each from its own process. Throws for any status but 200, 201. */
export async function benchHttp(serve: Serve, { sample, load }: HttpBench): Promise<HttpMeasure> {
  const adminKey = randomBytes(24).toString('hex')
  const { address, close } = await serve(adminKey)
  try {
    const admin = { address, key: adminKey }
    const masked = { address, key: await makeKey(admin, { name: 'masked', scopes: [] }) }
    const inFull = { address, key: await makeKey(admin, { name: 'in full', scopes: ['pii:read'] }) }
    const persons = (await exportedPersons(masked)).map((id) => get(`/v1/persons/${id}`))
    const conflicts = await openConflicts(masked)
    const news = putRequests(countOf(load.record) + countOf(load.recordsAtOnce))
    return {
      match: await measureLoad({ ...inFull, ...load.match, asked: matchRequests(sample) }),
      person: await measureLoad({ ...masked, ...load.person, asked: persons }),
      personInFull: await measureLoad({ ...inFull, ...load.personInFull, asked: persons }),
      search: await measureLoad({ ...inFull, ...load.search, asked: searchRequests(sample) }),
      conflictQueue: await measureLoad({ ...masked, ...load.conflictQueue, asked: QUEUES.map(get) }),
      conflict: await measureLoad({ ...masked, ...load.conflict, asked: conflicts.map(get) }),
      record: await measureLoad({ ...admin, ...load.record, asked: news.splice(0, countOf(load.record)) }),
      recordsAtOnce: await measureLoad({ ...admin, ...load.recordsAtOnce, asked: news }),
    }
  } finally {
    await close()
  }
}

function countOf({ requests, warmUp }: LoadSettings): number {
  return requests + warmUp
}

/** The whole queue of conflicts, and the queue of one kind. */
const QUEUES = ['/v1/conflicts', ...CONFLICT_KINDS.map((kind) => `/v1/conflicts?kind=${kind}`)]

function get(path: string): LoadRequest {
  return { method: 'GET', path }
}

interface Door {
  readonly address: string
  readonly key: string
}

async function call({ address, key }: Door, path: string, init: RequestInit = {}): Promise<Response> {
  const headers = { authorization: `Bearer ${key}`, 'content-type': 'application/json' }
  const response = await fetch(address + path, { ...init, headers })
  if (!response.ok) throw new Error(`${path.split('?')[0] ?? ''} answered ${response.status}`)
  return response
}

async function makeKey(admin: Door, rights: { name: string; scopes: readonly string[] }): Promise<string> {
  const body = JSON.stringify({ ...rights, roles: ['reader', 'steward'] })
  const made = (await (await call(admin, '/v1/keys', { method: 'POST', body })).json()) as { key: string }
  return made.key
}

const MOST_PERSONS = 20_000

/** Returns persons from all parts of the registry, from the export of links. */
async function exportedPersons(door: Door): Promise<string[]> {
  const { body } = await call(door, '/v1/exports/links')
  const ids = new Set<string>()
  for await (const line of createInterface({ input: Readable.fromWeb(body as never) })) {
    const link = JSON.parse(line) as { person_id: string | null }
    if (link.person_id !== null) ids.add(link.person_id)
  }
  const stride = Math.ceil(ids.size / MOST_PERSONS)
  return [...ids].filter((_, at) => at % stride === 0)
}

/** The addresses of the first open conflicts of each kind. */
async function openConflicts(door: Door): Promise<string[]> {
  const paths: string[] = []
  for (const queue of QUEUES) {
    const { items } = (await (await call(door, queue)).json()) as { items: readonly { id: string }[] }
    for (const { id } of items) paths.push(`/v1/conflicts/${id}`)
  }
  return [...new Set(paths)]
}
