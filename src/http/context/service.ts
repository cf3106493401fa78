import type { SingleChange, SingleOutcome } from '../../application/linkage/state/single-change.js'
import type { Registry } from '../../application/context/registry.js'

/** What the service writes of a request: never its address, which may hold what a caller typed. */
export interface RequestLogFields {
  readonly count?: number
  readonly durationMs?: number
  readonly error?: unknown
  readonly method?: string
  readonly request?: string
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

/** What links: single changes are handed to it, and it is told when there is other work. */
export interface ServiceLinker {
  link(change: SingleChange): Promise<SingleOutcome>
  wake(): void
  /** Whether it takes on what comes. */
  readonly isRunning: boolean
  /** Pairs of records that it has compared so far. */
  readonly comparedPairs: number
}

export interface ServiceConfig {
  /** The first admin's key. */
  readonly adminKey: string | undefined
}

/** What the HTTP service is made of. */
export interface Service {
  readonly registry: Registry
  readonly linker: ServiceLinker
  readonly log: ServiceLog
  readonly config: ServiceConfig
}
