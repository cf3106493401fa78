import type { LinkingContext } from '../active-model/linking-context.js'
import { ContextReader } from '../active-model/read-context.js'
import { CallBatcher } from '../context/call-batcher.js'
import { type MatchAnswer, type MatchQuery, matchRecords } from '../match/match-records.js'
import { getPersons, type PersonFate } from '../persons/get-persons.js'
import { readStatistics, type Statistics, type StatisticsQuery } from '../reporting/read-statistics.js'
import type { Registry } from '../context/registry.js'

/** A model that was activated or a source that was added is seen after so long. */
const CONTEXT_AGE_MS = 1000
const PERSONS = { most: 64, atOnce: 2 }
/** Each call of many records takes its time: few of them share a go, so that short calls do not wait for long ones. */
const MATCHES = { most: 8, atOnce: 2 }

/** Counting reads the whole registry, which takes seconds when it is large. */
const STATISTICS_AGE_MS = 30_000
const MOST_STATISTICS_KEPT = 100

interface Kept<Found> {
  readonly readMs: number
  readonly found: Promise<Found>
}

/** What answers questions from the registry: questions that come together are answered by the same look-ups. */
export class RegistryReader {
  readonly #registry: Registry
  readonly #contexts: ContextReader
  readonly #persons: CallBatcher<string, PersonFate>
  readonly #matches: CallBatcher<MatchQuery, MatchAnswer>
  readonly #statistics = new Map<string, Kept<Statistics>>()
  #context: Kept<LinkingContext> | undefined

  constructor(registry: Registry) {
    const { conn } = registry.database
    this.#registry = registry
    this.#contexts = new ContextReader(registry)
    this.#persons = new CallBatcher(async (ids) => {
      const fates = await getPersons(conn, ids, undefined)
      return ids.map((id) => fates.get(id) ?? { kind: 'unknown' })
    }, PERSONS)
    this.#matches = new CallBatcher(async (queries) => matchRecords(conn, await this.context(), queries), MATCHES)
  }

  /** A person of any area by id. */
  person(id: string): Promise<PersonFate> {
    return this.#persons.ask(id)
  }

  match(query: MatchQuery): Promise<MatchAnswer> {
    return this.#matches.ask(query)
  }

  /** Counts of the registry, at most half a minute old. */
  statistics(question: StatisticsQuery): Promise<Statistics> {
    const name = JSON.stringify(question)
    const known = this.#statistics.get(name)
    const nowMs = performance.now()
    if (known !== undefined && nowMs - known.readMs < STATISTICS_AGE_MS) return known.found
    const found = readStatistics(this.#registry.database.conn, question, this.#registry.now())
    if (this.#statistics.size >= MOST_STATISTICS_KEPT) this.#statistics.clear()
    this.#statistics.set(name, { readMs: nowMs, found })
    found.catch(() => this.#statistics.delete(name))
    return found
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
