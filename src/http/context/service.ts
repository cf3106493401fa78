import type { SingleChange, SingleOutcome } from '../../application/linkage/state/single-change.js'
import type { Registry } from '../../application/context/registry.js'

/** Fields of a logged request. The address is never logged: it may hold personal data. */
export interface RequestLogFields {
  readonly count?: number
  readonly durationMs?: number
  readonly error?: unknown
  readonly method?: string
  /** The id that the server gave to the request. */
  readonly request?: string
  /** The id that the caller gave to it. */
  readonly callerRequest?: string
  /** The route's pattern. */
  readonly route?: string
  readonly status?: number
}

type LogLine = (event: `${string}.${string}`, fields?: RequestLogFields) => void

export interface ServiceLog {
  readonly error: LogLine
  readonly warn: LogLine
  readonly info: LogLine
  readonly debug: LogLine
}

/** The linker: links single changes, and is woken for other work. */
export interface ServiceLinker {
  link(change: SingleChange): Promise<SingleOutcome>
  wake(): void
  /** Whether it accepts work. */
  readonly isRunning: boolean
  /** Pairs of records compared so far. */
  readonly comparedPairs: number
}

export interface ServiceConfig {
  /** The first admin's key. */
  readonly adminKey: string | undefined
  /** Whether keys with the scope pii:read must state a purpose. */
  readonly isPurposeRequired?: boolean
  /** Addresses and networks of proxies whose X-Forwarded-For is believed. */
  readonly trustedProxies?: readonly string[]
}

/** The parts of the HTTP service. */
export interface Service {
  readonly registry: Registry
  readonly linker: ServiceLinker
  readonly log: ServiceLog
  readonly config: ServiceConfig
}
