import { pino, type DestinationStream } from 'pino'

export const LOG_LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const

/**
 * The fields allowed in a log line. All others are dropped: a list of secret fields would be out of date with the next
 * column of a source.
 */
export interface LogFields {
  readonly agency?: string
  readonly batch?: string
  readonly callerRequest?: string
  readonly count?: number
  readonly counts?: Readonly<Record<string, number>>
  readonly durationMs?: number
  readonly error?: unknown
  /** Of a row of the audit log. */
  readonly hash?: string
  readonly host?: string
  readonly job?: string
  readonly method?: string
  readonly migration?: string
  readonly pass?: string
  readonly pid?: number
  readonly port?: number
  /** The id of a record, never its source key. */
  readonly record?: string
  readonly request?: string
  /** The pattern of the route, never the requested address. */
  readonly route?: string
  /** Of the database server, with its value. */
  readonly setting?: string
  readonly signal?: string
  readonly source?: string
  readonly status?: number
  readonly value?: string
  readonly version?: string
}

const FIELD_NAMES: Readonly<Record<keyof LogFields, true>> = {
  agency: true,
  batch: true,
  callerRequest: true,
  count: true,
  counts: true,
  durationMs: true,
  error: true,
  hash: true,
  host: true,
  job: true,
  method: true,
  migration: true,
  pass: true,
  pid: true,
  port: true,
  record: true,
  request: true,
  route: true,
  setting: true,
  signal: true,
  source: true,
  status: true,
  value: true,
  version: true,
}

type LogLine = (event: `${string}.${string}`, fields?: LogFields) => void

/** Writes log lines with an event `noun.verb` and the allowed fields. */
export interface Log {
  readonly error: LogLine
  readonly warn: LogLine
  readonly info: LogLine
  readonly debug: LogLine
}

/** Creates a log of JSON lines, to stdout unless a destination is given. */
export function createLog(level: (typeof LOG_LEVELS)[number], destination?: DestinationStream): Log {
  const options = { level, base: null, formatters: { log: onlyKnownFields }, timestamp: pino.stdTimeFunctions.isoTime }
  const logger = destination === undefined ? pino(options) : pino(options, destination)
  const line =
    (write: (fields: LogFields, event: string) => void): LogLine =>
    (event, fields = {}) => {
      write(fields, eventName(event))
    }
  return {
    error: line((fields, event) => {
      logger.error(fields, event)
    }),
    warn: line((fields, event) => {
      logger.warn(fields, event)
    }),
    info: line((fields, event) => {
      logger.info(fields, event)
    }),
    debug: line((fields, event) => {
      logger.debug(fields, event)
    }),
  }
}

/**
 * Replaces an event that is no `noun.verb`: the type allows any text around the dot, and a sentence could hold a name.
 */
function eventName(event: string): string {
  return /^[a-z_]{1,40}\.[a-z_]{1,40}$/.test(event) ? event : 'log.misnamed'
}

function onlyKnownFields(fields: Record<string, unknown>): Record<string, unknown> {
  const known = Object.entries(fields).filter(([name]) => Object.hasOwn(FIELD_NAMES, name))
  return Object.fromEntries(known.map(([name, value]) => [name, knownValue(name, value)]))
}

function knownValue(name: string, value: unknown): unknown {
  if (name === 'error') return errorFields(value)
  if (name === 'counts') return onlyNumbers(value)
  return typeof value === 'string' || typeof value === 'number' ? value : undefined
}

function onlyNumbers(value: unknown): Record<string, number> {
  const entries = Object.entries((value ?? {}) as Record<string, unknown>)
  return Object.fromEntries(entries.filter((entry): entry is [string, number] => typeof entry[1] === 'number'))
}

const MOST_CAUSES = 3

/**
 * Returns the loggable part of an error: class, code, constraint, table, stack frames, and the same of its cause. The
 * message is left out, because parsers and drivers quote the value that caused the error.
 */
function errorFields(error: unknown, causes = MOST_CAUSES): Record<string, unknown> {
  if (!(error instanceof Error)) return { type: typeof error }
  const { code, constraint, table } = error as { code?: unknown; constraint?: unknown; table?: unknown }
  return {
    type: error.constructor.name,
    code: plainWord(code),
    constraint: plainWord(constraint),
    table: plainWord(table),
    at: framesOf(error),
    cause: error.cause === undefined || causes === 0 ? undefined : errorFields(error.cause, causes - 1),
  }
}

function plainWord(value: unknown): string | undefined {
  return typeof value === 'string' && /^[A-Za-z0-9_]{1,63}$/.test(value) ? value : undefined
}

/** Returns the stack frames without the message in front, which may have several lines and look like a frame. */
function framesOf(error: Error): string[] {
  const stack = error.stack ?? ''
  const start = stack.startsWith(`${error.name}: ${error.message}`) ? error.name.length + 2 + error.message.length : 0
  const frames = stack.slice(start).split('\n')
  return frames.map((frame) => frame.trim()).filter((frame) => /^at .+:\d+:\d+\)?$/.test(frame))
}
