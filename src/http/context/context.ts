import { LinkingContextCache } from '../../application/active-model/linking-context-cache.js'
import { ContextReader } from '../../application/active-model/read-context.js'
import { DisclosureLog } from '../../application/access/disclosure-log.js'
import { GuessLimit } from '../../application/access/guess-limit.js'
import { ApiKeyCache } from '../../application/access/api-key-cache.js'
import { KeyedRequests } from '../../application/access/keyed-requests.js'
import { BatchLooks } from '../../application/batches/batch-looks.js'
import { batchMatches, type MatchBatcher } from '../../application/match/match-batcher.js'
import { batchPersons, type PersonBatcher } from '../../application/persons/person-batcher.js'
import { readTroubles } from '../../application/reporting/read-workload.js'
import { StatisticsCache } from '../../application/reporting/statistics-cache.js'
import type { JudgingContext } from '../../application/judgements/judging-context.js'
import { SourceCache } from '../../application/sources/source-cache.js'
import type { Rights } from '../../application/access/rights.js'
import { KeyAttempts } from './key-attempts.js'
import { Lanes } from './lanes.js'
import type { Limits } from './limits.js'
import { Metrics } from './metrics.js'
import { onceASecond } from './once-a-second.js'
import { RateLimiter } from './rate-limiter.js'
import type { Service } from './service.js'

/** What all routes share; caches and batchers are made once for the service. */
export interface Context extends Service {
  readonly keys: ApiKeyCache
  readonly keyAttempts: KeyAttempts
  /** The rights of the key in a header `Authorization`; undefined for none and for one that does not work. */
  readonly keyOf: (header: string | undefined) => Promise<Rights | undefined>
  readonly sources: SourceCache
  readonly disclosures: DisclosureLog
  readonly keyedRequests: KeyedRequests
  readonly judging: JudgingContext
  readonly linkingContexts: LinkingContextCache
  readonly persons: PersonBatcher
  readonly matches: MatchBatcher
  readonly statistics: StatisticsCache
  readonly limiter: RateLimiter
  readonly guesses: GuessLimit
  /** Of open routes, by address. */
  readonly addressLimiter: RateLimiter
  readonly lanes: Lanes
  readonly batchLooks: BatchLooks
  /** What waits to be tried again, as of the last second. */
  readonly readTroubles: () => ReturnType<typeof readTroubles>
  readonly limits: Limits
  readonly metrics: Metrics
  /** Aborts when the service is asked to end: calls that wait for a change are answered at once. */
  readonly closing: AbortSignal
  /** Aborts some time later: uploads that are still coming are broken off and can be sent again. */
  readonly uploadsEnd: AbortSignal
}

/** The shutdown signals and the limits of a service. */
export type Terms = Pick<Context, 'closing' | 'uploadsEnd' | 'limits'>

const BEARER = /^Bearer +([\x21-\x7e]{1,512})$/i

async function rightsIn(keys: ApiKeyCache, header: string | undefined): Promise<Rights | undefined> {
  const text = BEARER.exec(header ?? '')?.[1]
  return text === undefined ? undefined : keys.rightsOf(text)
}

export function createContext(service: Service, { closing, uploadsEnd, limits }: Terms): Context {
  const { registry, config } = service
  const { conn } = registry.database
  const reader = new ContextReader(registry)
  const linkingContexts = new LinkingContextCache(conn, reader)
  const keys = new ApiKeyCache(registry, config.adminKey)
  return {
    ...service,
    keys,
    keyAttempts: new KeyAttempts(limits.attempts, closing),
    keyOf: (header) => rightsIn(keys, header),
    sources: new SourceCache(registry),
    disclosures: new DisclosureLog(registry),
    keyedRequests: new KeyedRequests(registry),
    judging: { reader, secret: registry.secret, now: registry.now },
    linkingContexts,
    persons: batchPersons(conn),
    matches: batchMatches(conn, linkingContexts),
    statistics: new StatisticsCache(conn, registry.now),
    guesses: new GuessLimit(registry, limits.wrongGuessesPerHour),
    limiter: new RateLimiter(limits.unitsPerMinute),
    addressLimiter: new RateLimiter(limits.addressCallsPerMinute),
    lanes: new Lanes(limits.lanes, limits.turnMs),
    batchLooks: new BatchLooks(conn),
    readTroubles: onceASecond(() => readTroubles(conn)),
    metrics: new Metrics(registry, service.linker),
    closing,
    uploadsEnd,
    limits,
  }
}
