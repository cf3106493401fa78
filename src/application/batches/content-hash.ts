import { hash } from 'node:crypto'
import type { Json, JsonObject } from '../../profiles/reading/read-rows.js'
import type { RowSubject } from '../../storage/batches/source-records.js'

/** What a row says: the texts of its packed record and facts, and the row as received. */
export interface RowContent {
  readonly subject: RowSubject
  readonly canonical: string
  readonly facts: string | undefined
  readonly raw: JsonObject
}

const HASH_DIGITS = 32
/** A row's running number in its list changes with every row that is put in above it. */
const RUNNING_NUMBER = /^\s*(?:no|nomor|no\.? ?urut|nomor ?urut|#)\.?\s*$/i
const MOST_REMEMBERED_NAMES = 10_000
const runningNumbers = new Map<string, boolean>()

/**
 * Hashes what makes a row the same as before, 32 hexadecimal digits: the record as the layout now reads it, and every
 * filled cell of the row as received, also those that the layout has no use for yet. The order of the columns, blank
 * cells and the running number make no difference.
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

/** The rows of a table have the same columns, so that they are put in order once. */
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
  let known = runningNumbers.get(name)
  if (known === undefined) {
    known = RUNNING_NUMBER.test(name)
    if (runningNumbers.size < MOST_REMEMBERED_NAMES) runningNumbers.set(name, known)
  }
  return known
}

/** JSON text with the members of objects in order. */
function stableText(value: Json): string {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value)
  if (Array.isArray(value)) return `[${(value as readonly Json[]).map(stableText).join(',')}]`
  const object = value as JsonObject
  const members = Object.keys(object).sort()
  return `{${members.map((name) => `${JSON.stringify(name)}:${stableText(object[name] ?? null)}`).join(',')}}`
}
