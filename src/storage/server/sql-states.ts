/**
 * What an error of the database says of the work that met it. `again`: the same transaction may succeed at once. `passing`: it
 * says nothing of the rows, and the same work will succeed once the server, its settings or its administrator let it.
 * `lasting`: the statement or its values are at fault, and the same work would fail again.
 */
export type Verdict = 'again' | 'passing' | 'lasting'

interface Ruling {
  readonly verdict: Verdict
  readonly why: string
}

const ROWS = 'the values or the statement are at fault'
const OURS = 'a fault of this program, not of the server'
const UNUSED = 'comes from what this program does not use'

/** Every class of PostgreSQL's error codes (its documentation, appendix A), by its first two characters. */
const CLASSES: Readonly<Record<string, Ruling>> = {
  '00': { verdict: 'lasting', why: 'success, never thrown' },
  '01': { verdict: 'lasting', why: 'warnings, never thrown' },
  '02': { verdict: 'lasting', why: 'no data, never thrown' },
  '03': { verdict: 'lasting', why: OURS },
  '08': { verdict: 'passing', why: 'the connection broke, or a proxy before the server broke it' },
  '09': { verdict: 'lasting', why: UNUSED },
  '0A': { verdict: 'lasting', why: OURS },
  '0B': { verdict: 'lasting', why: OURS },
  '0F': { verdict: 'lasting', why: UNUSED },
  '0L': { verdict: 'lasting', why: UNUSED },
  '0P': { verdict: 'passing', why: 'a role was taken away by an administrator' },
  '0Z': { verdict: 'lasting', why: UNUSED },
  '10': { verdict: 'lasting', why: UNUSED },
  '20': { verdict: 'lasting', why: UNUSED },
  '21': { verdict: 'lasting', why: ROWS },
  '22': { verdict: 'lasting', why: ROWS },
  '23': { verdict: 'lasting', why: ROWS },
  '24': { verdict: 'lasting', why: UNUSED },
  '25': { verdict: 'lasting', why: OURS },
  '26': { verdict: 'passing', why: 'a proxy or administrator discarded the prepared statements of the session' },
  '27': { verdict: 'lasting', why: UNUSED },
  '28': { verdict: 'passing', why: 'the password or the rules of access are being changed' },
  '2B': { verdict: 'lasting', why: UNUSED },
  '2D': { verdict: 'lasting', why: OURS },
  '2F': { verdict: 'lasting', why: UNUSED },
  '34': { verdict: 'lasting', why: UNUSED },
  '38': { verdict: 'lasting', why: UNUSED },
  '39': { verdict: 'lasting', why: UNUSED },
  '3B': { verdict: 'lasting', why: OURS },
  '3D': { verdict: 'passing', why: 'the database is gone, or is being restored under its name' },
  '3F': { verdict: 'passing', why: 'the schema is gone, or is being restored' },
  '40': { verdict: 'passing', why: 'the server rolled the transaction back' },
  '42': { verdict: 'lasting', why: OURS },
  '44': { verdict: 'lasting', why: ROWS },
  '53': { verdict: 'passing', why: 'no memory, disk or connection left' },
  '54': { verdict: 'lasting', why: 'a value or statement exceeds what PostgreSQL can hold' },
  '55': { verdict: 'passing', why: 'something is in use or locked by another session' },
  '57': { verdict: 'passing', why: 'an operator or a time limit ended the statement, the session or the server' },
  '58': { verdict: 'passing', why: 'the file system of the server failed' },
  '72': { verdict: 'passing', why: 'the snapshot was too old; a new transaction has a new one' },
  F0: { verdict: 'passing', why: 'the configuration of the server is being changed' },
  HV: { verdict: 'lasting', why: UNUSED },
  P0: { verdict: 'lasting', why: 'raised by the schema itself, which guards what is only added to' },
  XX: { verdict: 'lasting', why: 'an internal error may come from the row that it met' },
}

/** The codes that differ from their class. */
const CODES: Readonly<Record<string, Ruling>> = {
  '25006': { verdict: 'passing', why: 'the server is a standby, or was switched to read-only' },
  '25P03': { verdict: 'passing', why: 'the session idled longer than a setting of the server allows' },
  '25P04': { verdict: 'passing', why: 'the transaction lasted longer than a setting of the server allows' },
  '40001': { verdict: 'again', why: 'another transaction came first' },
  '40002': { verdict: 'lasting', why: ROWS },
  '40P01': { verdict: 'again', why: 'two transactions waited for each other' },
  '42501': { verdict: 'passing', why: 'a right was taken away by an administrator' },
  '42P01': { verdict: 'passing', why: 'a table is gone, or is being restored' },
  '42P05': { verdict: 'passing', why: 'a proxy gave the session of another client' },
  '55P02': { verdict: 'lasting', why: OURS },
  '55P04': { verdict: 'lasting', why: OURS },
  XX001: { verdict: 'passing', why: 'a page of the disk is damaged; no row is at fault' },
  XX002: { verdict: 'passing', why: 'an index is damaged; no row is at fault' },
}

/** Codes of the system (ECONNRESET) and of broken connections that the driver reports without a code. */
const CONNECTION = /^(?:E[A-Z_]+|CONNECTION_LOST|CONNECT_TIMEOUT|QUERY_TIMEOUT|PLAN_OUTDATED)$/

/** The verdict on an error code. A code of a class that PostgreSQL does not have yet is lasting. */
export function verdictOf(code: string): Verdict {
  if (CONNECTION.test(code)) return 'passing'
  return (CODES[code] ?? CLASSES[code.slice(0, 2)])?.verdict ?? 'lasting'
}

/** Whether the class of a code is known. */
export function isKnownClass(code: string): boolean {
  return Object.hasOwn(CLASSES, code.slice(0, 2))
}

/** Whether the session itself is of no use any more: its prepared statements are gone or outdated, or it still waits. */
export function endsSession(code: string): boolean {
  return /^(?:26...|42P05|PLAN_OUTDATED|QUERY_TIMEOUT)$/.test(code) || code.startsWith('08')
}
