import type { Json, JsonObject, Limits, RowError } from './file-item.js'
import { fieldTooLong, NUL_CHARACTER, TEXT_UNDECODABLE } from './row-errors.js'

const LONG_NUMBER = /\d{16}/
/**
 * A string, or a whole number of 16 digits or more: a NIK of Papua (91...) exceeds the exact range of a number. A string
 * without an end reaches to the end of the text: a second search from each quote inside it would take quadratic time.
 */
const TEXT_OR_LONG_NUMBER = /"[^"\\]*(?:\\[^][^"\\]*)*(?:"|\\?$)|(?<![\d.eE+-])\d{16,}(?![\d.eE])/g
const LONE_SURROGATE = /\p{Surrogate}/u
const DEEPEST = 16

const UNREADABLE: RowError = { code: 'JSON_UNREADABLE', detail: 'The row is not valid JSON.' }
const NO_OBJECT: RowError = { code: 'JSON_SHAPE', detail: 'A row must be a JSON object.' }
const TOO_DEEP: RowError = { code: 'JSON_SHAPE', detail: `Values are nested more than ${DEEPEST} levels deep.` }

export type DocumentReading = { readonly document: JsonObject } | { readonly error: RowError }

/** Reads one JSON object. Long numbers become strings, so that every digit is kept. */
export function readDocument(text: string, limits: Limits): DocumentReading {
  const value = parseJson(text)
  if (value === undefined) return { error: UNREADABLE }
  if (!isObject(value)) return { error: NO_OBJECT }
  const error = faultIn(value, limits, 0)
  return error === undefined ? { document: value } : { error }
}

function parseJson(text: string): Json | undefined {
  const safe = LONG_NUMBER.test(text)
    ? text.replace(TEXT_OR_LONG_NUMBER, (part) => (part.startsWith('"') ? part : `"${part}"`))
    : text
  try {
    return JSON.parse(safe) as Json
  } catch {
    return undefined
  }
}

export function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function faultIn(value: Json, limits: Limits, depth: number, field?: string): RowError | undefined {
  if (typeof value === 'string') return textFault(value, limits, field)
  if (typeof value !== 'object' || value === null) return undefined
  if (depth === DEEPEST) return TOO_DEEP
  if (Array.isArray(value)) {
    for (const item of value as readonly Json[]) {
      const fault = faultIn(item, limits, depth + 1, field)
      if (fault !== undefined) return fault
    }
    return undefined
  }
  return objectFault(value as JsonObject, limits, depth)
}

function objectFault(value: JsonObject, limits: Limits, depth: number): RowError | undefined {
  const entries = Object.entries(value)
  if (entries.length > limits.columns)
    return { code: 'JSON_SHAPE', detail: `An object has more than ${limits.columns} members.` }
  for (const [name, item] of entries) {
    const fault = textFault(name, limits) ?? faultIn(item, limits, depth + 1, name)
    if (fault !== undefined) return fault
  }
  return undefined
}

/** Finds the reason why a text cannot be stored: its length, a NUL, or undecodable characters. */
export function textFault(text: string, limits: Limits, field?: string): RowError | undefined {
  const fault = faultOfText(text, limits)
  return fault === undefined || field === undefined ? fault : { field, ...fault }
}

function faultOfText(text: string, limits: Limits): RowError | undefined {
  if (text.length > limits.field) return fieldTooLong(limits)
  if (text.includes('\0')) return NUL_CHARACTER
  return text.includes('\uFFFD') || LONE_SURROGATE.test(text) ? TEXT_UNDECODABLE : undefined
}
