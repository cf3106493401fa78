import { hash } from 'node:crypto'
import type { Json, JsonObject } from '../../../profiles/reading/read-rows.js'
import type { RowSubject } from '../../../storage/batches/source-records.js'

/** The content of a row: its packed record and facts as JSON texts, and the row as received. */
export interface RowContent {
  readonly subject: RowSubject
  readonly canonical: string
  readonly facts: string | undefined
  readonly raw: JsonObject
}

const HASH_DIGITS = 32
/** The running number of a row changes with every row inserted above it. */
const RUNNING_NUMBER = /^\s*(?:no|nomor|no\.? ?urut|nomor ?urut|#)\.?\s*$/i
const MOST_CACHED_NAMES = 10_000
const runningNumbers = new Map<string, boolean>()

/**
 * Returns a hash of a row's content, 32 hexadecimal digits: equal hashes mean an unchanged row. It covers the record as the
 * profile now maps it and every filled cell as received, also cells that the profile does not map. The order of columns,
 * blank cells and the running number do not count.
 */
export function contentHash({ subject, canonical, facts, raw }: RowContent): string {
  const text = `${subject}\u001f${canonical}\u001f${facts ?? ''}\u001f${filledCells(raw)}`
  return hash('sha256', text, 'hex').slice(0, HASH_DIGITS)
}

let lastNames: readonly string[] = []
let lastSorted: readonly string[] = []

function filledCells(raw: JsonObject): string {
  let text = ''
  for (const name of sortedNames(Object.keys(raw))) {
    const value = raw[name]
    if (value === undefined || value === '' || value === null) continue
    text += `${name}\u001f${typeof value === 'string' ? value : stableText(value)}\u001e`
  }
  return text
}

/** The rows of a table have the same columns, so these are sorted once. */
function sortedNames(names: readonly string[]): readonly string[] {
  if (!isSame(names, lastNames)) {
    lastNames = names
    lastSorted = names.filter((name) => !isRunningNumber(name)).sort()
  }
  return lastSorted
}

function isSame(names: readonly string[], others: readonly string[]): boolean {
  if (names.length !== others.length) return false
  for (let at = 0; at < names.length; at++) if (names[at] !== others[at]) return false
  return true
}

function isRunningNumber(name: string): boolean {
  const cached = runningNumbers.get(name)
  if (cached !== undefined) return cached
  const isNumber = RUNNING_NUMBER.test(name)
  if (runningNumbers.size < MOST_CACHED_NAMES) runningNumbers.set(name, isNumber)
  return isNumber
}

/** JSON text with sorted object members. */
function stableText(value: Json): string {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value)
  if (Array.isArray(value)) return `[${(value as readonly Json[]).map(stableText).join(',')}]`
  const object = value as JsonObject
  const members = Object.keys(object).sort()
  return `{${members.map((name) => `${JSON.stringify(name)}:${stableText(object[name] ?? null)}`).join(',')}}`
}
