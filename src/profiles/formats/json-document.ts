import type { Json, JsonObject, Limits, RowError } from './file-item.js'

const LONG_NUMBER = /\d{16}/
/** A text, or a whole number of sixteen digits and more: a NIK of Papua (91...) is beyond what a number can hold exactly. */
const TEXT_OR_LONG_NUMBER = /"(?:[^"\\]|\\.)*"|(?<![\d.eE+-])\d{16,}(?![\d.eE])/g
const LONE_SURROGATE = /\p{Surrogate}/u
const DEEPEST = 16

const UNREADABLE: RowError = { code: 'JSON_UNREADABLE', detail: 'This is not JSON.' }
const NO_OBJECT: RowError = { code: 'JSON_SHAPE', detail: 'A row must be a JSON object.' }
const TOO_DEEP: RowError = { code: 'JSON_SHAPE', detail: `Values are nested more than ${DEEPEST} deep.` }
const TOO_WIDE: RowError = { code: 'JSON_SHAPE', detail: 'An object has more members than a row may have columns.' }

/** A document, or what is wrong with it. */
export type DocumentReading = { readonly document: JsonObject } | { readonly error: RowError }

/** Reads one JSON object, keeping every digit of long numbers as text; or says what is wrong with it. */
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
  if (entries.length > limits.columns) return TOO_WIDE
  for (const [name, item] of entries) {
    const fault = textFault(name, limits) ?? faultIn(item, limits, depth + 1, name)
    if (fault !== undefined) return fault
  }
  return undefined
}

/** What keeps a text from being stored: its length, a NUL, or characters that are none. */
export function textFault(text: string, limits: Limits, field?: string): RowError | undefined {
  const fault = faultOfText(text, limits)
  return fault === undefined || field === undefined ? fault : { field, ...fault }
}

function faultOfText(text: string, limits: Limits): RowError | undefined {
  if (text.length > limits.field) return { code: 'FIELD_TOO_LONG', detail: 'A field is longer than a field may be.' }
  if (text.includes('\0')) return { code: 'NUL_CHARACTER', detail: 'The text holds a NUL character.' }
  if (text.includes('\uFFFD') || LONE_SURROGATE.test(text))
    return { code: 'TEXT_UNDECODABLE', detail: 'Bytes are no characters of the encoding of the file.' }
  return undefined
}
