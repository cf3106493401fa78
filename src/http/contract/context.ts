import { DisclosureLog } from '../../application/access/disclosure-log.js'
import { ApiKeyCache } from '../../application/access/api-key-cache.js'
import { KeyedRequests } from '../../application/access/keyed-requests.js'
import { SourceCache } from '../../application/sources/source-cache.js'
import type { Limits } from './limits.js'
import { Metrics } from './metrics.js'
import { RateLimiter } from './rate-limit.js'
import type { Service } from './service.js'

/** What all routes share. */
export interface Context extends Service {
  readonly keys: ApiKeyCache
  readonly sources: SourceCache
  readonly disclosures: DisclosureLog
  readonly keyedRequests: KeyedRequests
  readonly limiter: RateLimiter
  readonly limits: Limits
  readonly metrics: Metrics
  /** Aborts when the service is asked to end: whoever waits for news is answered at once. */
  readonly closing: AbortSignal
  /** Aborts some time later: lists that are still coming are given up and can be sent again. */
  readonly uploadsEnd: AbortSignal
}

/** The signals of a service that is asked to end, and its limits. */
export type Terms = Pick<Context, 'closing' | 'uploadsEnd' | 'limits'>

export function createContext(service: Service, { closing, uploadsEnd, limits }: Terms): Context {
  const { registry, config } = service
  return {
    ...service,
    keys: new ApiKeyCache(registry, config.adminKey),
    sources: new SourceCache(registry),
    disclosures: new DisclosureLog(registry),
    keyedRequests: new KeyedRequests(registry),
    limiter: new RateLimiter(limits.requestsPerMinute),
    metrics: new Metrics(registry, service.linker),
    closing,
    uploadsEnd,
    limits,
  }
}
