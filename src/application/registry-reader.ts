import type { LinkingContext } from './linking/linking-context.js'
import { ContextReader } from './linking/read-context.js'
import { Gathered } from './gathered.js'
import { type MatchAnswer, type MatchQuery, matchRecords } from './match/match-records.js'
import { getPersons, type PersonFate } from './persons/get-persons.js'
import type { Registry } from './registry.js'

/** A model that was activated or a source that was added is seen after so long. */
const CONTEXT_AGE_MS = 1000
const PERSONS = { most: 64, atOnce: 2 }
/** Each call of many records takes its time: few of them share a go, so that short calls do not wait for long ones. */
const MATCHES = { most: 8, atOnce: 2 }

/** What answers questions from the registry: questions that come together are answered by the same look-ups. */
export class RegistryReader {
  readonly #registry: Registry
  readonly #contexts: ContextReader
  readonly #persons: Gathered<string, PersonFate>
  readonly #matches: Gathered<MatchQuery, MatchAnswer>
  #context: { readonly readMs: number; readonly found: Promise<LinkingContext> } | undefined

  constructor(registry: Registry) {
    const { conn } = registry.database
    this.#registry = registry
    this.#contexts = new ContextReader(registry)
    this.#persons = new Gathered(async (ids) => {
      const fates = await getPersons(conn, ids, undefined)
      return ids.map((id) => fates.get(id) ?? { kind: 'unknown' })
    }, PERSONS)
    this.#matches = new Gathered(async (queries) => matchRecords(conn, await this.context(), queries), MATCHES)
  }

  /** A person of any area by id. */
  person(id: string): Promise<PersonFate> {
    return this.#persons.ask(id)
  }

  match(query: MatchQuery): Promise<MatchAnswer> {
    return this.#matches.ask(query)
  }

  /** The model and what else decides, at most a second old. */
  context(): Promise<LinkingContext> {
    const known = this.#context
    const nowMs = performance.now()
    if (known !== undefined && nowMs - known.readMs < CONTEXT_AGE_MS) return known.found
    const found = this.#contexts.read(this.#registry.database.conn)
    this.#context = { readMs: nowMs, found }
    found.catch(() => {
      this.#context = undefined
    })
    return found
  }
}

const READERS = new WeakMap<Registry, RegistryReader>()

/** The reader of a registry, the same for all who ask. */
export function readerOf(registry: Registry): RegistryReader {
  const known = READERS.get(registry)
  if (known !== undefined) return known
  const reader = new RegistryReader(registry)
  READERS.set(registry, reader)
  return reader
}
