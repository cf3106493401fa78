import { DisclosureLog } from '../application/keys/disclosure-log.js'
import { KeyBook } from '../application/keys/key-book.js'
import { KeyedRequests } from '../application/keys/keyed-requests.js'
import { Metrics } from './metrics.js'
import { RateLimiter } from './rate-limit.js'
import type { Service } from './service.js'

/** What all routes share. */
export interface Context extends Service {
  readonly keys: KeyBook
  readonly disclosures: DisclosureLog
  readonly keyedRequests: KeyedRequests
  readonly limiter: RateLimiter
  readonly metrics: Metrics
  /** Aborts when the service is asked to end: whoever waits for news is answered at once. */
  readonly closing: AbortSignal
}

export function createContext(service: Service, closing: AbortSignal): Context {
  const { registry, config } = service
  return {
    ...service,
    keys: new KeyBook(registry, config.adminKey),
    disclosures: new DisclosureLog(registry),
    keyedRequests: new KeyedRequests(registry),
    limiter: new RateLimiter(),
    metrics: new Metrics(registry),
    closing,
  }
}
