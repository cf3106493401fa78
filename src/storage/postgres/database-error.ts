import { endsSession, verdictOf } from '../server/sql-states.js'

/** What PostgreSQL names its constraints and tables here, and the forms of its and the system's error codes. */
const NAME = /^[a-z_][a-z0-9_]{0,62}$/
const CODE = /^[A-Z0-9_]{3,40}$/

/** The driver's messages of broken connections that come without a code. They hold no values. */
const CODE_OF_MESSAGE: Readonly<Record<string, string>> = {
  'timeout expired': 'CONNECT_TIMEOUT',
  'Query read timeout': 'QUERY_TIMEOUT',
  'timeout exceeded when trying to connect': 'CONNECT_TIMEOUT',
  'Connection terminated due to connection timeout': 'CONNECT_TIMEOUT',
  'Connection terminated unexpectedly': 'CONNECTION_LOST',
  'Connection terminated': 'CONNECTION_LOST',
  'Client has encountered a connection error and is not queryable': 'CONNECTION_LOST',
  'Client was closed and is not queryable': 'CONNECTION_LOST',
}

/**
 * What may be known of a refusal by the database: its code and the names of the constraint and table. PostgreSQL's message
 * and detail and the driver's parameters hold the values themselves, so neither they nor the original error are kept.
 */
export class DatabaseError extends Error {
  override readonly name = 'DatabaseError'
  /** An SQLSTATE such as 23505, a system code such as ECONNREFUSED, CONNECT_TIMEOUT, CONNECTION_LOST or `unknown`. */
  readonly code: string
  readonly constraint: string | undefined
  readonly table: string | undefined

  constructor(original: unknown) {
    const code = codeOf(original)
    const constraint = fieldOf(original, 'constraint', NAME)
    super(`The database refused with ${code}${constraint === undefined ? '' : ` (${constraint})`}`)
    this.code = code
    this.constraint = constraint
    this.table = fieldOf(original, 'table', NAME)
  }

  /** Whether the same transaction may succeed when it is retried. */
  get isTransient(): boolean {
    return verdictOf(this.code) === 'again'
  }

  /** Whether the error says nothing of the rows: the same work will succeed when the server is well again. */
  get isOutage(): boolean {
    return verdictOf(this.code) === 'passing'
  }

  /** Whether the session that it came from must not be used again. */
  get endsSession(): boolean {
    return endsSession(this.code)
  }

  toJSON(): { code: string; constraint: string | undefined; table: string | undefined } {
    return { code: this.code, constraint: this.constraint, table: this.table }
  }
}

/** A statement whose plan an administrator's change of a table has outdated. The message may be translated; this is not. */
const OUTDATED_PLAN = 'RevalidateCachedQuery'

function codeOf(original: unknown): string {
  const code = fieldOf(original, 'code', CODE)
  const isOutdated = code === '0A000' && fieldOf(original, 'routine', /^\w+$/) === OUTDATED_PLAN
  return isOutdated ? 'PLAN_OUTDATED' : (code ?? codeOfMessage(original) ?? 'unknown')
}

function codeOfMessage(original: unknown): string | undefined {
  return original instanceof Error && Object.hasOwn(CODE_OF_MESSAGE, original.message)
    ? CODE_OF_MESSAGE[original.message]
    : undefined
}

function fieldOf(original: unknown, field: string, form: RegExp): string | undefined {
  const value: unknown =
    typeof original === 'object' ? (original as Record<string, unknown> | null)?.[field] : undefined
  return typeof value === 'string' && form.test(value) ? value : undefined
}
